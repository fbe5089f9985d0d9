import { type Context, type DynamoDBTransactWriteItemsRequest, util } from '@aws-appsync/utils';
import { stepUpSettingKey } from '../../functions/domain/keys.ts';
import type { StepUpSettingRow } from '../../functions/domain/stepUp/StepUpRows.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';

/** Writes the setting and spends the grant, together or not at all. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  const setting = ctx.stash.setting as StepUpSettingRow;
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table: `${ctx.env.STEP_UP_SETTINGS_TABLE}`,
        operation: 'PutItem',
        key: mappedKey(stepUpSettingKey(setting.operation)),
        attributeValues: util.dynamodb.toMapValues({ ...setting }),
      },
      ...consumeGrant(ctx),
    ],
  };
}

export function response(ctx: Context): StepUpSettingRow {
  refuseSpentGrant(ctx, ctx.result?.cancellationReasons?.[1]);
  refuseUnavailable(ctx);
  return ctx.stash.setting;
}
