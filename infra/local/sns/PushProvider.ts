import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { PushPlatform } from './PushPlatform.ts';

/** The answers that the simulated APNs and FCM may give for a token. */
export const pushOutcomes = [
  'accept',
  'unregistered',
  'expired-token',
  'invalid-token',
  'invalid-token-field',
  'throttle',
  'unavailable',
  'invalid-payload',
  'invalid-payload-field',
  'invalid-credentials',
  'permission-denied',
  'sender-id-mismatch',
  'timeout',
  'internal',
] as const;
export type PushOutcome = (typeof pushOutcomes)[number];

/** `FailureType` of EventDeliveryFailure. */
export type FailureType =
  | 'InvalidPlatformToken'
  | 'EndpointDisabled'
  | 'EndpointNotFound'
  | 'PlatformApplicationDisabled'
  | 'NotificationTTLExpired'
  | 'InvalidNotification'
  | 'DependencyUnavailable'
  | 'UnexpectedFailure'
  | 'InvalidCredentials'
  | 'Throttled';

export interface PushAnswer {
  readonly outcome: PushOutcome;
  /** HTTP status of the push service, absent if it never answered. */
  readonly statusCode?: number;
  /** The body of the answer, as JSON text. */
  readonly providerResponse: string;
  readonly failure?: FailureType;
  /** The push service calls the token dead, and SNS disables its endpoint. */
  readonly disables: boolean;
  readonly retryable: boolean;
}

/** The scripted answers of a token. After `times` answers it accepts again, without `times` never. */
export interface PushScript {
  readonly outcome: PushOutcome;
  readonly times?: number;
}

export function isPushOutcome(value: unknown): value is PushOutcome {
  return pushOutcomes.some((outcome) => outcome === value);
}

interface PushAttempt {
  readonly id: string;
  readonly now: number;
  readonly outcome?: PushOutcome | undefined;
}

/** APNs and FCM as SNS sees them: an answer for each token, scripted and durable. */
export class PushProvider {
  readonly #database: DatabaseSync;
  readonly #select: StatementSync;
  readonly #countDown: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#select = database.prepare('SELECT outcome, remaining FROM push_script WHERE token = ?');
    this.#countDown = database.prepare('UPDATE push_script SET remaining = remaining - 1 WHERE token = ?');
  }

  script(token: string, script: PushScript): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO push_script (token, outcome, remaining) VALUES (?, ?, ?)')
      .run(token, script.outcome, script.times ?? null);
  }

  scriptOf(token: string): PushScript {
    const row = this.#select.get(token);
    const outcome = row?.outcome;
    const remaining = row?.remaining;
    if (!isPushOutcome(outcome) || remaining === 0) return { outcome: 'accept' };
    return typeof remaining === 'number' ? { outcome, times: remaining } : { outcome };
  }

  reset(token: string): void {
    this.#database.prepare('DELETE FROM push_script WHERE token = ?').run(token);
  }

  /**
   * Attempts once to give a notification to the push service. `id` is the service's name of the notification.
   * `outcome` stands for the token's script.
   */
  send(platform: PushPlatform, token: string, { id, now, outcome }: PushAttempt): PushAnswer {
    const script = outcome === undefined ? this.scriptOf(token) : { outcome };
    if (script.times !== undefined) this.#countDown.run(token);
    const answers = platform === 'GCM' ? fcmAnswers(id) : apnsAnswers(id, now);
    const answer = answers[script.outcome];
    return {
      outcome: script.outcome,
      providerResponse: answer.body === undefined ? '' : JSON.stringify(answer.body),
      retryable: retryable.includes(script.outcome),
      disables: dead[platform === 'GCM' ? 'fcm' : 'apns'].includes(script.outcome),
      ...(answer.status === undefined ? {} : { statusCode: answer.status }),
      ...(script.outcome === 'accept' ? {} : { failure: failureOf(platform, script.outcome) }),
    };
  }
}

const retryable: readonly PushOutcome[] = ['throttle', 'unavailable', 'timeout', 'internal'];

/**
 * After these SNS disables the endpoint. FCM's INVALID_ARGUMENT is not among them, even if it is about the token.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-fcm-v1-payloads.html
 */
const dead: Readonly<Record<'apns' | 'fcm', readonly PushOutcome[]>> = {
  apns: ['unregistered', 'expired-token', 'invalid-token', 'invalid-token-field'],
  fcm: ['unregistered', 'expired-token'],
};

function failureOf(platform: PushPlatform, outcome: Exclude<PushOutcome, 'accept'>): FailureType {
  if (platform === 'GCM' && outcome.startsWith('invalid-token')) return 'InvalidNotification';
  return failures[outcome];
}

/** How SNS reads a push service's errors: https://docs.aws.amazon.com/sns/latest/dg/sns-fcm-v1-payloads.html */
const failures: Readonly<Record<Exclude<PushOutcome, 'accept'>, FailureType>> = {
  unregistered: 'InvalidPlatformToken',
  'expired-token': 'InvalidPlatformToken',
  'invalid-token': 'InvalidPlatformToken',
  'invalid-token-field': 'InvalidPlatformToken',
  'sender-id-mismatch': 'InvalidPlatformToken',
  'invalid-payload': 'InvalidNotification',
  'invalid-payload-field': 'InvalidNotification',
  'invalid-credentials': 'InvalidCredentials',
  'permission-denied': 'InvalidCredentials',
  throttle: 'Throttled',
  unavailable: 'DependencyUnavailable',
  timeout: 'DependencyUnavailable',
  internal: 'UnexpectedFailure',
};

interface ProviderAnswer {
  readonly status?: number;
  readonly body?: object;
}

/** https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns */
function apnsAnswers(id: string, now: number): Readonly<Record<PushOutcome, ProviderAnswer>> {
  const refused = (status: number, reason: string, more: object = {}) => ({ status, body: { reason, ...more } });
  return {
    accept: { status: 200, body: { 'apns-id': id } },
    unregistered: refused(410, 'Unregistered', { timestamp: now }),
    'expired-token': refused(410, 'ExpiredToken', { timestamp: now }),
    'invalid-token': refused(400, 'BadDeviceToken'),
    'invalid-token-field': refused(400, 'BadDeviceToken'),
    'sender-id-mismatch': refused(400, 'DeviceTokenNotForTopic'),
    'invalid-payload': refused(400, 'PayloadEmpty'),
    'invalid-payload-field': refused(400, 'BadCollapseId'),
    'invalid-credentials': refused(403, 'InvalidProviderToken'),
    'permission-denied': refused(400, 'TopicDisallowed'),
    throttle: refused(429, 'TooManyRequests'),
    unavailable: refused(503, 'ServiceUnavailable'),
    internal: refused(500, 'InternalServerError'),
    timeout: {},
  };
}

/** https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode */
function fcmAnswers(id: string): Readonly<Record<PushOutcome, ProviderAnswer>> {
  const failed = (code: number, status: string, message: string, details: readonly object[]) => ({
    status: code,
    body: { error: { code, message, status, details } },
  });
  const fcmError = (errorCode: string) => ({
    '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError',
    errorCode,
  });
  const refused = (status: number, name: string, errorCode: string, message: string) =>
    failed(status, name, message, [fcmError(errorCode)]);
  const invalid = (field: string, description: string) =>
    failed(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.', [
      fcmError('INVALID_ARGUMENT'),
      { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field, description }] },
    ]);
  const unregistered = refused(404, 'NOT_FOUND', 'UNREGISTERED', 'Requested entity was not found.');
  return {
    accept: { status: 200, body: { name: `projects/local/messages/${id}` } },
    unregistered,
    'expired-token': unregistered,
    'invalid-token': refused(
      400,
      'INVALID_ARGUMENT',
      'INVALID_ARGUMENT',
      'The registration token is not a valid FCM registration token',
    ),
    'invalid-token-field': invalid('message.token', 'Invalid registration token'),
    'invalid-payload-field': invalid('message.data', 'Invalid data payload key'),
    'permission-denied': failed(403, 'PERMISSION_DENIED', 'The caller does not have permission', []),
    'sender-id-mismatch': refused(403, 'PERMISSION_DENIED', 'SENDER_ID_MISMATCH', 'SenderId mismatch'),
    'invalid-payload': refused(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'Request contains an invalid argument.'),
    'invalid-credentials': refused(
      401,
      'UNAUTHENTICATED',
      'THIRD_PARTY_AUTH_ERROR',
      'Auth error from APNS or Web Push Service',
    ),
    throttle: refused(429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED', 'Quota exceeded.'),
    unavailable: refused(503, 'UNAVAILABLE', 'UNAVAILABLE', 'The service is currently unavailable.'),
    internal: refused(500, 'INTERNAL', 'INTERNAL', 'Internal error encountered.'),
    timeout: {},
  };
}
