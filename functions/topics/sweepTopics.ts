import { inParallel } from '../delivery/inParallel.ts';
import type { Clock } from '../rules/Clock.ts';
import { Failure } from '../rules/Failure.ts';
import type { LogFacts, LogFailure } from '../rules/LogFailure.ts';
import type { TopicRow } from '../rules/topics/TopicRows.ts';
import { type Ports as CreatePorts, createTopic, type DeletePorts, deleteTopic } from './createOrDeleteTopic.ts';
import { lookAtSubscriber, type Ports as SubscriberPorts } from './lookAtSubscriber.ts';
import type { DueRow, TopicSweepStore } from './TopicSweepStore.ts';

export interface Ports {
  readonly clock: Clock;
  readonly store: TopicSweepStore;
  readonly making: CreatePorts & DeletePorts;
  readonly subscribing: SubscriberPorts;
  readonly log: (message: string, facts: LogFacts) => void;
  readonly logFailure: LogFailure;
}

/** Rows that one run looks at. The next run takes the others. */
const PAGE = 100;
const PARALLEL = 5;
/** Between attempts, and longer than one takes. */
const AGAIN_MILLISECONDS = 600_000;
/** SNS does not make a topic that it has not made for so long. */
const GIVE_UP_MILLISECONDS = 86_400_000;

/**
 * Goes on with topics and subscribers that a call left half-made or half-removed, and finds confirmations that lapsed.
 * May be repeated. Begins nothing after `deadline` (epoch milliseconds). Rejects if something could not be done: the
 * function's alarm tells.
 */
export async function sweepTopics(ports: Ports, deadline: number): Promise<void> {
  const { clock, store, logFailure } = ports;
  let failures = 0;
  await inParallel(await store.due(new Date(clock.now()).toISOString(), PAGE), PARALLEL, async (row) => {
    if (clock.now() >= deadline) return;
    try {
      if (row.subscriber === null) await lookAtTopic(ports, row);
      else await lookAtSubscriber(ports.subscribing, row, clock.now() + AGAIN_MILLISECONDS);
    } catch (error) {
      failures += 1;
      logFailure('A topic or subscriber was left undone', error, factsOf(row));
    }
  });
  if (failures > 0) throw new Failure(`${failures} topics or subscribers were left undone.`);
}

async function lookAtTopic({ clock, store, making, log }: Ports, row: DueRow): Promise<void> {
  const { topicId } = row;
  const topic = await making.topics.read(topicId);
  const now = clock.now();
  if (topic?.dueAt === undefined || Date.parse(topic.dueAt) > now) return;
  // First, so that a topic that cannot be finished does not keep others from their turn.
  if (!(await store.look(row, topic.dueAt, topic.status === 'ACTIVE' ? null : now + AGAIN_MILLISECONDS))) return;
  if (topic.status === 'CREATING' && !isTooOld(topic, now)) {
    await createTopic(making, topicId);
    log('A topic was made that its call had left', { topicId });
  } else if (topic.status !== 'ACTIVE') {
    if (topic.status === 'CREATING' && !(await store.giveUp(topicId))) return;
    await deleteTopic(making, topicId);
    const ended = topic.status === 'CREATING' ? 'that SNS did not make for a day' : 'whose deletion its call had left';
    log(`A topic was deleted ${ended}`, { topicId });
  }
}

function isTooOld({ createdAt }: TopicRow, now: number): boolean {
  return now - Date.parse(createdAt) >= GIVE_UP_MILLISECONDS;
}

/** Without the endpoint: a web hook's URL may be a secret. */
function factsOf({ topicId, subscriber }: DueRow): LogFacts {
  return subscriber === null ? { topicId } : { topicId, protocol: subscriber.protocol };
}
