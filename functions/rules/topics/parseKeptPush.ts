import { isObject, type JsonObject, parseObject } from '../json.ts';

/** A topic's message that a phone did not get, as SNS keeps it for the phone's subscription. */
export interface KeptPush {
  readonly subscriptionArn: string;
  /** Heliograph's. */
  readonly messageId: string;
}

/** A ULID. */
const ownId = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/**
 * Parses what SNS put into the dead-letter queue of a phone's subscription. Only the link by which one unsubscribes
 * names the subscription. Returns null for any other text.
 */
export function parseKeptPush(body: string): KeptPush | null {
  const { Message, UnsubscribeURL } = parseObject(body) ?? {};
  const payload = parseObject(Message);
  const messageId = payload && idIn(payload);
  const link = typeof UnsubscribeURL === 'string' ? URL.parse(UnsubscribeURL) : null;
  const subscriptionArn = link?.searchParams.get('SubscriptionArn') ?? null;
  if (typeof messageId !== 'string' || !ownId.test(messageId) || subscriptionArn === null) return null;
  return { subscriptionArn, messageId };
}

/** Reads the id where `renderTopicMessage` writes it, since a publisher's words and data may have ids in them. */
function idIn(payload: JsonObject): unknown {
  const { fcmV1Message, heliograph, messageId } = payload;
  // On the way to APNs a publisher's data may have any other name.
  if (isObject(heliograph)) return heliograph.messageId;
  const message = isObject(fcmV1Message) ? fcmV1Message.message : payload;
  const data = isObject(message) && isObject(message.android) ? message.data : null;
  return isObject(data) ? data['heliograph.messageId'] : messageId;
}
