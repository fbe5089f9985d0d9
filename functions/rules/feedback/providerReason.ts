import type { DeliveryReason } from '../../../schema/generated/types.ts';
import { isObject, type JsonObject, parseObject } from '../json.ts';

/** https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns */
const apnsReasons: Readonly<Record<string, DeliveryReason>> = {
  BadDeviceToken: 'INVALID_TOKEN',
  Unregistered: 'INVALID_TOKEN',
  ExpiredToken: 'INVALID_TOKEN',
  // SNS writes the request itself.
  MissingDeviceToken: 'INTERNAL',
  DeviceTokenNotForTopic: 'TOKEN_MISMATCH',
  PayloadTooLarge: 'PAYLOAD_TOO_LARGE',
  BadCollapseId: 'INVALID_PAYLOAD',
  BadExpirationDate: 'INVALID_PAYLOAD',
  BadMessageId: 'INVALID_PAYLOAD',
  BadPriority: 'INVALID_PAYLOAD',
  DuplicateHeaders: 'INVALID_PAYLOAD',
  InvalidPushType: 'INVALID_PAYLOAD',
  PayloadEmpty: 'INVALID_PAYLOAD',
  // A message names no topic: it is the bundle id of the platform application's credentials.
  BadTopic: 'CREDENTIALS_INVALID',
  MissingTopic: 'CREDENTIALS_INVALID',
  TopicDisallowed: 'CREDENTIALS_INVALID',
  BadCertificate: 'CREDENTIALS_INVALID',
  BadCertificateEnvironment: 'CREDENTIALS_INVALID',
  BadEnvironmentKeyIdInToken: 'CREDENTIALS_INVALID',
  UnrelatedKeyIdInToken: 'CREDENTIALS_INVALID',
  ExpiredProviderToken: 'CREDENTIALS_INVALID',
  Forbidden: 'CREDENTIALS_INVALID',
  InvalidProviderToken: 'CREDENTIALS_INVALID',
  MissingProviderToken: 'CREDENTIALS_INVALID',
  TooManyProviderTokenUpdates: 'THROTTLED',
  TooManyRequests: 'THROTTLED',
  IdleTimeout: 'PROVIDER_UNAVAILABLE',
  ServiceUnavailable: 'PROVIDER_UNAVAILABLE',
  Shutdown: 'PROVIDER_UNAVAILABLE',
  InternalServerError: 'INTERNAL',
};

/** https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode */
const fcmReasons: Readonly<Record<string, DeliveryReason>> = {
  UNREGISTERED: 'INVALID_TOKEN',
  SENDER_ID_MISMATCH: 'TOKEN_MISMATCH',
  INVALID_ARGUMENT: 'INVALID_PAYLOAD',
  QUOTA_EXCEEDED: 'THROTTLED',
  UNAVAILABLE: 'PROVIDER_UNAVAILABLE',
  THIRD_PARTY_AUTH_ERROR: 'CREDENTIALS_INVALID',
  INTERNAL: 'INTERNAL',
};

/**
 * FCM's words for a token that it cannot read. An `INVALID_ARGUMENT` with them is about the token, any other about the
 * message, unless its details name a field: https://firebase.google.com/docs/cloud-messaging/manage-tokens
 */
const unreadableToken = /^the registration token is not a valid fcm registration token\.?$/i;

/** SNS explains in its own words why the push service gave no answer. */
const snsWords: readonly (readonly [RegExp, DeliveryReason])[] = [
  [/time to live|\bttl\b/i, 'TTL_EXPIRED'],
  [/endpoint (is disabled|was not found)/i, 'ENDPOINT_DISABLED'],
  [/application is disabled/i, 'CREDENTIALS_INVALID'],
];

/**
 * Returns why a push service refused, from its answer (`delivery.providerResponse`) and the answer's HTTP status.
 * Only named errors of APNs and FCM mean a dead token. A status alone never does.
 */
export function providerReason(providerResponse: unknown, statusCode: unknown): DeliveryReason {
  const answer = parseObject(providerResponse);
  if (answer !== null) return named(answer) ?? byStatus(statusCode);
  const words = typeof providerResponse === 'string' ? providerResponse : '';
  return snsWords.find(([pattern]) => pattern.test(words))?.[1] ?? byStatus(statusCode);
}

/** Whether a push service's answer names an error that is not known here, so that its HTTP status alone counts. */
export function isUnknownAnswer(providerResponse: unknown): boolean {
  const answer = parseObject(providerResponse);
  if (answer === null || named(answer) !== undefined) return false;
  return typeof answer.reason === 'string' || isObject(answer.error);
}

function named(answer: Readonly<Record<string, unknown>>): DeliveryReason | undefined {
  if (typeof answer.reason === 'string') return lookUp(apnsReasons, answer.reason);
  if (!isObject(answer.error)) return undefined;
  const details = Array.isArray(answer.error.details) ? answer.error.details.filter(isObject) : [];
  const code = details.map((detail) => detail.errorCode).find((errorCode) => typeof errorCode === 'string');
  // Without FCM's own code, Google's general status: it has the same names, and none for a dead token.
  const reason = lookUp(fcmReasons, code ?? answer.error.status);
  return reason === 'INVALID_PAYLOAD' && isAboutToken(answer.error.message, details) ? 'INVALID_TOKEN' : reason;
}

/** Whether an `INVALID_ARGUMENT` is about `message.token`, by the fields that it names (google.rpc.BadRequest). */
function isAboutToken(message: unknown, details: readonly JsonObject[]): boolean {
  const violations = details.flatMap(({ fieldViolations }) => (Array.isArray(fieldViolations) ? fieldViolations : []));
  const fields = violations.filter(isObject).flatMap(({ field }) => (typeof field === 'string' ? [field] : []));
  if (fields.length > 0) return fields.every((field) => field === 'message.token');
  return typeof message === 'string' && unreadableToken.test(message.trim());
}

function lookUp(reasons: Readonly<Record<string, DeliveryReason>>, name: unknown): DeliveryReason | undefined {
  return typeof name === 'string' && Object.hasOwn(reasons, name) ? reasons[name] : undefined;
}

function byStatus(statusCode: unknown): DeliveryReason {
  if (typeof statusCode !== 'number') return 'PROVIDER_UNAVAILABLE';
  if (statusCode === 429) return 'THROTTLED';
  if (statusCode === 413) return 'PAYLOAD_TOO_LARGE';
  if (statusCode === 400) return 'INVALID_PAYLOAD';
  if (statusCode === 401 || statusCode === 403) return 'CREDENTIALS_INVALID';
  if (statusCode === 500) return 'INTERNAL';
  return statusCode > 500 ? 'PROVIDER_UNAVAILABLE' : 'INTERNAL';
}
