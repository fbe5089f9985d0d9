import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { validateShape } from '../../functions/rules/validateShape.ts';
import { callingUser } from './callerOf.ts';
import { refuse } from './refuse.ts';
import { refuseId } from './refuseId.ts';
import { userOf } from './userOf.ts';

/**
 * Returns the request that hands a step-up function its caller, with the access token for Cognito. Ends with
 * `InvalidInput` for an input that no function could read.
 */
export function invokeStepUp(ctx: Context): LambdaRequest {
  const { sub, tokenId, authTime, expiresAt } = callingUser(ctx);
  refuseId('input.challengeId', ctx.args.input.challengeId);
  refuse(validateShape('input', ctx.args.input));
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
