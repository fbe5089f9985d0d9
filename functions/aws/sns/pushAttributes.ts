import type { MessageAttributeValue } from '@aws-sdk/client-sns';
import type { PushPlatform } from '../../../schema/generated/types.ts';

export interface PushOptions {
  /** Seconds. */
  readonly timeToLive: number;
  readonly highPriority: boolean;
  readonly background: boolean;
  readonly collapseId: string | null | undefined;
}

/** Returns a message attribute that holds text. */
export function textAttribute(StringValue: string): MessageAttributeValue {
  return { DataType: 'String', StringValue };
}

/**
 * Returns the message attributes of a push to these platforms (Amazon SNS Developer Guide, "Mobile push notification
 * attributes"). The sandbox has a TTL of its own and shares the other attributes.
 */
export function pushAttributes(
  platforms: readonly PushPlatform[],
  { timeToLive, highPriority, background, collapseId }: PushOptions,
): Record<string, MessageAttributeValue> {
  const timesToLive = platforms.map((platform) => [`AWS.SNS.MOBILE.${platform}.TTL`, textAttribute(`${timeToLive}`)]);
  if (platforms.every((platform) => platform === 'FCM')) return Object.fromEntries(timesToLive);
  return {
    ...Object.fromEntries(timesToLive),
    // A background push must have priority 5 (Apple: Sending notification requests to APNs).
    'AWS.SNS.MOBILE.APNS.PRIORITY': textAttribute(highPriority && !background ? '10' : '5'),
    'AWS.SNS.MOBILE.APNS.PUSH_TYPE': textAttribute(background ? 'background' : 'alert'),
    ...(collapseId ? { 'AWS.SNS.MOBILE.APNS.COLLAPSE_ID': textAttribute(collapseId) } : {}),
  };
}

/** Returns FCM v1's `message`, given as JSON, in the form that SNS takes. */
export function fcmPayload(message: string): string {
  return `{"fcmV1Message":{"validate_only":false,"message":${message}}}`;
}
