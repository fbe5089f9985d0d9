import { inParallel } from '../delivery/inParallel.ts';
import type { Feedback, LogVerdict, Verdict } from '../rules/feedback/Feedback.ts';
import { platformOf } from '../rules/feedback/failedAddress.ts';
import type { Counts, Outcome } from './Counts.ts';
import { countAnswers } from './countAnswers.ts';
import { disableHolder } from './disableHolder.ts';
import { moveOn } from './moveOn.ts';
import { type Ports, takePublication } from './takePublication.ts';

const none: Counts = {
  ...{ moved: 0, disabled: 0, stale: 0, counted: 0, foreign: 0, unrelated: 0, malformed: 0, unknown: 0 },
};

export interface Taken {
  readonly counts: Counts;
  /** What must be looked at again. It holds no token. */
  readonly again: readonly Feedback[];
}

type Entry<Kind extends Feedback['kind']> = Extract<Feedback, { readonly kind: Kind }>;

const PARALLEL = 10;

/**
 * Moves deliveries on as SNS reports, counts the answers to topics' messages, and disables devices whose tokens are
 * dead. Entries may come twice, in any order, and from both sources. The ledger only moves forward, the same batch
 * counts once, and a device is disabled only while it has the address that failed.
 */
export async function takeFeedback(ports: Ports, feedback: readonly Feedback[]): Promise<Taken> {
  const counts = { ...none };
  const again: Feedback[] = [];
  // All entries about one publication need one look.
  const logged = Map.groupBy(feedback.filter(isLogVerdict), ({ snsMessageId }) => snsMessageId);
  const others = feedback.filter((entry) => !isLogVerdict(entry));
  await inParallel([...logged.values(), ...others], PARALLEL, async (one) => {
    if ('kind' in one) {
      const outcome = await takeOne(ports, one);
      counts[outcome] += 1;
      if (outcome === 'unknown') again.push(one);
      return;
    }
    const taken = await takePublication(ports, one);
    for (const outcome of taken.outcomes) counts[outcome] += 1;
    again.push(...taken.again);
  });
  return { counts, again };
}

function isLogVerdict(entry: Feedback): entry is LogVerdict {
  return entry.kind === 'verdict' && entry.source === 'log';
}

type Other = Exclude<Feedback, LogVerdict>;

async function takeOne(ports: Ports, entry: Other): Promise<Outcome> {
  switch (entry.kind) {
    case 'unrelated':
    case 'malformed':
      return entry.kind;
    case 'answers':
      return countAnswers(ports, entry);
    case 'doubtful token':
      return takeDoubtfulToken(ports, entry);
    case 'verdict':
      return takeEvent(ports, entry.snsMessageId, entry.verdict);
  }
}

/** Takes an event. If it names no delivery, it is a topic's or too early: the log has it too, and comes again. */
async function takeEvent(ports: Ports, snsMessageId: string, verdict: Verdict): Promise<Outcome> {
  const push = await ports.index.bySnsMessageId(snsMessageId);
  if (push === null || push.kind === 'publication') return 'unrelated';
  return push.kind === 'earlier' ? 'stale' : moveOn(ports, push, snsMessageId, verdict);
}

async function takeDoubtfulToken(
  ports: Ports,
  { snsMessageId, endpointArn }: Entry<'doubtful token'>,
): Promise<Outcome> {
  const state = await ports.endpoints.read(endpointArn);
  if (state === null || state.enabled) return 'unrelated';
  const reason = 'INVALID_TOKEN';
  const platform = platformOf(endpointArn);
  const failed = platform && { endpointArn, platform, tokenHash: state.tokenHash, publishedAt: null };
  const disabled = failed !== null && (await disableHolder(ports, failed, reason));
  const taken = await takeEvent(ports, snsMessageId, { status: 'FAILED', reason });
  return disabled && taken !== 'moved' ? 'disabled' : taken;
}
