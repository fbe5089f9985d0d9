import { meansDeadToken } from '../delivery/deliveryStatus.ts';
import { tokenHash } from '../devices/tokenHash.ts';
import { isObject, parseObject } from '../json.ts';
import { type Feedback, failed, type LogVerdict, malformed } from './Feedback.ts';
import { failedAddress, platformOf, timeOf } from './failedAddress.ts';
import { isUnknownAnswer, providerReason } from './providerReason.ts';

/**
 * Parses one entry of a delivery-status log, `sns/<region>/<account>/app/<platform>/<name>` or its `/Failure`. The
 * entry holds the push token. Only its hash is returned, and no error holds any of it.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html, "Amazon SNS message delivery status"
 */
export function parseDeliveryStatus(message: string): Feedback {
  const entry = parseObject(message);
  if (entry === null || !isObject(entry.notification) || !isObject(entry.delivery)) return malformed;
  const { messageId, topicArn } = entry.notification;
  if (typeof messageId !== 'string' || messageId === '') return malformed;
  if (entry.status !== 'SUCCESS' && entry.status !== 'FAILURE') return malformed;
  const { deliveryId, destination, providerResponse, statusCode } = entry.delivery;
  const push: Omit<LogVerdict, 'verdict'> = {
    kind: 'verdict',
    source: 'log',
    snsMessageId: messageId,
    pushId: typeof deliveryId === 'string' ? deliveryId : tokenHash(message),
    platform: typeof destination === 'string' ? platformOf(destination) : null,
    publishedAt: timeOf(entry.notification.timestamp),
    ofTopic: topicArn !== undefined,
  };
  if (entry.status === 'SUCCESS') return { ...push, verdict: { status: 'PROVIDER_ACCEPTED' } };
  const reason = providerReason(providerResponse, statusCode);
  const address = meansDeadToken(reason) ? failedAddress(entry.delivery, entry.notification) : null;
  return { ...push, verdict: failed(reason), ...(address === null ? {} : { failed: address }) };
}

/** Whether an entry has an answer of a push service, or a platform, that is not known here. The push failed anyway. */
export function namesUnknownReason(message: string): boolean {
  const { status, delivery } = parseObject(message) ?? {};
  if (status !== 'FAILURE' || !isObject(delivery)) return false;
  const { destination, providerResponse } = delivery;
  const isOther =
    typeof destination === 'string' && destination.includes(':endpoint/') && platformOf(destination) === null;
  return isOther || isUnknownAnswer(providerResponse);
}
