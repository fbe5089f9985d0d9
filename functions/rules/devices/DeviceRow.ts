import type { DeliveryReason, DeviceStatus, PushPlatform } from '../../../schema/generated/types.ts';

/** A device's row, under `deviceKey`. */
export interface DeviceRow {
  readonly id: string;
  readonly userId: string;
  readonly platform: PushPlatform;
  /** The push token. It is secret: never shown, never logged. */
  readonly token: string;
  /** SHA-256 of the token, hexadecimal: its `addressKey`. */
  readonly tokenHash: string;
  readonly endpointArn: string;
  readonly status: DeviceStatus;
  readonly disabledReason?: DeliveryReason;
  readonly addressVersion: number;
  /** When the device got its current address, ISO 8601. */
  readonly addressSince?: string;
  readonly name?: string;
  readonly appVersion?: string;
  readonly locale?: string;
  readonly timeZone?: string;
  /** ISO 8601. */
  readonly registeredAt: string;
  readonly lastSeenAt: string;
  /** `<platform>#<0–15>`, the key of the index `byPlatform`. Absent while the device is disabled. */
  readonly platformShard?: string;
  /** Changes with every registration, so that a concurrent one is noticed. */
  readonly revision: string;
  /** What the last registration changed. `SEEN`: only the app's own data, which no function behind the stream needs. */
  readonly change: 'ADDRESS' | 'GONE' | 'SEEN';
  /** When SNS said last that it has no such endpoint, in epoch milliseconds. A new endpoint ends it. */
  readonly endpointGoneAt?: number;
  /** 270 days after the device was last seen, in epoch seconds. FCM expires a token then too. */
  readonly ttl: number;
}

/** Whose a device is, under `ownerKey`. */
export interface OwnerRow {
  readonly userId: string;
  /** The platform of the device's address. */
  readonly platform: PushPlatform;
  /** The device's revision when this was written. */
  readonly revision: string;
}

/** A known user, under `userKey`. */
export interface UserRow {
  readonly userId: string;
  /** Changes with every device that the user gets, so that concurrent registrations do not exceed the limit. */
  readonly revision: string;
}

/** The user gets a new device just now, under `turnKey`. */
export interface TurnRow {
  /** Of the registration that has the turn. */
  readonly id: string;
  /** Epoch milliseconds. Later, another registration may take it: this one has died. */
  readonly until: number;
  /** Epoch seconds. */
  readonly ttl: number;
}

/** Which device has a token, under `addressKey`. */
export interface AddressRow {
  readonly deviceId: string;
  readonly userId: string;
  /** The device's revision when this was written. */
  readonly revision: string;
}

/** An endpoint that is being created and that no device has yet, under `intentKey`. */
export interface EndpointIntent {
  readonly platform: PushPlatform;
  readonly token: string;
  readonly tokenHash: string;
  /** When the registration must have ended, in epoch seconds. */
  readonly ttl: number;
}
