import type { Topic } from 'aws-cdk-lib/aws-sns';
import { awsMetric, PERIOD, sumOf } from './awsMetric.ts';
import type { Watch } from './Watch.ts';

/**
 * Returns the alarm of a topic: notifications that failed, and those of them that not even the dead-letter queue got.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
 */
export function watchTopic(topic: Topic): Watch {
  const lost = awsMetric('AWS/SNS', 'NumberOfNotificationsFailedToRedriveToDlq', { TopicName: topic.topicName });
  return {
    name: 'Failures',
    runbook: 'a-notification-of-a-topic-fails',
    description: 'SNS could not hand a notification to a subscriber of the topic, or not to its dead-letter queue.',
    metric: sumOf([topic.metricNumberOfNotificationsFailed({ period: PERIOD }), lost]),
  };
}
