import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { stepUpGrantKey } from '../../functions/domain/keys.ts';
import { callerOf } from './callerOf.ts';

/** The challenges of the caller's own access token: no id of another's challenge leads anywhere. */
export function queryChallenges(ctx: Context): DynamoDBQueryRequest {
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  const { pk, sk } = stepUpGrantKey((user as { tokenId: string }).tokenId, '');
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND begins_with(sk, :sk)',
      expressionValues: util.dynamodb.toMapValues({ ':pk': pk, ':sk': sk }),
    },
    consistentRead: true,
  };
}
