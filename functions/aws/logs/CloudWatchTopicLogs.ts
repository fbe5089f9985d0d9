import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { TopicLogs } from '../../topics/TopicLogs.ts';

const KEPT_DAYS = 7;

/** The log groups of topics, which SNS would make itself, without a retention. */
export class CloudWatchTopicLogs implements TopicLogs {
  readonly #logs: CloudWatchLogsClient;
  readonly #tags: Readonly<Record<string, string>>;

  constructor(logs: CloudWatchLogsClient, tags: Readonly<Record<string, string>>) {
    this.#logs = logs;
    this.#tags = tags;
  }

  async prepare(topicArn: string): Promise<void> {
    for (const logGroupName of groupsOf(topicArn)) {
      try {
        await this.#logs.send(new CreateLogGroupCommand({ logGroupName, tags: this.#tags }));
      } catch (error) {
        if (!(error instanceof ResourceAlreadyExistsException)) throw error;
      }
      await this.#logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: KEPT_DAYS }));
    }
  }
}

/** Returns the names that SNS gives them: for what subscribers took, and for what they did not. */
function groupsOf(topicArn: string): readonly [string, string] {
  const [, , , region, account, name] = topicArn.split(':');
  const group = `sns/${region}/${account}/${name}`;
  return [group, `${group}/Failure`];
}
