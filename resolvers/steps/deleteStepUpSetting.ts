import { type Context, type DynamoDBTransactWriteItemsRequest, runtime } from '@aws-appsync/utils';
import { stepUpGroupKey, stepUpSettingKey } from '../../functions/rules/keys.ts';
import type { MutationDeleteStepUpSettingArgs } from '../../schema/generated/types.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { asRead, deleteMembers } from '../shared/putGroup.ts';
import { reasonsOf, refuseChangedGroup, refuseMember } from '../shared/refuseSettingChange.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { groupAsRead } from '../shared/settingTarget.ts';
import { stashed, stashOf } from '../shared/stash.ts';

/** Removes the setting and spends the grant, together or not at all: where there is no setting, the grant is still there to be used. */
export function request(ctx: Context<MutationDeleteStepUpSettingArgs>): DynamoDBTransactWriteItemsRequest {
  const { operation, group } = ctx.args.input;
  if (group && groupAsRead(ctx, group) === null) runtime.earlyReturn(false);
  const items = group ? deleteGroup(ctx, group) : [deleteOne(ctx, `${operation}`)];
  // Where the grant's part is, of which the response asks.
  stashOf(ctx).settingItems = items.length;
  return { operation: 'TransactWriteItems', transactItems: items.concat(consumeGrant(ctx)) };
}

type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

function deleteOne(ctx: Context, operation: string): TransactItem {
  return {
    table: `${ctx.env.STEP_UP_SETTINGS_TABLE}`,
    operation: 'DeleteItem',
    key: mappedKey(stepUpSettingKey(operation)),
    condition: {
      expression: 'attribute_exists(pk) AND attribute_not_exists(#group)',
      expressionNames: { '#group': 'group' },
      returnValuesOnConditionCheckFailure: true,
    },
  };
}

/** With the rows of all its operations. */
function deleteGroup(ctx: Context, group: string): TransactItem[] {
  const table = `${ctx.env.STEP_UP_SETTINGS_TABLE}`;
  const before = groupAsRead(ctx, group);
  const own: TransactItem = {
    table,
    operation: 'DeleteItem',
    key: mappedKey(stepUpGroupKey(group)),
    condition: asRead(before),
  };
  return [own, ...deleteMembers(table, group, before?.operations ?? [])];
}

export function response(ctx: Context<MutationDeleteStepUpSettingArgs>): boolean {
  const { group } = ctx.args.input;
  const reasons = reasonsOf(ctx);
  refuseSpentGrant(ctx, reasons[stashed(ctx, 'settingItems')]);
  if (group) refuseChangedGroup(group, reasons[0]);
  refuseMember(reasons[0]);
  if (reasons[0]?.type === 'ConditionCheckFailed') return false;
  refuseUnavailable(ctx);
  return true;
}
