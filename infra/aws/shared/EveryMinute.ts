import { Duration } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { CfnSchedule, type CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { LambdaFunction } from './LambdaFunction.ts';
import { giveGrants, may, usable } from './may.ts';
import { schedulerFor } from './servicePrincipals.ts';

export interface EveryMinuteProps {
  readonly runs: LambdaFunction;
  /** The group of all schedules. */
  readonly group: CfnScheduleGroup;
  /** Where the runs go that could not start or that failed: the next minute's does the same work. */
  readonly missed: Queue;
}

/** Has EventBridge Scheduler invoke a function once a minute. */
export class EveryMinute extends Construct {
  constructor(scope: Construct, id: string, { runs, group, missed }: EveryMinuteProps) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: schedulerFor(group) });
    // CDK's own grants allow more: every version of the function, other uses of the queue.
    const invoke = usable({ actions: { invoke: 'lambda:InvokeFunction' }, resources: [runs.functionArn] });
    const keep = usable({ actions: { send: 'sqs:SendMessage' }, resources: [missed.queueArn] });
    giveGrants(role, [may(invoke, 'invoke'), may(keep, 'send')]);
    runs.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      onFailure: new SqsDestination(missed),
    });
    new CfnSchedule(this, 'Schedule', {
      groupName: group.ref,
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: runs.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 1 },
        deadLetterConfig: { arn: missed.queueArn },
      },
    });
  }
}
