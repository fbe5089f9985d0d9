import { inParallel } from '../delivery/inParallel.ts';
import { countAnswers, type Ports } from '../feedback/countAnswers.ts';
import type { AnswerTally } from '../rules/feedback/Feedback.ts';

const PARALLEL = 10;

/**
 * Counts for topics' messages what became of them at queues, web hooks and functions. Returns the tallies whose
 * publication is not known yet. May be repeated.
 */
export async function countSubscribers(ports: Ports, tallies: readonly AnswerTally[]): Promise<readonly AnswerTally[]> {
  const unknown: AnswerTally[] = [];
  await inParallel(tallies, PARALLEL, async (tally) => {
    if ((await countAnswers(ports, tally)) === 'unknown') unknown.push(tally);
  });
  return unknown;
}
