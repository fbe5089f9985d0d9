import type { Context } from '@aws-appsync/utils';
import type { DeleteTopicPayload, MutationDeleteTopicArgs } from '../schema/generated/types.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { refuseId } from './shared/refuseId.ts';
import { stashOf } from './shared/stash.ts';

/**
 * `closeTopic` marks the topic, so that nothing more is published to it. `createOrDeleteTopic` then has SNS delete it.
 */
export function request(ctx: Context<MutationDeleteTopicArgs>): Record<string, never> {
  refuseId('input.topicId', ctx.args.input.topicId);
  stashOf(ctx).arguments = canonicalArguments(ctx.args.input);
  return {};
}

export function response(ctx: Context<MutationDeleteTopicArgs>): DeleteTopicPayload {
  const { deleted } = ctx.prev.result as { deleted: boolean };
  return { topicId: ctx.args.input.topicId, deleted };
}
