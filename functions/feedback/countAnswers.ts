import type { AnswerTally } from '../rules/feedback/Feedback.ts';
import { type Ports as FindPorts, findPush, isSettled } from './findPush.ts';

/** What SNS's logs say of messages to topics. */
export interface AnswerStore {
  /** Adds a tally to what is known of the message. The same tally counts once. `now` is epoch milliseconds. */
  add(messageId: string, tally: AnswerTally, now: number): Promise<void>;
}

export interface Ports extends FindPorts {
  readonly answers: AnswerStore;
}

/**
 * Counts answers to a publication for its message. Returns `unknown` if no message is known that was published so, and
 * `foreign` if there will be none: somebody else published it, more than two minutes ago.
 */
export async function countAnswers(ports: Ports, tally: AnswerTally): Promise<'counted' | 'foreign' | 'unknown'> {
  const settled = isSettled(ports, tally.publishedAt);
  const push = await findPush(ports, tally.snsMessageId, settled, async () => null);
  if (push === null) return settled ? 'foreign' : 'unknown';
  if (push.kind !== 'publication') return 'foreign';
  await ports.answers.add(push.messageId, tally, ports.clock.now());
  return 'counted';
}
