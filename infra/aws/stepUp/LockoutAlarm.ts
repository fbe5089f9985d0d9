import type { Construct } from 'constructs';
import { RunbookAlarm } from '../shared/alarms/RunbookAlarm.ts';
import { ownMetric } from '../shared/ownMetric.ts';

/** Goes off if somebody guesses codes, or denies approvals of a stolen sign-in. */
export class LockoutAlarm extends RunbookAlarm {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description:
        'Answers to locked step-up challenges, or approvals denied: somebody is guessing, or has a stolen sign-in. ' +
        'Query.stepUpAudit tells whose.',
      runbook: 'step-up-is-locked',
      metric: ownMetric('StepUpLocked'),
      threshold: 5,
    });
  }
}
