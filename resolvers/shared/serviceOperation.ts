import { type Context, util } from '@aws-appsync/utils';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import { validateSummary } from '../../functions/rules/stepUp/summary.ts';
import { validateShape } from '../../functions/rules/validateShape.ts';
import type { RequireStepUpInput } from '../../schema/generated/types.ts';
import { callerOf } from './callerOf.ts';
import { refuse } from './refuse.ts';
import { stashOf } from './stash.ts';

const LONGEST_ARGUMENTS = 4096;

/**
 * Returns whether it names an operation of another service, such as `billing:transfer`. No field of this API looks so.
 */
export function isServiceOperation(operation: string): boolean {
  return util.matches('^[a-z][a-z0-9-]{0,62}:[A-Za-z0-9._/-]{1,128}$', operation);
}

/**
 * Leaves for `guard` what a service asks about, in place of the call itself. The schema lets only IAM callers get here.
 */
export function askForService(ctx: Context<{ input: RequireStepUpInput }>): void {
  const { arguments: given, operation, summary, user } = ctx.args.input;
  refuse(validateShape('input', ctx.args.input));
  if (!isServiceOperation(operation)) {
    refuse(
      invalidInput('input.operation', operation.slice(0, 100), 'a service and its operation, such as billing:transfer'),
    );
  }
  if (given.length > LONGEST_ARGUMENTS) {
    refuse(invalidInput('input.arguments', `${given.length} characters`, `at most ${LONGEST_ARGUMENTS} characters`));
  }
  if (!util.matches('^[\\x21-\\x7E]{1,128}$', user.sub) || !util.matches('^[\\x21-\\x7E]{1,128}$', user.jti)) {
    refuse(invalidInput('input.user', 'not the claims of a token', 'sub and jti of a verified access token'));
  }
  refuse(validateSummary('input.summary', summary));
  stashOf(ctx).operation = operation;
  stashOf(ctx).service = callerOf(ctx.identity).id;
  stashOf(ctx).summary = summary;
  // A summary is one line.
  stashOf(ctx).arguments = `${summary}\n${given}`;
  stashOf(ctx).subject = { userId: user.sub, tokenId: user.jti };
}
