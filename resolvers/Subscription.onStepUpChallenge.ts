import { type Context, type DynamoDBQueryRequest, extensions, util } from '@aws-appsync/utils';
import { notFound } from '../functions/rules/Refusal.ts';
import type { SubscriptionOnStepUpChallengeArgs } from '../schema/generated/types.ts';
import { queryChallenges } from './shared/queryChallenges.ts';
import { refuse } from './shared/refuse.ts';
import { refuseId } from './shared/refuseId.ts';
import { refuseUnavailable } from './shared/refuseUnavailable.ts';
import { challengeAmong } from './shared/stepUpChallengeOf.ts';

/** Reads with the caller's access token: a challenge of another token is not found. */
export function request(ctx: Context<SubscriptionOnStepUpChallengeArgs>): DynamoDBQueryRequest {
  refuseId('id', ctx.args.id);
  return queryChallenges(ctx);
}

export function response(ctx: Context<SubscriptionOnStepUpChallengeArgs>): null {
  refuseUnavailable(ctx);
  const { id } = ctx.args;
  if (challengeAmong(ctx.result.items, id) === null) refuse(notFound('challenge', 'id'));
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ id: { eq: id } }));
  return null;
}
