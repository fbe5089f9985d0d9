// Runs in APPSYNC_JS too.
import type { StepUpMethod } from '../../../schema/generated/types.ts';
import type { StepUpGrantRow, StepUpRule, StepUpSessionProof, StepUpSessionRow } from './StepUpRows.ts';
import { sessionAttributes } from './sharedInGroup.ts';

/**
 * What a rule allows unless it says otherwise: not a software token that may or may not be there, for nothing tells whether it was enrolled with a
 * stolen access token a moment ago.
 */
export const usualMethods: readonly StepUpMethod[] = ['SOFTWARE_TOKEN_STEP_UP', 'SMS_STEP_UP', 'EMAIL_STEP_UP'];

/** Operations that could switch step-up off: they need it where no setting says otherwise. */
export const settingOperations = ['Mutation.putStepUpSetting', 'Mutation.deleteStepUpSetting'];

/** The rule for an operation without a setting. */
export function defaultRule(operation: string): StepUpRule {
  return {
    // A service asks because it wants a proof; its operations are `service:operation`.
    requirement:
      settingOperations.indexOf(operation) >= 0 || operation.indexOf(':') >= 0
        ? 'STEP_UP_REQUIRED'
        : 'STEP_UP_NOT_REQUIRED',
    scope: 'OPERATION',
    methods: usualMethods,
    maxAge: 300,
    maxAttempts: 5,
  };
}

export interface StepUpQuestion {
  readonly rule: StepUpRule;
  readonly grant: StepUpGrantRow | null;
  readonly session: StepUpSessionRow | null;
  /** How the token's sign-in was assured (0: not said) and when it was, in epoch seconds; null where nothing of it is known. */
  readonly signIn: { readonly acrLevel: number; readonly at: number } | null;
  /** Canonical arguments of this call. */
  readonly arguments: string;
  /** Epoch seconds. */
  readonly now: number;
}

export type StepUpDecision =
  | { readonly kind: 'allow' }
  /** Allowed by this grant, which the call must consume in the transaction that it authorizes. */
  | { readonly kind: 'consume'; readonly challengeId: string }
  | { readonly kind: 'deny' }
  | { readonly kind: 'locked'; readonly until: number }
  /** The challenge for this very call is open already. */
  | { readonly kind: 'pending'; readonly challengeId: string }
  /** A new challenge replaces what the row holds; attempts already spent stay spent. */
  | { readonly kind: 'challenge'; readonly attempts: number };

/** Whether a call may go ahead. Expiry is decided here, not left to DynamoDB's TTL, which deletes late. */
export function decideStepUp(question: StepUpQuestion): StepUpDecision {
  const { rule, grant, session, signIn, arguments: given, now } = question;
  if (rule.requirement === 'STEP_UP_DENY') return { kind: 'deny' };
  if (rule.requirement === 'STEP_UP_NOT_REQUIRED') return { kind: 'allow' };
  if (rule.requirement !== 'STEP_UP_REQUIRED') return { kind: 'deny' };
  if (signIn !== null && isAssured(signIn, rule, now)) return { kind: 'allow' };
  const names = sessionAttributes(rule.group);
  if (rule.scope === 'SESSION' && counts(session?.[names.proof], rule, now)) return { kind: 'allow' };
  const shared = rule.group === undefined ? null : session;
  const lockedUntil = Math.max(grant?.lockedUntil ?? 0, shared?.[names.lockedUntil] ?? 0);
  if (lockedUntil > now) return { kind: 'locked', until: lockedUntil };
  const answers = shared?.[names.answers] ?? 0;
  if (grant === null) return { kind: 'challenge', attempts: answers };
  // What was proved before the operation came into its group, or left it, was proved for another rule.
  const same = grant.arguments === given && grant.group === rule.group;
  const alive = grant.expiresAt > now;
  // The rule as it is now decides, not as it was when the challenge was opened.
  const fresh = (grant.completedAt ?? 0) + rule.maxAge > now;
  if (grant.status === 'STEP_UP_COMPLETED' && same && alive && fresh && allows(rule, grant.method)) {
    return { kind: 'consume', challengeId: grant.challengeId };
  }
  const open = grant.status === 'STEP_UP_REQUIRED' || grant.status === 'STEP_UP_INITIATED';
  if (open && same && alive) return { kind: 'pending', challengeId: grant.challengeId };
  // A lock that has run out, or a proof given, clears the count; nothing else does.
  const cleared = grant.status === 'STEP_UP_LOCKED' || !open;
  return { kind: 'challenge', attempts: Math.max(cleared ? 0 : grant.attempts, answers) };
}

function isAssured(signIn: { acrLevel: number; at: number }, { acrLevel, maxAge }: StepUpRule, now: number): boolean {
  return acrLevel !== undefined && acrLevel >= 1 && signIn.acrLevel >= acrLevel && signIn.at + maxAge > now;
}

function counts(proof: StepUpSessionProof | undefined, rule: StepUpRule, now: number): boolean {
  if (!proof) return false;
  return proof.expiresAt > now && proof.completedAt + rule.maxAge > now && allows(rule, proof.method);
}

function allows(rule: StepUpRule, method: StepUpMethod | undefined): boolean {
  return method !== undefined && rule.methods.indexOf(method) >= 0;
}
