import { type Feedback, failed, malformed, unrelated } from './Feedback.ts';
import { isObject, parseObject } from './json.ts';
import { providerReason } from './providerReason.ts';

/**
 * One entry of a delivery-status log, `sns/<region>/<account>/app/<platform>/<name>` or its `/Failure`.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html, "Amazon SNS message delivery status". The entry holds the push token: nothing of
 * it goes into a log or an error.
 */
export function parseDeliveryStatus(message: string): Feedback {
  const entry = parseObject(message);
  if (entry === null || !isObject(entry.notification) || !isObject(entry.delivery)) return malformed;
  const { messageId, topicArn } = entry.notification;
  if (typeof messageId !== 'string' || messageId === '') return malformed;
  // A topic's publication has one id for all its endpoints, and no row in the ledger.
  if (topicArn !== undefined) return unrelated;
  if (entry.status === 'SUCCESS') {
    return { kind: 'verdict', snsMessageId: messageId, verdict: { status: 'PROVIDER_ACCEPTED' } };
  }
  if (entry.status !== 'FAILURE') return malformed;
  const { providerResponse, statusCode } = entry.delivery;
  return { kind: 'verdict', snsMessageId: messageId, verdict: failed(providerReason(providerResponse, statusCode)) };
}
