import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { InitiatedStepUp } from '../functions/stepUp/initiateStepUp.ts';
import type { InitiateStepUpPayload } from '../schema/generated/types.ts';
import { invokeStepUp } from './shared/invokeStepUp.ts';
import { stepUpChallengeOf } from './shared/stepUpChallengeOf.ts';
import { unwrapAnswer } from './shared/unwrapAnswer.ts';

export function request(ctx: Context): LambdaRequest {
  return invokeStepUp(ctx);
}

export function response(ctx: Context): InitiateStepUpPayload {
  const { challenge, credentialRequestOptions } = unwrapAnswer<InitiatedStepUp>(ctx);
  return {
    challenge: stepUpChallengeOf(challenge),
    credentialRequestOptions: credentialRequestOptions ? JSON.stringify(credentialRequestOptions) : null,
  };
}
