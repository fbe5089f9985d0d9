import type { JsonValue } from './Json.ts';

/** A message that left the system, as a real phone, mailbox or device would have received it. */
export interface OutboxEntry {
  readonly id: string;
  /** ISO 8601. */
  readonly time: string;
  readonly kind: 'push' | 'sms' | 'email';
  /** Phone number, e-mail address or push token. */
  readonly destination: string;
  /** Cognito username or sub, if the sender knows it. */
  readonly user?: string;
  /** The code in the message, for tests to read. */
  readonly code?: string;
  /** `APNS`, `APNS_SANDBOX`, `GCM` for a push. */
  readonly platform?: string;
  /** The simulated provider's answer to a push: `accept`, `unregistered` … */
  readonly outcome?: string;
  /** The request headers that carry delivery options: `apns-push-type`, `apns-expiration` … */
  readonly headers?: Readonly<Record<string, string>>;
  /** The exact payload or text. */
  readonly body: JsonValue;
}

export interface Outbox {
  add(entry: Omit<OutboxEntry, 'id' | 'time'>): void;
}
