import { Duration } from 'aws-cdk-lib';
import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Role } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import { RunbookAlarm } from './alarms/RunbookAlarm.ts';
import type { LambdaFunction } from './LambdaFunction.ts';
import { giveGrants, may, usable } from './may.ts';
import { schedulerFor } from './servicePrincipals.ts';

export interface RecurringProps {
  readonly runs: LambdaFunction;
  /** Minutes from one run to the next. */
  readonly minutes: number;
  /** Has the group of all schedules, and the place of runs that could not start or that failed. */
  readonly messaging: MessagingStack;
  /** What stands still while it does not run, as a sentence. */
  readonly absence: string;
}

/** Periods of a minute without a run, beyond those between two runs, after which it counts as stopped. */
const ABSENT_MINUTES = 5;

/**
 * Has EventBridge Scheduler invoke a function again and again: the next run does the work of one that was missed.
 * An alarm tells if there is no run at all, whatever the cause: nothing else would.
 */
export class Recurring extends Construct {
  constructor(scope: Construct, id: string, { runs, minutes, messaging, absence }: RecurringProps) {
    super(scope, id);
    const { group } = messaging.schedules;
    const { missed } = messaging.deadLetters;
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
    const schedule = new CfnSchedule(this, 'Schedule', {
      groupName: group.ref,
      scheduleExpression: minutes === 1 ? 'rate(1 minute)' : `rate(${minutes} minutes)`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: runs.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 1 },
        deadLetterConfig: { arn: missed.queueArn },
      },
    });
    const absent = new RunbookAlarm(this, 'Absent', {
      runbook: 'a-scheduled-function-does-not-run',
      description: `${runs.node.id} does not run. ${absence}`,
      metric: runs.metricInvocations({ period: Duration.minutes(1), statistic: Stats.SUM }),
      below: 1,
      periods: minutes + ABSENT_MINUTES - 1,
      missing: TreatMissingData.BREACHING,
    });
    // It runs at once when it is made, so the alarm begins with data.
    absent.node.addDependency(schedule);
  }
}
