import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { stepUpSettingKey } from '../../functions/rules/keys.ts';
import type { StepUpGroupRow, StepUpSettingRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { adminTransaction } from '../shared/adminTransaction.ts';
import { envOf } from '../shared/envOf.ts';
import { settingAsRead } from '../shared/groupAsRead.ts';
import { putGroup, settingAsItWas } from '../shared/putGroup.ts';
import { refuseChangedGroup, refuseInGroup, refuseMember } from '../shared/refuseSettingChange.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { groupChange, settingChange } from '../shared/settingActs.ts';
import { refuseSpentGrant } from '../shared/spendGrant.ts';
import { stashed } from '../shared/stash.ts';
import { type Part, put } from '../shared/transaction.ts';

/** Writes the setting, with the act in the audit log, and spends the grant: all or nothing. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const setting = stashed(ctx, 'setting');
  if (isGroup(setting)) return adminTransaction(ctx, groupChange(ctx, setting.group, setting), putGroup(ctx, setting));
  refuseInGroup(settingAsRead(ctx, setting.operation));
  return adminTransaction(ctx, settingChange(ctx, setting.operation, setting), [putOne(ctx, setting)]);
}

function isGroup(setting: StepUpSettingRow | StepUpGroupRow): setting is StepUpGroupRow {
  return Object.hasOwn(setting, 'operations');
}

function putOne(ctx: Context, row: StepUpSettingRow): Part {
  return put({
    name: 'setting',
    table: envOf(ctx).STEP_UP_SETTINGS_TABLE,
    key: stepUpSettingKey(row.operation),
    row,
    condition: settingAsItWas(settingAsRead(ctx, row.operation)),
  });
}

export function response(ctx: Context): StepUpSettingRow | StepUpGroupRow {
  const setting = stashed(ctx, 'setting');
  refuseSpentGrant(ctx);
  if (isGroup(setting)) refuseChangedGroup(ctx, setting.group);
  refuseMember(ctx, isGroup(setting) ? 'member' : 'setting');
  refuseUnavailable(ctx);
  return setting;
}
