import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { stepUpSettingKey } from '../../functions/rules/keys.ts';
import type { StepUpGroupRow, StepUpSettingRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { putGroup } from '../shared/putGroup.ts';
import { reasonsOf, refuseChangedGroup, refuseMember } from '../shared/refuseSettingChange.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashed, stashOf } from '../shared/stash.ts';

/** Writes the setting and spends the grant, together or not at all. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const setting = stashed(ctx, 'setting');
  const items = isGroup(setting) ? putGroup(ctx, setting) : [putOne(ctx, setting)];
  // Where the grant's part is, of which the response asks.
  stashOf(ctx).settingItems = items.length;
  return { operation: 'TransactWriteItems', transactItems: items.concat(consumeGrant(ctx)) };
}

function putOne(ctx: Context, setting: StepUpSettingRow): DynamoDBTransactWriteItemsRequest['transactItems'][number] {
  return {
    table: `${ctx.env.STEP_UP_SETTINGS_TABLE}`,
    operation: 'PutItem',
    key: mappedKey(stepUpSettingKey(setting.operation)),
    attributeValues: util.dynamodb.toMapValues({ ...setting }),
    condition: {
      expression: 'attribute_not_exists(#group)',
      expressionNames: { '#group': 'group' },
      returnValuesOnConditionCheckFailure: true,
    },
  };
}

function isGroup(setting: StepUpSettingRow | StepUpGroupRow): setting is StepUpGroupRow {
  return Object.hasOwn(setting, 'operations');
}

export function response(ctx: Context): StepUpSettingRow | StepUpGroupRow {
  const reasons = reasonsOf(ctx);
  const items = stashed(ctx, 'settingItems');
  refuseSpentGrant(ctx, reasons[items]);
  const setting = stashed(ctx, 'setting');
  if (isGroup(setting)) refuseChangedGroup(setting.group, reasons[0]);
  reasons.slice(0, items).forEach((reason) => {
    refuseMember(reason);
  });
  refuseUnavailable(ctx);
  return setting;
}
