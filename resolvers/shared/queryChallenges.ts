import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { stepUpSessionKey } from '../../functions/rules/keys.ts';
import { callingUser } from './callerOf.ts';

/** Returns the request for the challenges of the caller's own access token, and its session row. */
export function queryChallenges(ctx: Context): DynamoDBQueryRequest {
  const { sub, tokenId } = callingUser(ctx);
  const { pk } = stepUpSessionKey({ tokenId, userId: sub });
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk',
      expressionValues: util.dynamodb.toMapValues({ ':pk': pk }),
    },
    consistentRead: true,
  };
}
