import { tokenHash } from '../devices/tokenHash.ts';
import type { Answer } from '../feedback/tallyAnswers.ts';
import { isObject, parseObject } from '../json.ts';
import type { SubscriberProtocol } from './TopicSubscriberRow.ts';

/** How a topic's message for one subscriber ended, as SNS logged it. */
export interface TopicDelivery {
  readonly topicArn: string;
  /** What it counts as for its message, and by which it is found and told apart. */
  readonly answer: Answer;
  readonly protocol: SubscriberProtocol;
  readonly endpoint: string;
  /** When it ended, epoch milliseconds. */
  readonly at: number;
  /** In words, without anything that the subscriber said but codes. Null if it took the message. */
  readonly error: string | null;
}

/**
 * Parses an entry of a topic's delivery-status log. Returns null for a phone's, and for what is none.
 * https://docs.aws.amazon.com/sns/latest/dg/topics-attrib.html
 */
export function parseTopicDelivery(message: string): TopicDelivery | null {
  const { notification, delivery, status } = parseObject(message) ?? {};
  if (!isObject(notification) || !isObject(delivery)) return null;
  const { messageId, topicArn, timestamp } = notification;
  const { deliveryId, destination, dwellTimeMs, statusCode, providerResponse } = delivery;
  const protocol = typeof destination === 'string' ? protocolOf(destination) : null;
  const published = Date.parse(`${`${timestamp}`.replace(' ', 'T')}Z`);
  if (typeof topicArn !== 'string' || typeof destination !== 'string' || protocol === null) return null;
  if (Number.isNaN(published) || (status !== 'SUCCESS' && status !== 'FAILURE')) return null;
  return {
    topicArn,
    answer: {
      snsMessageId: `${messageId}`,
      pushId: typeof deliveryId === 'string' ? deliveryId : tokenHash(message),
      name: status === 'SUCCESS' ? 'SUBSCRIBERS_DELIVERED' : 'SUBSCRIBERS_FAILED',
      publishedAt: new Date(published).toISOString(),
    },
    protocol,
    endpoint: destination,
    at: published + (typeof dwellTimeMs === 'number' ? dwellTimeMs : 0),
    error: status === 'SUCCESS' ? null : errorOf(protocol, statusCode, providerResponse),
  };
}

/** SNS logs nothing of mailboxes. */
function protocolOf(destination: string): SubscriberProtocol | null {
  if (destination.startsWith('https://')) return 'https';
  const [, , service] = destination.split(':');
  return service === 'sqs' || service === 'lambda' ? service : null;
}

/** A service's error code. Its words may quote what it was sent. */
const errorCode = /^[A-Za-z.]{1,64}$/;

function errorOf(protocol: SubscriberProtocol, statusCode: unknown, response: unknown): string {
  const answered = typeof statusCode === 'number' && statusCode >= 100 ? ` with HTTP ${statusCode}` : '';
  if (protocol === 'https') {
    return answered === '' ? 'It could not be connected, or did not answer in time.' : `It answered${answered}.`;
  }
  const { ErrorCode } = (typeof response === 'string' ? parseObject(response) : null) ?? {};
  const code = typeof ErrorCode === 'string' && errorCode.test(ErrorCode) ? `: ${ErrorCode}` : '';
  return `${protocol === 'sqs' ? 'SQS' : 'Lambda'} refused it${answered}${code}.`;
}
