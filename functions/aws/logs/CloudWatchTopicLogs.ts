import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { TopicLogs } from '../../topics/TopicLogs.ts';

const KEPT_DAYS = 7;

export interface CloudWatchTopicLogsProps {
  readonly tags: Readonly<Record<string, string>>;
  /** The function that gets the entries about subscribers. */
  readonly watcherArn: string;
  /** The queue of the fan-out, which is no subscriber of an admin. */
  readonly queueArn: string;
}

/** The log groups of topics, which SNS would make itself, without a retention. */
export class CloudWatchTopicLogs implements TopicLogs {
  readonly #logs: CloudWatchLogsClient;
  readonly #props: CloudWatchTopicLogsProps;

  constructor(logs: CloudWatchLogsClient, props: CloudWatchTopicLogsProps) {
    this.#logs = logs;
    this.#props = props;
  }

  async prepare(topicArn: string): Promise<void> {
    for (const logGroupName of groupsOf(topicArn)) {
      try {
        await this.#logs.send(new CreateLogGroupCommand({ logGroupName, tags: this.#props.tags }));
      } catch (error) {
        if (!(error instanceof ResourceAlreadyExistsException)) throw error;
      }
      await this.#logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: KEPT_DAYS }));
      await this.#logs.send(
        new PutSubscriptionFilterCommand({
          logGroupName,
          filterName: 'subscribers',
          filterPattern: ofSubscribers(this.#props.queueArn),
          destinationArn: this.#props.watcherArn,
        }),
      );
    }
  }
}

/** Returns the names that SNS gives them: for what subscribers took, and for what they did not. */
function groupsOf(topicArn: string): readonly [string, string] {
  const [, , , region, account, name] = topicArn.split(':');
  const group = `sns/${region}/${account}/${name}`;
  return [group, `${group}/Failure`];
}

/** Entries about queues, web hooks and functions. Phones are many, and the push services' own logs tell of them. */
function ofSubscribers(queueArn: string): string {
  return `{ $.delivery.destination != "arn:*:sns:*" && $.delivery.destination != "${queueArn}" }`;
}
