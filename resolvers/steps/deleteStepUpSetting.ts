import { type Context, type DynamoDBTransactWriteItemsRequest, runtime } from '@aws-appsync/utils';
import { stepUpGroupKey, stepUpSettingKey } from '../../functions/rules/keys.ts';
import type { MutationDeleteStepUpSettingArgs } from '../../schema/generated/types.ts';
import { adminTransaction } from '../shared/adminTransaction.ts';
import { envOf } from '../shared/envOf.ts';
import { groupAsRead, settingAsRead } from '../shared/groupAsRead.ts';
import { asRead, removeMembers, settingAsItWas } from '../shared/putGroup.ts';
import { refuseChangedGroup, refuseInGroup, refuseMember } from '../shared/refuseSettingChange.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { groupChange, settingChange } from '../shared/settingActs.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { type Part, remove } from '../shared/transaction.ts';

/**
 * Removes the setting, with the act in the audit log, and spends the grant, together or not at all. Without a setting
 * the grant stays usable.
 */
export function request(ctx: Context<MutationDeleteStepUpSettingArgs>): DynamoDBTransactWriteItemsRequest {
  const { operation, group } = ctx.args.input;
  if ((group ? groupAsRead(ctx, group) : settingAsRead(ctx, `${operation}`)) === null) runtime.earlyReturn(false);
  if (group) return adminTransaction(ctx, groupChange(ctx, group, null), removeGroup(ctx, group));
  refuseInGroup(settingAsRead(ctx, `${operation}`));
  return adminTransaction(ctx, settingChange(ctx, `${operation}`, null), [removeOne(ctx, `${operation}`)]);
}

function removeOne(ctx: Context, operation: string): Part {
  return remove({
    name: 'setting',
    table: envOf(ctx).STEP_UP_SETTINGS_TABLE,
    key: stepUpSettingKey(operation),
    condition: settingAsItWas(settingAsRead(ctx, operation)),
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
  refuseUnavailable(ctx);
  return true;
}
