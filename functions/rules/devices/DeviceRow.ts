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
  /** When the device got the address it has, ISO 8601. */
  readonly addressSince?: string;
  readonly name?: string;
  readonly appVersion?: string;
  readonly locale?: string;
  readonly timeZone?: string;
  /** ISO 8601. */
  readonly registeredAt: string;
  readonly lastSeenAt: string;
  /** `<platform>#<0–15>` while enabled: the `byPlatform` index's key. */
  readonly platformShard?: string;
  /** Changes with every registration, so that a concurrent one is noticed. */
  readonly revision: string;
  /** What the last registration changed: `SEEN` is nothing but the app's own account of itself, and wakes nobody behind the stream. */
  readonly change: 'ADDRESS' | 'SEEN';
  /** 270 days after it was last seen, in epoch seconds: FCM expires a token then, and so does Heliograph a device. */
  readonly ttl: number;
}

/** Whose a device is, under `ownerKey`. */
export interface OwnerRow {
  readonly userId: string;
  /** The device's when this was written. */
  readonly revision: string;
}

/** Which device has a token, under `addressKey`. */
export interface AddressRow {
  readonly deviceId: string;
  readonly userId: string;
  /** The device's when this was written. */
  readonly revision: string;
}

/** An endpoint that is being made and that no device has yet, under `intentKey`. */
export interface EndpointIntent {
  readonly platform: PushPlatform;
  readonly token: string;
  readonly tokenHash: string;
  /** When the registration must have come to an end, in epoch seconds. */
  readonly ttl: number;
}
