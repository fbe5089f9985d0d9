import type { Clock } from '../rules/Clock.ts';
import { Failure } from '../rules/Failure.ts';
import type { LogFailure } from '../rules/LogFailure.ts';
import type { EmitMetrics } from '../rules/metrics/EmitMetrics.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { DUE_SHARDS } from '../rules/sweep/dueTimes.ts';
import { judgeMessage, type Step } from '../rules/sweep/judgeMessage.ts';
import { inParallel } from './inParallel.ts';
import type { MessageStore } from './MessageStore.ts';
import type { SweepStore } from './SweepStore.ts';
import type { Work, WorkQueue } from './Work.ts';

export interface Ports {
  readonly clock: Clock;
  readonly messages: Pick<MessageStore, 'read'>;
  readonly store: SweepStore;
  readonly queue: WorkQueue;
  readonly emitMetrics: EmitMetrics;
  readonly logFailure: LogFailure;
  /** Hours in which a push service answers. Null: not all answers are logged. */
  readonly answerHours: number | null;
}

/** Messages of a shard that one run looks at. The next minute's run takes the others. */
const PAGE = 100;
const PARALLEL = 5;

/**
 * Looks at the messages that are due, and wakes those that nobody woke. May be repeated, since each piece of its work
 * may. Begins none after `deadline` (epoch milliseconds). Rejects if it could not look at some of them.
 */
export async function sweep(ports: Ports, deadline: number): Promise<void> {
  const { clock, store, logFailure } = ports;
  const now = new Date(clock.now()).toISOString();
  let failures = 0;
  await inParallel(DUE_SHARDS, DUE_SHARDS.length, async (shard) => {
    await inParallel(await store.due(shard, now, PAGE), PARALLEL, async (messageId) => {
      if (clock.now() >= deadline) return;
      try {
        await lookAt(ports, messageId);
      } catch (error) {
        failures += 1;
        logFailure('A message was not looked at', error, { messageId });
      }
    });
  });
  if (failures > 0) throw new Failure(`${failures} messages were not looked at.`);
}

async function lookAt(ports: Ports, messageId: string): Promise<void> {
  const { answerHours, clock, messages, store } = ports;
  const message = await messages.read(messageId);
  const now = clock.now();
  // The index may be a moment behind.
  if (message?.dueAt === undefined || Date.parse(message.dueAt) > now) return;
  const counter = await store.counter(messageId);
  const judged = judgeMessage({ message, counter, now, answerHours });
  // The step first: after a crash between the two, the message is still due.
  if (judged.step !== null) await take(ports, message, judged.step);
  await store.look(message, judged);
}

async function take({ emitMetrics, queue, store }: Ports, message: MessageRow, step: Step): Promise<void> {
  if (step === 'complete') {
    if (!(await store.complete(message.id))) return;
  } else await queue.add(workFor(message, step));
  // `recover` counts what it finds itself: most of it only waits for an answer.
  if (step === 'recover') return;
  emitMetrics({ values: { MessagesSwept: 1 }, facts: { messageId: message.id, status: message.status, step } });
}

function workFor({ id: messageId, redeliveries = new Set() }: MessageRow, step: Exclude<Step, 'complete'>): Work[] {
  if (step !== 'redeliver') return [{ kind: step, messageId }];
  return [...redeliveries].map((redeliveryId) => ({ kind: 'redeliver', messageId, redeliveryId }));
}
