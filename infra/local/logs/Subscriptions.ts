import type { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { parseArn } from '../platform/Arn.ts';
import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import type { Platform } from '../platform/Platform.ts';
import { compileFilterPattern } from './FilterPattern.ts';
import type { LogEvent } from './LogStore.ts';

/** `AWS::Logs::SubscriptionFilter`. */
export interface SubscriptionFilter {
  readonly name: string;
  readonly group: string;
  readonly pattern: string;
  /** A Lambda function. */
  readonly destinationArn: string;
}

interface Subscription extends SubscriptionFilter {
  readonly matches: (message: string) => boolean;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MOST_FILTERS = 2;

/** Gives new log events to the functions that subscribed to their group. */
export class Subscriptions {
  readonly #platform: Platform;
  readonly #database: DatabaseSync;
  readonly #byGroup = new Map<string, Map<string, Subscription>>();

  /** Those of the last start are here again, as `PutSubscriptionFilter` made them. */
  constructor(platform: Platform, database: DatabaseSync) {
    this.#platform = platform;
    this.#database = database;
    database.exec(`CREATE TABLE IF NOT EXISTS subscription_filter (
      log_group TEXT NOT NULL, name TEXT NOT NULL, pattern TEXT NOT NULL, destination TEXT NOT NULL,
      PRIMARY KEY (log_group, name)
    ) STRICT`);
    for (const row of database.prepare('SELECT * FROM subscription_filter').all()) {
      const [group, name, pattern] = [`${row.log_group}`, `${row.name}`, `${row.pattern}`];
      this.#remember({ group, name, pattern, destinationArn: `${row.destination}` });
    }
  }

  /**
   * Adds a subscription.
   * Rejects with AwsError InvalidParameterException if CloudWatch Logs may not invoke the function.
   */
  async put(filter: SubscriptionFilter): Promise<void> {
    if (parseArn(filter.destinationArn).service !== 'lambda') {
      throw new NotSupportedLocally(`The log destination ${filter.destinationArn}`);
    }
    const { group, name, pattern, destinationArn } = filter;
    compileFilterPattern(pattern);
    try {
      await this.#invoke(filter, { InvocationType: 'DryRun' });
    } catch (error) {
      throw new AwsError(
        'InvalidParameterException',
        `Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function. ${error instanceof Error ? error.message : ''}`,
      );
    }
    const filters = this.#byGroup.get(group);
    if (filters !== undefined && !filters.has(name) && filters.size >= MOST_FILTERS) {
      throw new AwsError('LimitExceededException', 'Resource limit exceeded.');
    }
    this.#database
      .prepare('INSERT OR REPLACE INTO subscription_filter (log_group, name, pattern, destination) VALUES (?, ?, ?, ?)')
      .run(group, name, pattern, destinationArn);
    this.#remember(filter);
  }

  delete(group: string, name: string): void {
    this.#database.prepare('DELETE FROM subscription_filter WHERE log_group = ? AND name = ?').run(group, name);
    this.#byGroup.get(group)?.delete(name);
  }

  deleteGroup(group: string): void {
    this.#database.prepare('DELETE FROM subscription_filter WHERE log_group = ?').run(group);
    this.#byGroup.delete(group);
  }

  #remember(filter: SubscriptionFilter): void {
    const filters = this.#byGroup.get(filter.group) ?? new Map();
    const subscription = { ...filter, matches: compileFilterPattern(filter.pattern) };
    this.#byGroup.set(filter.group, filters.set(filter.name, subscription));
  }

  /** Resolves when every function's queue has the events. */
  async deliver(group: string, stream: string, events: readonly LogEvent[]): Promise<void> {
    for (const subscription of this.#byGroup.get(group)?.values() ?? []) {
      const matching = events.filter(({ message }) => subscription.matches(message));
      if (matching.length > 0) await this.#send(subscription, stream, matching);
    }
  }

  /**
   * Invokes a function with events.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample
   */
  async #send(subscription: Subscription, stream: string, events: readonly LogEvent[]): Promise<void> {
    const data = {
      messageType: 'DATA_MESSAGE',
      owner: this.#platform.accountId,
      logGroup: subscription.group,
      logStream: stream,
      subscriptionFilters: [subscription.name],
      logEvents: events.map(({ id, timestamp, message }) => ({ id, timestamp, message })),
    };
    const payload = JSON.stringify({ awslogs: { data: gzipSync(JSON.stringify(data)).toString('base64') } });
    try {
      await this.#invoke(subscription, { InvocationType: 'Event', Payload: payload });
    } catch (error) {
      this.#platform.log('error', 'logs', `${subscription.destinationArn} did not take log events: ${String(error)}`);
    }
  }

  async #invoke({ group, destinationArn }: SubscriptionFilter, input: Readonly<Record<string, string>>): Promise<void> {
    const { aws, region, accountId } = this.#platform;
    const sourceArn = `arn:aws:logs:${region}:${accountId}:log-group:${group}:*`;
    const principal = { kind: 'service', service: 'logs.amazonaws.com', sourceArn } as const;
    await aws.call(principal, 'lambda', 'Invoke', { FunctionName: destinationArn, ...input });
  }
}
