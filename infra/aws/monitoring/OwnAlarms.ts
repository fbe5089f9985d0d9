import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import { PERIOD } from '../shared/alarms/awsMetric.ts';
import { RunbookAlarm, type RunbookAlarmProps } from '../shared/alarms/RunbookAlarm.ts';
import { ownMetric, reasonMetric } from '../shared/ownMetric.ts';
import type { AlarmThresholds } from './alarmThresholds.ts';
import { refusedShare } from './refusedShare.ts';

/** Part of the account's concurrent executions from which there are too few left. */
const MOST_CONCURRENCY = 0.8;
/** Percent of the pushes from which on SNS takes too few. */
const MOST_REFUSED = 50;

/** Tells of what concerns all platforms, from the functions' own metrics, and of the account's limit. */
export class OwnAlarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    platforms: readonly PushPlatform[],
    { accountConcurrency, minimumPushes }: AlarmThresholds,
  ) {
    super(scope, id);
    this.#add('CredentialsRefused', {
      runbook: 'credentials-are-refused',
      description: 'A push service refused the credentials: every message to its platform fails or is held.',
      metric: reasonMetric('CREDENTIALS_INVALID'),
    });
    this.#add('SnsRefuses', {
      runbook: 'sns-takes-no-pushes',
      description: 'SNS does not take most pushes: it throttles or fails. They are tried until their message expires.',
      metric: refusedShare(platforms, minimumPushes),
      threshold: MOST_REFUSED,
      periods: 2,
    });
    this.#add('ReportsMissed', {
      runbook: 'live-reports-are-missed',
      description: 'AppSync did not take live reports. Clients read the events instead.',
      metric: ownMetric('ReportsMissed'),
    });
    this.#add('FeedbackMalformed', {
      runbook: 'feedback-is-not-understood',
      description: 'SNS wrote of pushes in a form that is not known, so answers of push services are lost.',
      metric: ownMetric('FeedbackMalformed'),
    });
    this.#add('MessagesSwept', {
      runbook: 'the-sweep-found-forgotten-messages',
      description: 'The sweep woke messages that nothing else had: a stream, queue or schedule loses work.',
      metric: ownMetric('MessagesSwept'),
    });
    this.#add('ItemsReturned', {
      runbook: 'items-come-back-again-and-again',
      description: 'Functions return records or work to their stream or queue, which Lambda’s Errors miss.',
      metric: ownMetric('ItemsReturned'),
      // A single return is mended by the next attempt.
      periods: 2,
    });
    this.#add('SubscribersFailing', {
      runbook: 'a-subscriber-fails',
      description: 'A topic’s subscriber does not take messages, which are kept, or nobody confirmed it in time.',
      metric: ownMetric('SubscribersFailing'),
    });
    this.#add('Concurrency', {
      runbook: 'the-account-runs-out-of-concurrency',
      description: `Functions use 80 % of the account’s ${accountConcurrency} concurrent executions.`,
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'ConcurrentExecutions',
        statistic: 'Maximum',
        period: PERIOD,
      }),
      threshold: accountConcurrency * MOST_CONCURRENCY,
    });
  }

  #add(id: string, props: RunbookAlarmProps): void {
    new RunbookAlarm(this, id, props);
  }
}
