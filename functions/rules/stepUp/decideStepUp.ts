// Runs in APPSYNC_JS too.
import type { StepUpMethod } from '../../../schema/generated/types.ts';
import type { AskedOperation } from '../keys.ts';
import type { StepUpGrantRow, StepUpRule, StepUpSessionProof, StepUpSessionRow } from './StepUpRows.ts';
import { sessionAttributes } from './sharedInGroup.ts';

/**
 * The methods of a rule that names none. A software token that may or may not be there is not among them: a thief of an
 * access token could have set it up a moment ago.
 */
export const usualMethods: readonly StepUpMethod[] = ['SOFTWARE_TOKEN_STEP_UP', 'SMS_STEP_UP', 'EMAIL_STEP_UP'];

/** Operations that could switch step-up off. */
export const settingOperations = ['Mutation.putStepUpSetting', 'Mutation.deleteStepUpSetting'];

/** What admins do to topics, by which others get everybody's messages, or nobody gets any. */
export const topicOperations = [
  'createTopic',
  'updateTopic',
  'deleteTopic',
  'addTopicSubscriber',
  'updateTopicSubscriber',
  'removeTopicSubscriber',
  'redeliverToSubscriber',
  'decideTopicSubscription',
].map((name) => `Mutation.${name}`);

/** What admins do to push platforms, by which nobody on one gets any message. */
export const platformOperations = ['Mutation.holdPlatform', 'Mutation.releasePlatform'];

/** Operations that require step-up without a setting: all that admins change. */
export const privilegedOperations = settingOperations.concat(topicOperations, platformOperations);

/** Returns the rule for an operation without a setting. */
export function defaultRule(operation: string): StepUpRule {
  return {
    // A service asks because it wants a proof. Its operations are named `service:operation`.
    requirement:
      privilegedOperations.indexOf(operation) >= 0 || operation.indexOf(':') >= 0
        ? 'STEP_UP_REQUIRED'
        : 'STEP_UP_NOT_REQUIRED',
    scope: 'OPERATION',
    methods: usualMethods,
    maxAge: 300,
    maxAttempts: 5,
  };
}

export interface StepUpQuestion {
  readonly asked: AskedOperation;
  readonly rule: StepUpRule;
  readonly grant: StepUpGrantRow | null;
  readonly session: StepUpSessionRow | null;
  /**
   * The level of assurance of the token's sign-in (0: not said) and its time in epoch seconds. Null if neither is
   * known.
   */
  readonly signIn: { readonly acrLevel: number; readonly at: number } | null;
  /** The canonical arguments of this call. */
  readonly arguments: string;
  /** Epoch seconds. */
  readonly now: number;
}

export type StepUpDecision =
  | { readonly kind: 'allow' }
  /** Allowed by this grant, which the authorized transaction must consume. */
  | { readonly kind: 'consume'; readonly challengeId: string }
  | { readonly kind: 'deny' }
  | { readonly kind: 'locked'; readonly until: number }
  /** A challenge for the same call is open already. */
  | { readonly kind: 'pending'; readonly challengeId: string }
  /** A new challenge replaces the row. Its attempts so far stay counted. */
  | { readonly kind: 'challenge'; readonly attempts: number };

/** Decides whether a call may go ahead. It decides expiry too, since DynamoDB's TTL deletes late. */
export function decideStepUp(question: StepUpQuestion): StepUpDecision {
  const { asked, rule, grant, session, signIn, arguments: given, now } = question;
  if (rule.requirement === 'STEP_UP_DENY') return { kind: 'deny' };
  if (rule.requirement === 'STEP_UP_NOT_REQUIRED') return { kind: 'allow' };
  if (rule.requirement !== 'STEP_UP_REQUIRED') return { kind: 'deny' };
  if (signIn !== null && isAssured(signIn, rule, now)) return { kind: 'allow' };
  const names = sessionAttributes({ ...asked, group: rule.group });
  if (rule.scope === 'SESSION' && counts(session?.[names.proof], rule, now)) return { kind: 'allow' };
  const shared = rule.group === undefined ? null : session;
  const lockedUntil = Math.max(grant?.lockedUntil ?? 0, shared?.[names.lockedUntil] ?? 0);
  if (lockedUntil > now) return { kind: 'locked', until: lockedUntil };
  const answers = shared?.[names.answers] ?? 0;
  if (grant === null) return { kind: 'challenge', attempts: answers };
  // A proof from before the operation joined or left its group was given for another rule.
  const same = grant.arguments === given && grant.group === rule.group;
  const alive = grant.expiresAt > now;
  // The current rule decides, not the rule when the challenge was opened.
  const fresh = (grant.completedAt ?? 0) + rule.maxAge > now;
  if (grant.status === 'STEP_UP_COMPLETED' && same && alive && fresh && allows(rule, grant.method)) {
    return { kind: 'consume', challengeId: grant.challengeId };
  }
  const open = grant.status === 'STEP_UP_REQUIRED' || grant.status === 'STEP_UP_INITIATED';
  if (open && same && alive) return { kind: 'pending', challengeId: grant.challengeId };
  // Only a lock that has ended or a proof clears the count.
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
