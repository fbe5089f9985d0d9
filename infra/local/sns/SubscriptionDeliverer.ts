import { randomUUID } from 'node:crypto';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { deliveryPolicy } from './deliveryPolicy.ts';
import type { Job, Settlement } from './JobQueue.ts';
import type { MessageAttributes } from './MessageAttributes.ts';
import type { MessageSigner } from './MessageSigner.ts';
import { countNotification } from './NotificationMetrics.ts';
import { notificationDocument } from './notificationDocument.ts';
import { retryDelay, webHookDelay } from './retryPolicy.ts';
import type { Subscription, Subscriptions } from './Subscriptions.ts';
import { deadLetterQueueOf } from './subscriptionAttributes.ts';
import type { TopicStatus } from './TopicStatus.ts';

/** One message for one subscription, on its way. */
export interface SubscriptionJob {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subscriptionArn: string;
  /** The text for the subscription's protocol. */
  readonly message: string;
  readonly subject?: string;
  readonly attributes: MessageAttributes;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly sequenceNumber?: string;
  /** Of the call that published it. */
  readonly traceHeader?: string;
  /** The topic's signature version. @default '1' */
  readonly signatureVersion?: '2';
  /** Set in the message that asks an HTTP endpoint to confirm. */
  readonly confirmationToken?: string;
  /** Set in what a phone did not get: it goes to the dead-letter queue alone. */
  readonly isDead?: true;
}

const HTTP_TIMEOUT = 15_000;

/**
 * Delivers messages to SQS, Lambda, HTTP, e-mail and SMS subscribers. Retries as SNS does and fills dead-letter queues.
 */
export class SubscriptionDeliverer {
  readonly #platform: Platform;
  readonly #subscriptions: Subscriptions;
  readonly #signer: MessageSigner;
  readonly #status: TopicStatus;
  readonly #stopping = new AbortController();
  /** When a web hook with a rate may get its next message, by the subscription's ARN. */
  readonly #turns = new Map<string, number>();

  constructor(
    platform: Platform,
    {
      subscriptions,
      signer,
      topicStatus,
    }: {
      readonly subscriptions: Subscriptions;
      readonly signer: MessageSigner;
      readonly topicStatus: TopicStatus;
    },
  ) {
    this.#platform = platform;
    this.#subscriptions = subscriptions;
    this.#signer = signer;
    this.#status = topicStatus;
  }

  /** Ends HTTP deliveries. They are tried again after the next start. */
  stop(): void {
    this.#stopping.abort();
  }

  async attempt(job: Job<SubscriptionJob>): Promise<Settlement> {
    const subscription = this.#subscriptions.find(job.body.subscriptionArn);
    if (subscription === undefined) return 'done';
    if (job.body.isDead) return this.#toDeadLetterQueue(subscription, job);
    const wait = this.#waitOf(subscription, job.body);
    if (wait > 0) return { retryAfter: wait, isWait: true };
    try {
      await this.#deliver(subscription, job.body);
      this.#platform.meter.count('sns:delivery');
      this.#record(subscription, job, null);
      this.#count('NumberOfNotificationsDelivered', job.body);
      return 'done';
    } catch (error) {
      const http = isWebHook(subscription);
      const attempts = job.attempts + 1;
      const delay = () =>
        http ? webHookDelay(policyOf(subscription).delays, attempts) : retryDelay('service', attempts);
      const retryAfter = isPermanent(error) ? undefined : delay();
      // SNS counts each failed call of a web hook, of others the message that it gives up.
      if (http || retryAfter === undefined) this.#count('NumberOfNotificationsFailed', job.body);
      if (retryAfter !== undefined) return { retryAfter };
      this.#platform.log('warn', 'sns', 'A subscriber could not be reached', {
        subscription: subscription.arn,
        error: error instanceof Error ? error.message : String(error),
      });
      this.#record(subscription, job, error);
      return this.#toDeadLetterQueue(subscription, job, error);
    }
  }

  /** Returns the milliseconds until a web hook may get a message, and takes its turn if it may now. */
  #waitOf(subscription: Subscription, { confirmationToken }: SubscriptionJob): number {
    if (!isWebHook(subscription) || confirmationToken !== undefined) return 0;
    const { maxReceivesPerSecond } = policyOf(subscription);
    if (maxReceivesPerSecond === undefined) return 0;
    const now = this.#platform.clock.now();
    const turn = this.#turns.get(subscription.arn) ?? now;
    if (turn > now) return turn - now;
    this.#turns.set(subscription.arn, now + 1_000 / maxReceivesPerSecond);
    return 0;
  }

  /** Logs how a message's delivery ended, as the topic asks. `error`: null if the subscriber took it. */
  #record(
    { protocol, endpoint }: Subscription,
    { body, acceptedAt, attempts }: Job<SubscriptionJob>,
    error: unknown,
  ): void {
    if (body.confirmationToken !== undefined) return;
    this.#status.record({
      protocol,
      topicArn: body.topicArn,
      messageId: body.messageId,
      publishedAt: body.publishedAt,
      destination: endpoint,
      providerResponse: error === null ? '{}' : responseOf(error),
      dwellTimeMs: Math.max(this.#platform.clock.now() - acceptedAt, 0),
      attempts: attempts + 1,
      statusCode: error === null ? 200 : statusOf(error),
      success: error === null,
    });
  }

  async #deliver(subscription: Subscription, job: SubscriptionJob): Promise<unknown> {
    const raw = subscription.attributes.RawMessageDelivery === 'true';
    switch (subscription.protocol) {
      case 'sqs':
        return this.#sendToQueue(subscription.endpoint, subscription, { job, raw });
      case 'lambda':
        return this.#call(job, 'lambda', 'Invoke', {
          FunctionName: subscription.endpoint,
          InvocationType: 'Event',
          Payload: JSON.stringify(this.#lambdaEvent(subscription, job)),
        });
      case 'http':
      case 'https':
        return this.#post(subscription, job, raw);
      case 'email':
      case 'email-json':
        return this.#mail(subscription, job);
      case 'sms':
        return this.#platform.outbox.add({ kind: 'sms', destination: subscription.endpoint, body: job.message });
      case 'application':
        throw new Error('endpoints are pushed to, not delivered to');
    }
  }

  #call(job: SubscriptionJob, service: string, operation: string, input: JsonObject): Promise<JsonObject> {
    const principal = { kind: 'service', service: 'sns.amazonaws.com', sourceArn: job.topicArn } as const;
    return this.#platform.aws.call(principal, service, operation, input, { traceHeader: job.traceHeader });
  }

  #sendToQueue(
    queueArn: string,
    subscription: Subscription,
    { job, raw, why = {} }: { readonly job: SubscriptionJob; readonly raw: boolean; readonly why?: MessageAttributes },
  ): Promise<unknown> {
    const [, , , , account, name = ''] = queueArn.split(':');
    const fifo = name.endsWith('.fifo');
    return this.#call(job, 'sqs', 'SendMessage', {
      QueueUrl: `${this.#platform.baseUrl()}/${account}/${name}`,
      MessageBody: raw ? job.message : JSON.stringify(this.#document(subscription, job)),
      MessageAttributes: { ...(raw ? ownAttributes(job.attributes) : {}), ...why } as unknown as JsonObject,
      ...(job.groupId === undefined ? {} : { MessageGroupId: job.groupId }),
      ...(fifo && job.deduplicationId !== undefined ? { MessageDeduplicationId: job.deduplicationId } : {}),
    });
  }

  async #toDeadLetterQueue(
    subscription: Subscription,
    job: Job<SubscriptionJob>,
    failure: unknown = null,
  ): Promise<Settlement> {
    const queueArn = deadLetterQueueOf(subscription);
    if (queueArn === undefined || job.body.confirmationToken !== undefined) return 'done';
    try {
      const raw = subscription.attributes.RawMessageDelivery === 'true';
      await this.#sendToQueue(queueArn, subscription, { job: job.body, raw, why: whyDead(failure) });
      this.#count('NumberOfNotificationsRedrivenToDlq', job.body);
    } catch (error) {
      this.#count('NumberOfNotificationsFailedToRedriveToDlq', job.body);
      this.#platform.log('error', 'sns', 'A message was lost: its dead-letter queue refused it', {
        subscription: subscription.arn,
        error: error instanceof Error ? error.message : String(error),
      });
    }
    return 'done';
  }

  #count(name: Parameters<typeof countNotification>[1], job: SubscriptionJob): void {
    countNotification(this.#platform.metrics, name, job);
  }

  #document(subscription: Subscription, job: SubscriptionJob): JsonObject {
    return notificationDocument(this.#platform.baseUrl(), this.#signer, subscription, job);
  }

  /** Returns the event of a function. https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
  #lambdaEvent(subscription: Subscription, job: SubscriptionJob): JsonObject {
    const {
      SigningCertURL,
      UnsubscribeURL,
      MessageAttributes: attributes,
      ...document
    } = this.#document(subscription, job);
    const sns = {
      ...document,
      Subject: job.subject ?? null,
      SigningCertUrl: SigningCertURL,
      UnsubscribeUrl: UnsubscribeURL,
      MessageAttributes: attributes ?? {},
    };
    return {
      Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: subscription.arn, Sns: sns }],
    };
  }

  /** Posts to an HTTP endpoint. https://docs.aws.amazon.com/sns/latest/dg/http-header.html */
  async #post(subscription: Subscription, job: SubscriptionJob, raw: boolean): Promise<void> {
    const confirmation = job.confirmationToken !== undefined;
    const rawBody = raw && !confirmation;
    const response = await fetch(subscription.endpoint, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(HTTP_TIMEOUT)]),
      headers: {
        'content-type': policyOf(confirmation ? undefined : subscription).contentType,
        'user-agent': 'Amazon Simple Notification Service Agent',
        'x-amz-sns-message-type': confirmation ? 'SubscriptionConfirmation' : 'Notification',
        'x-amz-sns-message-id': job.messageId,
        'x-amz-sns-topic-arn': job.topicArn,
        ...(confirmation ? {} : { 'x-amz-sns-subscription-arn': subscription.arn }),
        ...(rawBody ? { 'x-amz-sns-rawdelivery': 'true' } : {}),
      },
      body: rawBody ? job.message : JSON.stringify(this.#document(subscription, job), null, 2),
    });
    await response.body?.cancel();
    if (response.status >= 200 && response.status < 300) return;
    // The subscriber refuses with 4xx except 429, which is not retried.
    const permanent = response.status >= 400 && response.status < 500 && response.status !== 429;
    throw new AwsError('DeliveryFailed', `The endpoint answered ${response.status}`, {
      status: permanent ? 400 : 502,
      details: { answered: response.status },
    });
  }

  #mail(subscription: Subscription, job: SubscriptionJob): void {
    const document = this.#document(subscription, job);
    const confirm = document.SubscribeURL;
    const text = typeof confirm === 'string' ? `${job.message}\n${confirm}` : job.message;
    this.#platform.outbox.add({
      kind: 'email',
      destination: subscription.endpoint,
      body:
        subscription.protocol === 'email-json'
          ? document
          : { subject: job.subject ?? 'AWS Notification Message', text },
    });
  }
}

function isWebHook({ protocol }: Subscription): boolean {
  return protocol === 'http' || protocol === 'https';
}

function policyOf(subscription: Subscription | undefined) {
  return deliveryPolicy(subscription?.attributes.DeliveryPolicy ?? '');
}

/**
 * Returns the attributes that SQS takes: it refuses the names of SNS's own. AWS does not say what SNS does with those.
 */
function ownAttributes(attributes: MessageAttributes): MessageAttributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !/^(aws|amazon)\./i.test(name)));
}

/** Returns the attributes by which SNS tells in a dead-letter queue why a message is there. */
function whyDead(failure: unknown): MessageAttributes {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  return {
    RequestID: text(randomUUID()),
    ErrorCode: text(`${statusOf(failure)}`),
    ErrorMessage: text(failure instanceof Error && failure.message !== '' ? failure.message : 'Undeliverable'),
  };
}

/** Returns what SNS logs as the answer of a subscriber. */
function responseOf(error: unknown): string {
  if (!(error instanceof AwsError)) return 'Unable to connect to specified endpoint';
  if (error.details.answered !== undefined) return error.message;
  return JSON.stringify({ ErrorCode: error.code, ErrorMessage: error.message });
}

/** Returns the HTTP status that SNS logs, 0 where there was no answer. */
function statusOf(error: unknown): number {
  if (!(error instanceof AwsError)) return 0;
  return typeof error.details.answered === 'number' ? error.details.answered : error.status;
}

function isPermanent(error: unknown): boolean {
  return (
    error instanceof AwsError &&
    error.status < 500 &&
    error.status !== 429 &&
    !/Throttl|TooManyRequests/.test(error.code)
  );
}
