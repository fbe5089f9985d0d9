import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { awsMetric, sumOf } from './awsMetric.ts';
import type { Watch } from './Watch.ts';

/**
 * Returns the alarm of a group of schedules: invocations that Scheduler gave up, and those that it could not even set
 * aside.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
 */
export function watchSchedules({ ref: ScheduleGroup }: CfnScheduleGroup): Watch {
  const names = ['InvocationDroppedCount', 'InvocationsFailedToBeSentToDeadLetterCount'];
  return {
    name: 'Dropped',
    runbook: 'a-schedule-could-not-fire',
    description: 'EventBridge Scheduler gave up an invocation: a message was not sent at its time.',
    metric: sumOf(names.map((name) => awsMetric('AWS/Scheduler', name, { ScheduleGroup }))),
  };
}
