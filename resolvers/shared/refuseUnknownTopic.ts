import type { Context } from '@aws-appsync/utils';
import { validateTopic } from '../../functions/rules/publishing/validateTopic.ts';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import { rowsAlsoRead } from './alsoRead.ts';
import { envOf } from './envOf.ts';
import { refuse } from './refuse.ts';
import { stashed } from './stash.ts';

/** Refuses the message to accept if its topic, as `guard` read it, does not take it. */
export function refuseUnknownTopic(ctx: Context): void {
  const { topic } = stashed(ctx, 'message').audience;
  if (!topic) return;
  const known = rowsAlsoRead<TopicRow>(ctx, envOf(ctx).TOPICS_TABLE).find((row) => row.id === topic.topicId);
  refuse(validateTopic(topic, known ?? null));
}
