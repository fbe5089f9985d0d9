import { type Context, type LambdaRequest, util } from '@aws-appsync/utils';
import { callerOf } from './callerOf.ts';
import { userOf } from './userOf.ts';

/** Hands a step-up function the caller with the access token that AppSync has verified, for Cognito. The function must not log it. */
export function invokeStepUp(ctx: Context): LambdaRequest {
  const { user } = callerOf(ctx.identity);
  if (!user) util.unauthorized();
  const { sub, tokenId, authTime, expiresAt } = user as NonNullable<typeof user>;
  const identity = userOf(ctx.identity);
  const authorization = ctx.request.headers.authorization ?? '';
  const accessToken = authorization.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : authorization;
  return {
    operation: 'Invoke',
    payload: {
      caller: {
        userId: sub,
        username: identity?.username,
        originTokenId: identity?.claims.origin_jti ?? null,
        tokenId,
        authTime,
        expiresAt,
        accessToken,
      },
      input: ctx.args.input,
    },
  };
}
