import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { stepUpSessionKey } from '../../functions/rules/keys.ts';
import { callerOf } from './callerOf.ts';

/** The challenges of the caller's own access token, with its session row: no id of another's challenge leads anywhere. */
export function queryChallenges(ctx: Context): DynamoDBQueryRequest {
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  const { pk } = stepUpSessionKey((user as { tokenId: string }).tokenId);
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk',
      expressionValues: util.dynamodb.toMapValues({ ':pk': pk }),
    },
    consistentRead: true,
  };
}
