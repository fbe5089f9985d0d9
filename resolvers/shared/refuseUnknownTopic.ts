import { type Context, util } from '@aws-appsync/utils';
import type { MessageRow } from '../../functions/domain/message/MessageRow.ts';
import { problem } from '../../functions/domain/message/Problem.ts';
import type { TopicRow } from '../../functions/domain/topic/TopicRows.ts';
import { rowsAlsoRead } from './alsoRead.ts';
import { refuseProblem } from './refuseProblem.ts';

/** Refuses a message to a topic that is not there, as `guard` read it, or that takes a group where its type has none. */
export function refuseUnknownTopic(ctx: Context): void {
  const { audience } = ctx.stash.message as MessageRow;
  const { topic } = audience;
  if (!topic) return;
  const known = rowsAlsoRead<TopicRow>(ctx, `${ctx.env.TOPICS_TABLE}`).find((row) => row.id === topic.topicId);
  if (known?.status !== 'ACTIVE') {
    util.error('There is no such topic.', 'NotFound', null, { field: 'input.audience.topic.topicId' });
  }
  const field = 'input.audience.topic.groupId';
  if (known?.type === 'FIFO' && !topic.groupId) refuseProblem(problem(field, 'absent', 'one for a FIFO topic'));
  if (known?.type === 'STANDARD' && topic.groupId) refuseProblem(problem(field, 'given', 'none for a standard topic'));
  if (known?.type === 'STANDARD' && topic.deduplicationId) {
    refuseProblem(problem('input.audience.topic.deduplicationId', 'given', 'none for a standard topic'));
  }
}
