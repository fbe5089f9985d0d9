import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import type { StepUpGrantRow } from '../functions/domain/stepUp/StepUpRows.ts';
import type { QueryStepUpChallengeArgs, StepUpChallenge } from '../schema/generated/types.ts';
import { queryChallenges } from './shared/queryChallenges.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { stepUpChallengeOf } from './shared/stepUpChallengeOf.ts';

export function request(ctx: Context<QueryStepUpChallengeArgs>): DynamoDBQueryRequest {
  return queryChallenges(ctx);
}

export function response(ctx: Context<QueryStepUpChallengeArgs>): StepUpChallenge | null {
  refuseUnavailable(ctx);
  const now = util.time.nowEpochSeconds();
  const row = (ctx.result.items as StepUpGrantRow[]).find((item) => item.challengeId === ctx.args.id);
  if (!row || (row.expiresAt <= now && (row.lockedUntil ?? 0) <= now)) return null;
  return stepUpChallengeOf(row);
}
