import type { Context } from '@aws-appsync/utils';
import { validateMessage } from '../../functions/rules/publishing/readMessage.ts';
import type { MutationPublishArgs } from '../../schema/generated/types.ts';
import { refuse } from '../shared/refuse.ts';
import { stashed } from '../shared/stash.ts';

/** Refuses what is wrong with what the publisher gave, member by member. */
export function request(ctx: Context<MutationPublishArgs>): { payload: null } {
  refuse(validateMessage(ctx.args.input, stashed(ctx, 'given')));
  return { payload: null };
}

export function response(): null {
  return null;
}
