import type { GivenMessage } from '../../functions/rules/publishing/readMessage.ts';
import { canonicalForm } from './canonicalArguments.ts';

/** Returns the `canonicalForm` of a message: the same for every way to write what means the same. */
export function canonicalMessage(idempotencyKey: string, given: GivenMessage): string {
  const { audience } = given;
  return canonicalForm({
    ...given,
    idempotencyKey,
    audience: { ...audience, userIds: sorted(audience.userIds), deviceIds: sorted(audience.deviceIds) },
  });
}

function sorted(ids: readonly string[] | null | undefined): string[] | null {
  return ids ? [...ids].sort() : null;
}
