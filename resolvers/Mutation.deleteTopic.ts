import type { Context } from '@aws-appsync/utils';
import { topicKey } from '../functions/rules/keys.ts';
import type { DeleteTopicPayload, MutationDeleteTopicArgs } from '../schema/generated/types.ts';
import { alsoRead } from './shared/alsoRead.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { envOf } from './shared/envOf.ts';
import { isUlid } from './shared/ids.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashOf } from './shared/stash.ts';

/**
 * `guard` reads the topic. `closeTopic` marks it, so that nothing more is published to it. `createOrDeleteTopic` then
 * has SNS delete it.
 */
export function request(ctx: Context<MutationDeleteTopicArgs>): Record<string, never> {
  const { topicId } = ctx.args.input;
  refuseId('input.topicId', topicId);
  if (isUlid(topicId)) alsoRead(ctx, { [envOf(ctx).TOPICS_TABLE]: [topicKey(topicId)] });
  stashOf(ctx).arguments = canonicalArguments(ctx.args.input);
  return {};
}

export function response(ctx: Context<MutationDeleteTopicArgs>): DeleteTopicPayload {
  const { deleted } = ctx.prev.result as { deleted: boolean };
  return { topicId: ctx.args.input.topicId, deleted };
}
