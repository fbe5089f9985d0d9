import { createHash } from 'node:crypto';
import type { AnswerCounts } from '../delivery/CounterRow.ts';
import type { AnswerTally } from './Feedback.ts';

/** One answer about a publication to a topic. */
export interface Answer {
  readonly snsMessageId: string;
  /** Tells the answers to one publication apart. */
  readonly pushId: string;
  /** What it counts as. */
  readonly name: keyof AnswerCounts;
  readonly publishedAt: string | null;
}

/** Returns a tally for each publication. An answer that is there twice counts once. */
export function tallyAnswers(answers: readonly Answer[]): readonly AnswerTally[] {
  return [...Map.groupBy(answers, ({ snsMessageId }) => snsMessageId)].map(([snsMessageId, own]) => {
    const distinct = [...new Map(own.map((answer) => [answer.pushId, answer])).values()];
    const counts: Partial<Record<keyof AnswerCounts, number>> = {};
    for (const { name } of distinct) counts[name] = (counts[name] ?? 0) + 1;
    return {
      kind: 'answers',
      snsMessageId,
      id: idOf(distinct.map(({ pushId }) => pushId)),
      counts,
      publishedAt: distinct[0]?.publishedAt ?? null,
    };
  });
}

/** 128 bits are enough to tell the batches about one message apart. */
function idOf(pushIds: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(pushIds.toSorted()));
  return hash.digest('base64url').slice(0, 22);
}
