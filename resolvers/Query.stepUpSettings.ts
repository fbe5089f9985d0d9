import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { stepUpSettingKey } from '../functions/domain/keys.ts';
import type { StepUpSettingRow } from '../functions/domain/stepUp/StepUpRows.ts';
import type { QueryStepUpSettingsArgs, StepUpSettingConnection } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { connectionOf } from './shared/connection.ts';
import { queryPage } from './shared/queryPage.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { stepUpSettingOf } from './shared/stepUpSettingOf.ts';

export function request(ctx: Context<QueryStepUpSettingsArgs>): DynamoDBQueryRequest {
  callerOf(ctx.identity);
  const { pk, sk } = stepUpSettingKey('');
  return queryPage({ pk, prefix: sk, first: ctx.args.first ?? 20, after: ctx.args.after, consistentRead: true });
}

export function response(ctx: Context<QueryStepUpSettingsArgs>): StepUpSettingConnection {
  refuseUnavailable(ctx);
  const rows = ctx.result.items as (StepUpSettingRow & { sk: string })[];
  return connectionOf(
    rows.map((row) => ({ sortKey: row.sk, node: stepUpSettingOf(row) })),
    ctx.args.first ?? 20,
  );
}
