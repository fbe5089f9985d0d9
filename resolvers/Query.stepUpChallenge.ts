import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import { stepUpGrantKey } from '../functions/domain/keys.ts';
import type { StepUpGrantRow } from '../functions/domain/stepUp/StepUpRows.ts';
import type { QueryStepUpChallengeArgs, StepUpChallenge } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { stepUpChallengeOf } from './shared/stepUpChallengeOf.ts';

/** Looks under the caller's own access token alone: no id of another's challenge leads anywhere. */
export function request(ctx: Context<QueryStepUpChallengeArgs>): DynamoDBQueryRequest {
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

export function response(ctx: Context<QueryStepUpChallengeArgs>): StepUpChallenge | null {
  refuseUnavailable(ctx);
  const now = util.time.nowEpochSeconds();
  const row = (ctx.result.items as StepUpGrantRow[]).find((item) => item.challengeId === ctx.args.id);
  if (!row || (row.expiresAt <= now && (row.lockedUntil ?? 0) <= now)) return null;
  return stepUpChallengeOf(row);
}
