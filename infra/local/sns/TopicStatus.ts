import type { Platform } from '../platform/Platform.ts';
import { type DeliveryStatus, type DeliveryStatusEntry, deliveryStatusMessage } from './DeliveryStatusLog.ts';
import type { JobQueue } from './JobQueue.ts';
import { sampled } from './sampled.ts';
import type { Topics } from './Topics.ts';

/** What attributes of a topic call a kind of subscriber. SNS logs nothing of e-mail and text messages. */
const protocolNames: Readonly<Record<string, string>> = {
  sqs: 'SQS',
  lambda: 'Lambda',
  http: 'HTTP',
  https: 'HTTP',
  application: 'Application',
};

export interface TopicDelivery extends Omit<DeliveryStatus, 'topicArn'> {
  readonly topicArn: string;
  readonly protocol: string;
}

/**
 * Logs deliveries to the subscribers of topics whose attributes ask for it.
 * https://docs.aws.amazon.com/sns/latest/dg/topics-attrib-prereq.html
 */
export class TopicStatus {
  readonly #platform: Platform;
  readonly #topics: Topics;
  readonly #log: JobQueue<DeliveryStatusEntry>;
  /** Successes since the start by topic and protocol, which sampling counts. */
  readonly #successes = new Map<string, number>();

  constructor(platform: Platform, topics: Topics, log: JobQueue<DeliveryStatusEntry>) {
    this.#platform = platform;
    this.#topics = topics;
    this.#log = log;
  }

  record({ protocol, ...status }: TopicDelivery): void {
    const { topicArn, success } = status;
    const attributes = this.#topics.find(topicArn)?.attributes ?? {};
    const name = protocolNames[protocol];
    const roleArn =
      name === undefined ? '' : (attributes[`${name}${success ? 'Success' : 'Failure'}FeedbackRoleArn`] ?? '');
    if (roleArn === '') return;
    if (
      success &&
      !this.#isSampled(`${topicArn} ${name}`, Number(attributes[`${name}SuccessFeedbackSampleRate`] ?? 0))
    ) {
      return;
    }
    const [, , , region, account, topic] = topicArn.split(':');
    this.#log.add({
      roleArn,
      group: `sns/${region}/${account}/${topic}${success ? '' : '/Failure'}`,
      time: this.#platform.clock.now(),
      message: deliveryStatusMessage(status),
    });
  }

  #isSampled(key: string, rate: number): boolean {
    const earlier = this.#successes.get(key) ?? 0;
    this.#successes.set(key, earlier + 1);
    return sampled(earlier, rate);
  }
}
