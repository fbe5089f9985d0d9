import type { DeliveryReason, DeviceStatus, PushPlatform } from '../../../schema/generated/types.ts';

/** A device's row, under `deviceKey`. */
export interface DeviceRow {
  readonly id: string;
  readonly userId: string;
  readonly platform: PushPlatform;
  /** The push token: secret, never shown or logged. */
  readonly token: string;
  /** SHA-256 of the token, hexadecimal: its `addressKey`. */
  readonly tokenHash: string;
  readonly endpointArn: string;
  readonly status: DeviceStatus;
  readonly disabledReason?: DeliveryReason;
  readonly addressVersion: number;
  readonly name?: string;
  readonly appVersion?: string;
  readonly locale?: string;
  readonly timeZone?: string;
  /** ISO 8601. */
  readonly registeredAt: string;
  readonly lastSeenAt: string;
  /** `<platform>#<0–15>` while enabled: the `byPlatform` index's key. */
  readonly platformShard?: string;
  /** Changes with every write, so that a concurrent one is noticed. */
  readonly revision: string;
  /** 270 days after it was last seen, in epoch seconds: FCM expires a token then, and so does Heliograph a device. */
  readonly ttl: number;
}

/** Whose a device is, under `ownerKey`. */
export interface OwnerRow {
  readonly userId: string;
}

/** Which device has a token, under `addressKey`. */
export interface AddressRow {
  readonly deviceId: string;
  readonly userId: string;
}
