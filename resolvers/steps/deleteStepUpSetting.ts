import { type Context, type DynamoDBTransactWriteItemsRequest, runtime } from '@aws-appsync/utils';
import { stepUpGroupKey, stepUpSettingKey } from '../../functions/rules/keys.ts';
import type { MutationDeleteStepUpSettingArgs } from '../../schema/generated/types.ts';
import { envOf } from '../shared/envOf.ts';
import { groupAsRead } from '../shared/groupAsRead.ts';
import { asRead, removeMembers } from '../shared/putGroup.ts';
import { refuseChangedGroup, refuseMember } from '../shared/refuseSettingChange.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { type Part, refusedPart, remove, transaction } from '../shared/transaction.ts';

/** Removes the setting and spends the grant, together or not at all. Without a setting the grant stays usable. */
export function request(ctx: Context<MutationDeleteStepUpSettingArgs>): DynamoDBTransactWriteItemsRequest {
  const { operation, group } = ctx.args.input;
  if (group && groupAsRead(ctx, group) === null) runtime.earlyReturn(false);
  const parts = group ? removeGroup(ctx, group) : [removeOne(ctx, `${operation}`)];
  return transaction(ctx, [...parts, ...spendGrant(ctx)]);
}

function removeOne(ctx: Context, operation: string): Part {
  return remove({
    name: 'setting',
    table: envOf(ctx).STEP_UP_SETTINGS_TABLE,
    key: stepUpSettingKey(operation),
    condition: {
      expression: 'attribute_exists(pk) AND attribute_not_exists(#group)',
      names: { '#group': 'group' },
      returnsRow: true,
    },
  });
}

/** With the rows of all its operations. */
function removeGroup(ctx: Context, group: string): Part[] {
  const before = groupAsRead(ctx, group);
  const table = envOf(ctx).STEP_UP_SETTINGS_TABLE;
  const own = remove({ name: 'group', table, key: stepUpGroupKey(group), condition: asRead(before) });
  return [own, ...removeMembers(ctx, group, before?.operations ?? [])];
}

export function response(ctx: Context<MutationDeleteStepUpSettingArgs>): boolean {
  const { group } = ctx.args.input;
  refuseSpentGrant(ctx);
  if (group) refuseChangedGroup(ctx, group);
  refuseMember(ctx, 'setting');
  if (refusedPart(ctx, 'setting') !== null) return false;
  refuseUnavailable(ctx);
  return true;
}
