import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import { invalidParameter } from './errors.ts';
import { utf8Length } from './input.ts';
import { type MessageAttributes, parseJson } from './MessageAttributes.ts';
import { type PushPlatform, payloadLimit } from './PushPlatform.ts';

/** One notification as the push service gets it, without the device token. */
export interface PushNotification {
  readonly payload: JsonObject;
  /** `apns-*` request headers. FCM has none. */
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds that the notification may wait. @default weeks, the platform's own */
  readonly timeToLive?: number;
}

const MAXIMUM_TIME_TO_LIVE = 2_419_200;

/** Returns what SNS sends to a push service for a Publish's text. Throws InvalidParameter where SNS does. */
export function pushNotification(
  platform: PushPlatform,
  text: string,
  structured: boolean,
  attributes: MessageAttributes,
): PushNotification {
  const payload = platform === 'GCM' ? fcmPayload(text, structured) : apnsPayload(text, structured);
  assertPayloadSize(platform, payload);
  const timeToLive = readTimeToLive(platform, attributes);
  return {
    payload,
    headers: platform === 'GCM' ? {} : apnsHeaders(platform, attributes),
    ...(timeToLive === undefined ? {} : { timeToLive }),
  };
}

function invalidNotification(platform: PushPlatform, reason: string) {
  return invalidParameter(`Message Reason: Invalid notification for protocol ${platform} : ${reason}`);
}

function apnsPayload(text: string, structured: boolean): JsonObject {
  if (!structured) return { aps: { alert: text } };
  const payload = parseJson(text);
  if (!isJsonObject(payload)) throw invalidNotification('APNS', 'Notification is malformed');
  return payload;
}

/**
 * Returns FCM's HTTP v1 payload.
 * A `fcmV1Message` stays as it is, the legacy `notification` and `data` become a v1 message.
 */
function fcmPayload(text: string, structured: boolean): JsonObject {
  if (!structured) return { message: { data: { default: text } } };
  const payload = parseJson(text);
  if (!isJsonObject(payload)) throw invalidNotification('GCM', 'Notification is malformed');
  const version1 = payload.fcmV1Message;
  if (version1 !== undefined) {
    if (!isJsonObject(version1) || !isJsonObject(version1.message)) {
      throw invalidNotification('GCM', 'fcmV1Message must contain a message');
    }
    assertFcmData(version1.message);
    return version1;
  }
  const { notification, data } = payload;
  const message = {
    ...(notification === undefined ? {} : { notification }),
    ...(data === undefined ? {} : { data }),
    ...androidOptions(payload),
  };
  assertFcmData(message);
  return { message };
}

function androidOptions(payload: JsonObject): JsonObject {
  const android = {
    ...(typeof payload.priority === 'string' ? { priority: payload.priority } : {}),
    ...(typeof payload.collapse_key === 'string' ? { collapse_key: payload.collapse_key } : {}),
    ...(typeof payload.time_to_live === 'number' ? { ttl: `${payload.time_to_live}s` } : {}),
  };
  return Object.keys(android).length === 0 ? {} : { android };
}

/**
 * Throws unless `data` maps strings to strings.
 * https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages
 */
function assertFcmData(message: JsonObject): void {
  const data = message.data;
  if (data === undefined) return;
  if (!isJsonObject(data) || Object.values(data).some((value) => typeof value !== 'string')) {
    throw invalidNotification('GCM', 'data must be a map of strings');
  }
}

/**
 * Throws for a payload that is too large. ?
 * For FCM AWS does not say what counts: here `message` without `validate_only`.
 */
function assertPayloadSize(platform: PushPlatform, payload: JsonObject): void {
  const counted = platform === 'GCM' ? payload.message : payload;
  if (utf8Length(JSON.stringify(counted)) <= payloadLimit[platform]) return;
  throw invalidNotification(
    platform,
    platform === 'GCM' ? 'Notification data is larger than allowed limit' : 'Notification is too long',
  );
}

/**
 * Reads the time to live: first the attribute of the endpoint's own platform. APNS_SANDBOX has its own, FCM two names.
 */
function readTimeToLive(platform: PushPlatform, attributes: MessageAttributes): number | undefined {
  const names = platform === 'GCM' ? ['FCM', 'GCM'] : [platform];
  for (const name of names) {
    const attribute = `AWS.SNS.MOBILE.${name}.TTL`;
    const value = attributes[attribute]?.StringValue;
    if (value === undefined) continue;
    const seconds = Number(value);
    if (!/^\d+$/.test(value) || seconds > MAXIMUM_TIME_TO_LIVE) {
      throw invalidParameter(
        `MessageAttributes Reason: ${attribute} must be a whole number of seconds from 0 to ${MAXIMUM_TIME_TO_LIVE}`,
      );
    }
    return seconds;
  }
  return undefined;
}

const apnsAttributeHeaders = {
  'AWS.SNS.MOBILE.APNS.PRIORITY': 'apns-priority',
  'AWS.SNS.MOBILE.APNS.TOPIC': 'apns-topic',
  'AWS.SNS.MOBILE.APNS.COLLAPSE_ID': 'apns-collapse-id',
} as const;

const pushTypes = ['alert', 'background', 'voip', 'complication', 'fileprovider', 'mdm', 'location', 'liveactivity'];

function apnsHeaders(platform: PushPlatform, attributes: MessageAttributes): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const pushType = attributes['AWS.SNS.MOBILE.APNS.PUSH_TYPE']?.StringValue;
  if (pushType !== undefined && !pushTypes.includes(pushType)) {
    throw invalidParameter(
      `MessageAttributes Reason: AWS.SNS.MOBILE.APNS.PUSH_TYPE must be one of ${pushTypes.join(', ')}`,
    );
  }
  headers['apns-push-type'] = pushType ?? (platform.startsWith('APNS_VOIP') ? 'voip' : 'alert');
  for (const [attribute, header] of Object.entries(apnsAttributeHeaders)) {
    const value = attributes[attribute]?.StringValue;
    if (value !== undefined) headers[header] = value;
  }
  const priority = headers['apns-priority'];
  if (priority !== undefined && !['1', '5', '10'].includes(priority)) {
    throw invalidParameter('MessageAttributes Reason: AWS.SNS.MOBILE.APNS.PRIORITY must be 1, 5 or 10');
  }
  if (utf8Length(headers['apns-collapse-id'] ?? '') > 64) {
    throw invalidParameter('MessageAttributes Reason: AWS.SNS.MOBILE.APNS.COLLAPSE_ID must be at most 64 bytes');
  }
  return headers;
}
