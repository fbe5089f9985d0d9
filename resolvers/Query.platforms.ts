import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import type { PlatformRow } from '../functions/rules/breaker/PlatformRow.ts';
import { platformKey } from '../functions/rules/keys.ts';
import type { Platform } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { allPlatforms, platformOf } from './shared/platformOf.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';

export function request(ctx: Context): DynamoDBQueryRequest {
  callerOf(ctx.identity);
  const expressionValues = util.dynamodb.toMapValues({ ':pk': platformKey('').pk });
  return { operation: 'Query', query: { expression: 'pk = :pk', expressionValues }, consistentRead: true };
}

export function response(ctx: Context): Platform[] {
  refuseUnavailable(ctx);
  const rows = ctx.result.items as PlatformRow[];
  return allPlatforms.map((platform) =>
    platformOf(
      platform,
      rows.find((row) => row.platform === platform),
    ),
  );
}
