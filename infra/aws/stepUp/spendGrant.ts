import { type Grant, may } from '../shared/may.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

/** Returns what a transaction needs that spends a step-up grant (`resolvers/shared/consumeGrant.ts`). */
export function spendGrant({ stepUpSessions, stepUpAudit }: StorageStack): readonly Grant[] {
  return [may(stepUpSessions, 'update'), may(stepUpAudit, 'put')];
}
