import { InvokeCommand, type LambdaClient, LambdaServiceException } from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, SendMessageCommand, type SQSClient, SQSServiceException } from '@aws-sdk/client-sqs';
import { parseObject } from '../rules/json.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { KeptMessage } from '../topics/KeptReader.ts';
import type { SubscriberSender } from '../topics/SubscriberSender.ts';

const WEB_HOOK_MILLISECONDS = 8_000;
const NO_ANSWER = 'It could not be connected, or did not answer in time.';

/**
 * Hands messages over itself, since SNS delivers to all subscribers of a topic or to none. The function's role has no
 * permission of its own for that: the resource policy of a queue or function must name the role.
 */
export class DirectSender implements SubscriberSender {
  readonly #sqs: SQSClient;
  readonly #lambda: LambdaClient;
  #baseUrl: string | undefined;

  constructor(sqs: SQSClient, lambda: LambdaClient) {
    this.#sqs = sqs;
    this.#lambda = lambda;
  }

  async send(subscriber: TopicSubscriberRow, message: KeptMessage): Promise<string | null> {
    const { protocol, endpoint, subscriptionArn } = subscriber;
    if (protocol !== 'https' && regionOf(endpoint) !== regionOf(subscriptionArn)) return 'It is in another region.';
    try {
      if (protocol === 'https') return await post(subscriber, message);
      if (protocol === 'lambda') await this.#invoke(subscriber, message);
      else await this.#sendToQueue(subscriber, message);
      return null;
    } catch (error) {
      if (error instanceof SQSServiceException) return `SQS refused it: ${codeOf(error)}.`;
      if (error instanceof LambdaServiceException) return `Lambda refused it: ${codeOf(error)}.`;
      throw error;
    }
  }

  async #sendToQueue(subscriber: TopicSubscriberRow, message: KeptMessage): Promise<void> {
    const { endpoint } = subscriber;
    const { attributes, body, groupId, deduplicationId } = message;
    const [, , , , account, name] = endpoint.split(':');
    this.#baseUrl ??= await this.#readBaseUrl(subscriber);
    await this.#sqs.send(
      new SendMessageCommand({
        QueueUrl: `${this.#baseUrl}/${account}/${name}`,
        MessageBody: body,
        ...(attributes === undefined ? {} : { MessageAttributes: attributes }),
        ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
        // A standard queue may subscribe to a FIFO topic, and takes no such id.
        ...(endpoint.endsWith('.fifo') && deduplicationId !== undefined
          ? { MessageDeduplicationId: deduplicationId }
          : {}),
      }),
    );
  }

  /** Returns what the URLs of all queues here begin with: the role may ask for those of kept messages alone. */
  async #readBaseUrl({ keptIn }: TopicSubscriberRow): Promise<string> {
    const { QueueUrl = '' } = await this.#sqs.send(new GetQueueUrlCommand({ QueueName: keptIn }));
    return QueueUrl.split('/').slice(0, -2).join('/');
  }

  /** Invokes a function with the event that it gets from SNS (Lambda Developer Guide, "Invoking with Amazon SNS"). */
  async #invoke({ endpoint, subscriptionArn }: TopicSubscriberRow, { body }: KeptMessage): Promise<void> {
    const { SigningCertURL, UnsubscribeURL, ...document } = parseObject(body) ?? {};
    const own = { SigningCertUrl: SigningCertURL, UnsubscribeUrl: UnsubscribeURL };
    const Sns = { Subject: null, MessageAttributes: {}, ...document, ...own };
    const record = { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: subscriptionArn, Sns };
    await this.#lambda.send(
      new InvokeCommand({
        FunctionName: endpoint,
        InvocationType: 'Event',
        Payload: Buffer.from(JSON.stringify({ Records: [record] })),
      }),
    );
  }
}

/** Posts what SNS would, with its signature (Amazon SNS Developer Guide, "HTTP/HTTPS headers"). */
async function post(subscriber: TopicSubscriberRow, { body }: KeptMessage): Promise<string | null> {
  const { endpoint, subscriptionArn = '', deliveryPolicy } = subscriber;
  const { MessageId, Type } = parseObject(body) ?? {};
  // It may have been kept under other settings. A raw message has no id of SNS.
  const own =
    Type === 'Notification' ? { 'x-amz-sns-message-id': `${MessageId}` } : { 'x-amz-sns-rawdelivery': 'true' };
  let response: Response;
  try {
    response = await fetch(endpoint, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(WEB_HOOK_MILLISECONDS),
      headers: {
        'content-type': deliveryPolicy?.requestPolicy?.headerContentType ?? 'text/plain; charset=UTF-8',
        'x-amz-sns-message-type': 'Notification',
        'x-amz-sns-topic-arn': subscriptionArn.split(':').slice(0, 6).join(':'),
        'x-amz-sns-subscription-arn': subscriptionArn,
        ...own,
      },
      body,
    });
    await response.body?.cancel();
  } catch {
    return NO_ANSWER;
  }
  return response.ok ? null : `It answered with HTTP ${response.status}.`;
}

/** A service's words may quote what it was sent. */
function codeOf({ name }: Error): string {
  return /^[A-Za-z.]{1,64}$/.test(name) ? name : 'Error';
}

function regionOf(arn: string | undefined): string | undefined {
  return arn?.split(':')[3];
}
