import { type Context, type DynamoDBQueryRequest, util } from '@aws-appsync/utils';
import type { QueryStepUpChallengeArgs, StepUpChallenge } from '../schema/generated/types.ts';
import { queryChallenges } from './shared/queryChallenges.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { challengeAmong, stepUpChallengeOf } from './shared/stepUpChallengeOf.ts';

export function request(ctx: Context<QueryStepUpChallengeArgs>): DynamoDBQueryRequest {
  refuseId('id', ctx.args.id);
  return queryChallenges(ctx);
}

export function response(ctx: Context<QueryStepUpChallengeArgs>): StepUpChallenge | null {
  refuseUnavailable(ctx);
  const now = util.time.nowEpochSeconds();
  const row = challengeAmong(ctx.result.items, ctx.args.id);
  if (!row) return null;
  const isOver = row.expiresAt <= now;
  const isLocked = (row.lockedUntil ?? 0) > now;
  return isOver && !isLocked ? null : stepUpChallengeOf(row);
}
