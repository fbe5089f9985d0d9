// Runs in APPSYNC_JS too.
import type { StepUpRule } from './StepUpRows.ts';

/** The rule that satisfies both: for an operation that does what another does too. Methods that only one takes, neither takes. */
export function stricterRule(one: StepUpRule, other: StepUpRule): StepUpRule {
  if (one.requirement !== other.requirement) {
    if (one.requirement === 'STEP_UP_NOT_REQUIRED') return other;
    if (other.requirement === 'STEP_UP_NOT_REQUIRED') return one;
    // Of the two others, whatever is not understood, or denies, is the stricter.
    return one.requirement === 'STEP_UP_REQUIRED' ? other : one;
  }
  const { acrLevel: least, ...rest } = one;
  const rule = {
    ...rest,
    scope: one.scope === 'SESSION' ? other.scope : one.scope,
    methods: one.methods.filter((method) => other.methods.indexOf(method) >= 0),
    maxAge: Math.min(one.maxAge, other.maxAge),
    maxAttempts: Math.min(one.maxAttempts, other.maxAttempts),
  };
  if (least === undefined || other.acrLevel === undefined) return rule;
  return { ...rule, acrLevel: Math.max(least, other.acrLevel) };
}
