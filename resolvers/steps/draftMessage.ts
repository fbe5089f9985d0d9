import { type Context, util } from '@aws-appsync/utils';
import { newMessage, validateNewMessage } from '../../functions/rules/publishing/newMessage.ts';
import { callerOf } from '../shared/callerOf.ts';
import { refuse } from '../shared/refuse.ts';
import { stashed, stashOf } from '../shared/stash.ts';

/** Makes the message that `acceptMessage` will write. Refuses one that is too large, or too far ahead. */
export function request(ctx: Context): { payload: null } {
  const given = stashed(ctx, 'given');
  const facts = {
    id: util.autoUlid(),
    publisherId: callerOf(ctx.identity).id,
    now: util.time.nowEpochMilliSeconds(),
  };
  refuse(validateNewMessage(given, facts.now));
  stashOf(ctx).message = newMessage(given, facts);
  return { payload: null };
}

export function response(): null {
  return null;
}
