import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { PERIOD } from './awsMetric.ts';
import type { Watch } from './Watch.ts';

/**
 * Returns the alarm of a queue: on its oldest message, or on any message where nothing works it off.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function watchQueue(queue: Queue): Watch {
  if (queue.deadLetterQueue === undefined) {
    return {
      name: 'Depth',
      runbook: 'something-was-set-aside',
      description: 'What could not be processed was set aside here: mend the cause, then redrive it.',
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'Maximum' }),
    };
  }
  return {
    name: 'Age',
    runbook: 'work-waits-too-long',
    description: 'Work waits too long: its function fails, or has too little concurrency.',
    metric: queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: 'Maximum' }),
    threshold: Duration.minutes(15).toSeconds(),
  };
}
