import type { Context } from '@aws-appsync/utils';
import { validateFields } from '../../functions/rules/stepUp/validateSetting.ts';
import { guardedOperations } from '../shared/guardedOperations.ts';
import { refuse } from '../shared/refuse.ts';
import { stashOf } from '../shared/stash.ts';

/** Refuses operations of this API that no setting can name. */
export function request(ctx: Context): { payload: null } {
  const { named } = stashOf(ctx);
  if (named) refuse(validateFields(named.field, named.operations, guardedOperations(named.ownReads)));
  return { payload: null };
}

export function response(): null {
  return null;
}
