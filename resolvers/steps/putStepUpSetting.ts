import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { stepUpSettingKey } from '../../functions/rules/keys.ts';
import type { StepUpGroupRow, StepUpSettingRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { envOf } from '../shared/envOf.ts';
import { putGroup } from '../shared/putGroup.ts';
import { refuseChangedGroup, refuseMember } from '../shared/refuseSettingChange.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { refuseSpentGrant, spendGrant } from '../shared/spendGrant.ts';
import { stashed } from '../shared/stash.ts';
import { type Part, put, transaction } from '../shared/transaction.ts';

/** Writes the setting and spends the grant, all or nothing. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const setting = stashed(ctx, 'setting');
  const parts = isGroup(setting) ? putGroup(ctx, setting) : [putOne(ctx, setting)];
  return transaction(ctx, [...parts, ...spendGrant(ctx)]);
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
    condition: { expression: 'attribute_not_exists(#group)', names: { '#group': 'group' }, returnsRow: true },
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
