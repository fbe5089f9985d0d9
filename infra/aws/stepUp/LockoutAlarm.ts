import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { LOCKED } from '../../../functions/rules/stepUp/lockedMessage.ts';
import type { LambdaFunction } from '../shared/LambdaFunction.ts';

const metric = { metricNamespace: 'Heliograph', metricName: 'StepUpLocked' };

export interface LockoutAlarmProps {
  /** The functions that log lockouts. */
  readonly functions: readonly LambdaFunction[];
}

/** Goes off if somebody guesses codes, or denies approvals of a stolen sign-in. */
export class LockoutAlarm extends Alarm {
  constructor(scope: Construct, id: string, { functions }: LockoutAlarmProps) {
    super(scope, id, {
      alarmDescription:
        'Answers to locked step-up challenges, or approvals denied: somebody is guessing, or has a stolen sign-in. ' +
        'Query.stepUpAudit tells whose.',
      metric: new Metric({
        namespace: metric.metricNamespace,
        metricName: metric.metricName,
        statistic: Stats.SUM,
        period: Duration.minutes(5),
      }),
      threshold: 5,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    for (const { logGroup, node } of functions) {
      new MetricFilter(this, node.id, {
        ...metric,
        logGroup,
        filterPattern: FilterPattern.stringValue('$.message', '=', LOCKED),
        defaultValue: 0,
      });
    }
  }
}
