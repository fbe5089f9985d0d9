import type { Metrics } from '../platform/Metrics.ts';

type CountName =
  | 'NumberOfMessagesPublished'
  | 'NumberOfNotificationsDelivered'
  | 'NumberOfNotificationsFailed'
  | 'NumberOfNotificationsFailedToRedriveToDlq'
  | 'NumberOfNotificationsFilteredOut'
  | 'NumberOfNotificationsRedrivenToDlq';

/** What a notification came through: a topic, or for a push to one endpoint its application. */
interface Source {
  readonly topicArn?: string | undefined;
  readonly applicationArn?: string;
}

/**
 * Counts in SNS's metrics, by topic or by application and platform.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
 */
export function countNotification(metrics: Metrics, name: CountName, { topicArn, applicationArn = '' }: Source): void {
  const [, Platform = '', Application = ''] = applicationArn.split('/');
  const dimensions =
    topicArn === undefined ? { Application, Platform } : { TopicName: topicArn.slice(topicArn.lastIndexOf(':') + 1) };
  metrics.series('AWS/SNS', name, dimensions, 'Count').record(1);
}
