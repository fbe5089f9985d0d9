import { inParallel } from '../delivery/inParallel.ts';
import type { Feedback, LogVerdict } from '../rules/feedback/Feedback.ts';
import { tallyAnswers } from '../rules/feedback/tallyAnswers.ts';
import type { ApprovalPushes } from './ApprovalPushes.ts';
import type { Outcome } from './Counts.ts';
import type { Ports as CountPorts } from './countAnswers.ts';
import type { IndexedPush } from './DeliveryIndex.ts';
import { type Ports as DisablePorts, disableHolder } from './disableHolder.ts';
import { findPush, isSettled } from './findPush.ts';
import { type Ports as MovePorts, moveOn } from './moveOn.ts';

export interface Ports extends DisablePorts, CountPorts, MovePorts {
  readonly approvalPushes: ApprovalPushes;
}

export interface TakenPublication {
  /** One for each entry. */
  readonly outcomes: readonly Outcome[];
  /** What must be looked at again. */
  readonly again: readonly Feedback[];
}

type Publication = IndexedPush | { readonly kind: 'approval' } | null;

const PARALLEL = 10;

/**
 * Takes the log entries about one publication: of a delivery, of its earlier attempt, of an approval, of a message to a
 * topic, or not known yet. The answers to a topic's message become one tally, whether it is known or not.
 */
export async function takePublication(ports: Ports, entries: readonly LogVerdict[]): Promise<TakenPublication> {
  const [first] = entries;
  if (first === undefined) return { outcomes: [], again: [] };
  const { snsMessageId, ofTopic } = first;
  const settled = ofTopic && isSettled(ports, first.publishedAt);
  const push: Publication = await findPush(ports, snsMessageId, settled, async () =>
    !ofTopic && (await ports.approvalPushes.has(snsMessageId)) ? ({ kind: 'approval' } as const) : null,
  );
  const outcomes: Outcome[] = [];
  if (push?.kind === 'delivery') {
    for (const { verdict } of entries) outcomes.push(await moveOn(ports, push, snsMessageId, verdict));
    return { outcomes, again: [] };
  }
  if (push === null && !ofTopic) return { outcomes: entries.map(() => 'unknown'), again: entries };
  const outcome = outcomeOf(push, settled);
  // A dead token disables its device, also if somebody else published to it.
  await inParallel(entries, PARALLEL, async (entry) => {
    outcomes.push((await disables(ports, entry)) ? 'disabled' : outcome);
  });
  const tallies = outcome === 'counted' || outcome === 'unknown' ? tallyAnswers(entries.flatMap(answersOf)) : [];
  if (push?.kind !== 'publication') return { outcomes, again: tallies };
  for (const tally of tallies) await ports.answers.add(push.messageId, tally, ports.clock.now());
  return { outcomes, again: [] };
}

function outcomeOf(push: Publication, settled: boolean): Outcome {
  switch (push?.kind) {
    case 'publication':
      return 'counted';
    case 'approval':
      return 'unrelated';
    case 'delivery':
    case 'earlier':
      return 'stale';
    case undefined:
      return settled ? 'foreign' : 'unknown';
  }
}

async function disables(ports: Ports, { verdict, failed }: LogVerdict): Promise<boolean> {
  return failed !== undefined && verdict.status === 'FAILED' && (await disableHolder(ports, failed, verdict.reason));
}

function answersOf({ snsMessageId, pushId, platform, publishedAt, verdict }: LogVerdict) {
  return platform === null
    ? []
    : [{ snsMessageId, pushId, publishedAt, name: `${platform}_${verdict.status}` as const }];
}
