import { type Context, util } from '@aws-appsync/utils';
import { invalidInput } from '../functions/rules/Refusal.ts';
import { ifLeft } from '../functions/rules/sweep/dueTimes.ts';
import type { TopicRow } from '../functions/rules/topics/TopicRows.ts';
import type { CreateTopicPayload, MutationCreateTopicArgs } from '../schema/generated/types.ts';
import { callerOf } from './shared/callerOf.ts';
import { canonicalArguments } from './shared/canonicalArguments.ts';
import { lookForReplay } from './shared/idempotency.ts';
import { refuse } from './shared/refuse.ts';
import { refuseIdempotencyKey } from './shared/refuseIdempotencyKey.ts';
import { stashOf } from './shared/stash.ts';
import { accessOf } from './shared/topicAccess.ts';
import { topicOf } from './shared/topicOf.ts';

const LONGEST_NAME = 100;

/** Makes the topic's row that `acceptTopic` will write. `createOrDeleteTopic` then has SNS make the topic. */
export function request(ctx: Context<MutationCreateTopicArgs>): Record<string, never> {
  const { input } = ctx.args;
  const type = input.type ?? 'STANDARD';
  refuseIdempotencyKey(input.idempotencyKey);
  const { length } = input.name.trim();
  if (length === 0 || input.name.length > LONGEST_NAME) {
    refuse(invalidInput('input.name', `${input.name.length} characters`, `1–${LONGEST_NAME} characters`));
  }
  const topic: TopicRow = {
    id: util.autoUlid(),
    name: input.name,
    type,
    status: 'CREATING',
    ...accessOf(input),
    createdAt: util.time.nowISO8601(),
    createdBy: callerOf(ctx.identity).id,
    ...ifLeft(util.time.nowEpochMilliSeconds()),
  };
  stashOf(ctx).topic = topic;
  stashOf(ctx).arguments = canonicalArguments({ ...input, type, access: topic.access });
  lookForReplay(ctx);
  return {};
}

export function response(ctx: Context): CreateTopicPayload {
  return { topic: topicOf(ctx.prev.result as TopicRow), replayed: !!stashOf(ctx).madeId };
}
