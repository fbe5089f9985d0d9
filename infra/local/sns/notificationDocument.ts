import type { JsonObject, JsonValue } from '../platform/Json.ts';
import type { MessageSigner } from './MessageSigner.ts';
import type { SubscriptionJob } from './SubscriptionDeliverer.ts';
import type { Subscription } from './Subscriptions.ts';

/**
 * Returns the JSON document of a message, signed unless the topic is FIFO.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export function notificationDocument(
  baseUrl: string,
  signer: MessageSigner,
  subscription: Subscription,
  job: SubscriptionJob,
): JsonObject {
  const confirmation = job.confirmationToken;
  const subscribeUrl =
    confirmation === undefined ? undefined : `${baseUrl}/_local/sns/confirm?token=${encodeURIComponent(confirmation)}`;
  const attributes = Object.entries(job.attributes);
  const signed = {
    Type: confirmation === undefined ? 'Notification' : 'SubscriptionConfirmation',
    MessageId: job.messageId,
    ...(confirmation === undefined ? {} : { Token: confirmation }),
    TopicArn: job.topicArn,
    ...(job.subject === undefined ? {} : { Subject: job.subject }),
    Message: job.message,
    ...(subscribeUrl === undefined ? {} : { SubscribeURL: subscribeUrl }),
    Timestamp: new Date(job.publishedAt).toISOString(),
  };
  return {
    ...signed,
    ...(job.sequenceNumber === undefined
      ? signer.sign(signed, baseUrl, job.signatureVersion ?? '1')
      : { SequenceNumber: job.sequenceNumber }),
    ...(confirmation === undefined ? { UnsubscribeURL: unsubscribeUrl(baseUrl, signer, subscription.arn) } : {}),
    ...(attributes.length === 0
      ? {}
      : {
          MessageAttributes: Object.fromEntries(
            attributes.map(([name, { DataType, StringValue, BinaryValue }]): [string, JsonValue] => [
              name,
              { Type: DataType, Value: StringValue ?? BinaryValue ?? '' },
            ]),
          ),
        }),
  };
}

/** As in AWS, to open the link is enough, so the link has a token of its own. */
function unsubscribeUrl(baseUrl: string, signer: MessageSigner, subscription: string): string {
  const query = new URLSearchParams({ SubscriptionArn: subscription, token: signer.unsubscribeToken(subscription) });
  return `${baseUrl}/_local/sns/unsubscribe?${query}`;
}
