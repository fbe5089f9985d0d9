import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { stepUpSettingKey } from '../../functions/domain/keys.ts';
import { consumeGrant, refuseSpentGrant } from '../shared/consumeGrant.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseUnavailable } from '../shared/refuseUnavailable.ts';

/** Removes the setting and spends the grant, together or not at all: where there is no setting, the grant is still there to be used. */
export function request(ctx: Context): DynamoDBTransactWriteItemsRequest {
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table: `${ctx.env.STEP_UP_SETTINGS_TABLE}`,
        operation: 'DeleteItem',
        key: mappedKey(stepUpSettingKey(ctx.args.input.operation)),
        condition: { expression: 'attribute_exists(pk)', returnValuesOnConditionCheckFailure: false },
      },
      ...consumeGrant(ctx),
    ],
  };
}

export function response(ctx: Context): boolean {
  const reasons = (ctx.result?.cancellationReasons ?? []) as { type: string }[];
  refuseSpentGrant(ctx, reasons[1]);
  if (reasons[0]?.type === 'ConditionCheckFailed') return false;
  refuseUnavailable(ctx);
  return true;
}
