import { util } from '@aws-appsync/utils';
import { acrLevels } from '../../functions/rules/stepUp/acrLevels.ts';
import type { StepUpDecision } from '../../functions/rules/stepUp/decideStepUp.ts';
import type { StepUpRule } from '../../functions/rules/stepUp/StepUpRows.ts';

/** Ends the call as the decision says. */
export function refuseStepUp(operation: string, rule: StepUpRule, decision: StepUpDecision): never {
  if (decision.kind === 'deny') util.error(`${operation} is switched off.`, 'OperationDenied', null, { operation });
  if (decision.kind === 'locked') {
    const what = rule.group ? `the group ${rule.group}` : 'this operation';
    util.error(`Too many wrong answers: step-up is locked for ${what}.`, 'ChallengeLocked', null, {
      operation,
      ...(rule.group ? { group: rule.group } : {}),
      lockedUntil: util.time.epochMilliSecondsToISO8601(decision.until * 1000),
    });
  }
  if (decision.kind === 'pending') refuseUntilProven(operation, rule, decision.challengeId);
  refuseUndecided();
}

/** Ends the call with `StepUpUnavailable`: nothing tells whether it is allowed. */
export function refuseUndecided(): never {
  util.error('Whether step-up is needed could not be decided; nothing was done. Try again.', 'StepUpUnavailable');
}

/** Ends the call with `StepUpRequired`. `acrValues` and `maxAge` are RFC 9470's `acr_values` and `max_age`. */
export function refuseUntilProven(operation: string, rule: StepUpRule, challengeId: string): never {
  util.error(
    `${operation} needs you to prove again who you are: answer the challenge, then repeat the call.`,
    'StepUpRequired',
    null,
    {
      challengeId,
      operation,
      ...(rule.group ? { group: rule.group } : {}),
      methods: rule.methods,
      scope: rule.scope,
      acrValues: rule.acrLevel ? [acrLevels[rule.acrLevel - 1]] : ['urn:heliograph:step-up'],
      maxAge: rule.maxAge,
    },
  );
}
