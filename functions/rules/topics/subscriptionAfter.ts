// Runs in APPSYNC_JS too.
import type {
  TopicAccess,
  TopicSubscriptionDecision,
  TopicSubscriptionStatus,
} from '../../../schema/generated/types.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import type { TopicSubscriptionRow } from './TopicRows.ts';

/** Requests of a user that may wait at the same time. */
export const MOST_REQUESTS = 20;

/** What a user asks for. */
export type WantedSubscription = Omit<TopicSubscriptionRow, 'status' | 'decidedAt' | 'decidedBy' | 'failure'>;

/**
 * Returns the subscription after its user subscribed: `before` itself where nothing changes.
 * What an admin decided against the user stands until an admin decides otherwise.
 */
export function afterSubscribing(
  wanted: WantedSubscription,
  before: TopicSubscriptionRow | null,
  access: TopicAccess,
): TopicSubscriptionRow {
  if (before === null) return { ...wanted, status: access === 'APPROVAL' ? 'REQUESTED' : 'ACTIVE' };
  if (isRefused(before)) return before;
  const status = before.status === 'REQUESTED' && access === 'APPROVAL' ? 'REQUESTED' : 'ACTIVE';
  // An active one is written again, so that `followDevices` repairs at SNS what it may have failed to do.
  if (status === 'REQUESTED' && before.filterPolicy === wanted.filterPolicy) return before;
  const { filterPolicy, subscribedAt } = wanted;
  const { filterPolicy: _policy, failure: _failure, ...others } = before;
  return { ...others, ...(filterPolicy ? { filterPolicy } : {}), status, subscribedAt };
}

/** Whether an admin decided against the user. */
export function isRefused({ status }: Pick<TopicSubscriptionRow, 'status'>): boolean {
  return status === 'DENIED' || status === 'REVOKED';
}

const decided: Readonly<Record<TopicSubscriptionDecision, TopicSubscriptionStatus>> = {
  APPROVE: 'ACTIVE',
  DENY: 'DENIED',
  REVOKE: 'REVOKED',
};

/** Returns the status that a decision leads to. */
export function statusAfter(decision: TopicSubscriptionDecision): TopicSubscriptionStatus {
  return decided[decision];
}

/** Returns why a subscription of this status cannot be decided on so, or null. */
export function validateDecision(decision: TopicSubscriptionDecision, status: TopicSubscriptionStatus): Refusal | null {
  const allowed: TopicSubscriptionDecision[] = ['APPROVE'];
  if (status === 'REQUESTED' || status === 'DENIED') allowed.push('DENY');
  if (status === 'ACTIVE' || status === 'REVOKED') allowed.push('REVOKE');
  if (allowed.indexOf(decision) >= 0) return null;
  return invalidInput('input.decision', `${decision}, and the subscription is ${status}`, allowed.join(', '));
}
