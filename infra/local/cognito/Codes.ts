import { randomInt, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../platform/AwsError.ts';
import type { Platform } from '../platform/Platform.ts';
import { codeMismatch, expiredCode, limitExceeded } from './errors.ts';
import type { Pool, User } from './model.ts';
import type { Store } from './Store.ts';
import { assertSmsRole } from './smsRole.ts';

export type Medium = 'SMS' | 'EMAIL';

/** `CodeDeliveryDetails` of an answer. */
export interface Delivery {
  readonly Destination: string;
  readonly DeliveryMedium: Medium;
  readonly AttributeName: string;
}

/** The use of a code. A user has one code for each use, and a new one replaces it. */
type Purpose = 'sign-up' | 'forgot-password' | 'attribute:email' | 'attribute:phone_number';

interface StoredCode {
  readonly code: string;
  readonly expires: number;
}

/** Hours that a code is valid, from the Developer Guide's quotas. */
const lifeHours: Readonly<Record<Purpose, number>> = {
  'sign-up': 24,
  'forgot-password': 1,
  'attribute:email': 24,
  'attribute:phone_number': 24,
};

const HOUR = 3_600_000;

/** Makes, sends and checks one-time codes. Keeps Cognito's hourly limits on asking and answering. */
export class Codes {
  readonly #platform: Platform;
  readonly #store: Store;

  constructor(platform: Platform, store: Store) {
    this.#platform = platform;
    this.#store = store;
  }

  /**
   * Sends a new code that `verify` accepts once. Throws CodeDeliveryFailureException if the user has no such address.
   */
  send(
    pool: Pool,
    user: User,
    purpose: Purpose,
    medium: Medium,
    address = user.attributes[attributeOf(medium)],
  ): Delivery {
    const code = newCode();
    const expires = this.#platform.clock.now() + lifeHours[purpose] * HOUR;
    const delivery = this.deliver(
      user,
      medium,
      code,
      pool.messages.verificationSms,
      pool.messages.verificationEmailSubject,
      pool.messages.verificationEmail,
      address,
    );
    this.#store.saveCode(pool.id, user.username, purpose, { code, expires } satisfies StoredCode);
    return delivery;
  }

  /** Accepts a code once. Throws CodeMismatchException or ExpiredCodeException. */
  verify(user: User, purpose: Purpose, code: string): void {
    const known = this.#store.code<StoredCode>(user.poolId, user.username, purpose);
    if (known === undefined || known.expires <= this.#platform.clock.now()) {
      throw expiredCode('Invalid code provided, please request a code again.');
    }
    if (!sameCode(known.code, code)) throw codeMismatch('Invalid verification code provided, please try again.');
    this.#store.deleteCode(user.poolId, user.username, purpose);
  }

  /** Counts a call. Throws LimitExceededException after `perHour` calls within an hour. */
  limit(pool: Pool, username: string, action: string, perHour: number): void {
    const now = this.#platform.clock.now();
    if (this.#store.countAttempts(pool.id, username, action, now - HOUR) >= perHour) throw limitExceeded();
    this.#store.addAttempt(pool.id, username, action, now);
  }

  /**
   * Puts a message with a code into the outbox. `{####}` in the text stands for the code.
   * Throws AwsError where the pool's role may send no text message.
   */
  deliver(
    user: User,
    medium: Medium,
    code: string,
    sms: string,
    subject: string,
    email: string,
    address = user.attributes[attributeOf(medium)],
  ): Delivery {
    if (address === undefined) {
      throw new AwsError(
        'CodeDeliveryFailureException',
        `The user has no ${attributeOf(medium)} that a code could be sent to.`,
      );
    }
    const pool = this.#store.pool(user.poolId);
    if (medium === 'SMS' && pool !== undefined) assertSmsRole(this.#platform.aws, pool);
    const fill = (text: string) => text.replaceAll('{####}', code).replaceAll('{username}', user.username);
    this.#platform.outbox.add({
      kind: medium === 'SMS' ? 'sms' : 'email',
      destination: address,
      user: user.username,
      code,
      body: medium === 'SMS' ? fill(sms) : { subject: fill(subject), text: fill(email) },
    });
    return { Destination: masked(medium, address), DeliveryMedium: medium, AttributeName: attributeOf(medium) };
  }
}

/** Returns six decimal digits. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** Returns eight decimal digits, as one-time passwords of `USER_AUTH` have. */
export function newOneTimePassword(): string {
  return String(randomInt(100_000_000)).padStart(8, '0');
}

export function sameCode(known: string, given: string): boolean {
  const one = Buffer.from(known);
  const other = Buffer.from(given);
  return one.length === other.length && timingSafeEqual(one, other);
}

export function attributeOf(medium: Medium): 'phone_number' | 'email' {
  return medium === 'SMS' ? 'phone_number' : 'email';
}

/** Returns `j***@e***` or `+*******1234`, as Cognito hides a destination. */
export function masked(medium: Medium, address: string): string {
  if (medium === 'SMS') return `+${'*'.repeat(Math.max(0, address.length - 5))}${address.slice(-4)}`;
  const [local = '', domain = ''] = address.split('@');
  return `${local.charAt(0)}***@${domain.charAt(0)}***`;
}
