import { type Grant, may } from '../shared/may.ts';
import { spendGrant } from '../stepUp/spendGrant.ts';
import type { StorageStack } from '../storage/StorageStack.ts';

/**
 * Returns what an admin's transaction needs (`resolvers/shared/adminTransaction.ts`): it adds the act to the audit log,
 * and spends a step-up grant.
 */
export function recordActs(storage: StorageStack): readonly Grant[] {
  return [may(storage.auditLog, 'put'), ...spendGrant(storage)];
}
