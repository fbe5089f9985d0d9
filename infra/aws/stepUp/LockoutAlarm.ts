import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { ownMetric } from '../shared/ownMetric.ts';

/** Goes off if somebody guesses codes, or denies approvals of a stolen sign-in. */
export class LockoutAlarm extends Alarm {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      alarmDescription:
        'Answers to locked step-up challenges, or approvals denied: somebody is guessing, or has a stolen sign-in. ' +
        'Query.stepUpAudit tells whose.',
      metric: ownMetric('StepUpLocked'),
      threshold: 5,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
