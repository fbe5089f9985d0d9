import type { Context } from '@aws-appsync/utils';
import { topicKey } from '../functions/rules/keys.ts';
import { notFound } from '../functions/rules/Refusal.ts';
import type { MutationUpdateTopicArgs, UpdateTopicPayload } from '../schema/generated/types.ts';
import { alsoRead } from './shared/alsoRead.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { envOf } from './shared/envOf.ts';
import { isUlid } from './shared/ids.ts';
import { refuse } from './shared/refuse.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashed, stashOf } from './shared/stash.ts';
import { accessOf } from './shared/topicAccess.ts';
import { topicOf } from './shared/topicOf.ts';

/** `guard` reads the topic that the step will change. */
export function request(ctx: Context<MutationUpdateTopicArgs>): Record<string, never> {
  const { input } = ctx.args;
  callerOf(ctx.identity);
  refuseId('input.topicId', input.topicId);
  if (!isUlid(input.topicId)) refuse(notFound('topic', 'input.topicId'));
  accessOf(input);
  alsoRead(ctx, { [envOf(ctx).TOPICS_TABLE]: [topicKey(input.topicId)] });
  stashOf(ctx).arguments = canonicalArguments(input);
  return {};
}

export function response(ctx: Context<MutationUpdateTopicArgs>): UpdateTopicPayload {
  return { topic: topicOf(stashed(ctx, 'updatedTopic')) };
}
