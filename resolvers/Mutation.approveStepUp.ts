import type { Context, LambdaRequest } from '@aws-appsync/utils';
import type { StepUpGrantRow } from '../functions/rules/stepUp/StepUpRows.ts';
import type { StepUpApproval } from '../schema/generated/types.ts';
import { invokeStepUp } from './shared/invokeStepUp.ts';
import { unwrapAnswer } from './shared/unwrapAnswer.ts';

export function request(ctx: Context): LambdaRequest {
  return invokeStepUp(ctx);
}

export function response(ctx: Context): StepUpApproval {
  const { challengeId, status } = unwrapAnswer<StepUpGrantRow>(ctx);
  return { id: challengeId, status };
}
