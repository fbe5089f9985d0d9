import type { Work } from '../delivery/Work.ts';
import { isFanOutQueue, isTopicQueue } from '../rules/keys.ts';
import type { LogFailure } from '../rules/LogFailure.ts';
import type { QueuedMessage } from '../rules/ordering/QueuedMessage.ts';
import { type Ports as FanOutPorts, fanOutNext } from './fanOutNext.ts';
import { type Ports as PublishPorts, publishNext } from './publishNext.ts';
import { type Ports as SendPorts, sendNext } from './sendNext.ts';

export type Ports = SendPorts & PublishPorts & FanOutPorts & { readonly logFailure: LogFailure };

export type Wake = Extract<Work, { readonly kind: 'wake' }>;

/** `done`: the queue goes on without the first message. `waiting`: a later wake-up continues with it. */
export type StepResult = 'done' | 'waiting';

/**
 * Works off a group queue in order: each message is done before the next one begins. May be repeated at any time.
 * At `deadline` (epoch milliseconds) it stops and asks for another wake-up.
 *
 * Rejects if the first message fails, so that SQS retries the wake-up and gives it up in the end.
 * A later message that fails gets a wake-up of its own.
 */
export async function drainGroupQueue(ports: Ports, wake: Wake, deadline: number): Promise<void> {
  const { clock, groupQueues, queue } = ports;
  const again: Wake = { kind: 'wake', groupQueue: wake.groupQueue };
  for (let done = 0; ; done += 1) {
    const first = await groupQueues.first(wake.groupQueue);
    if (first === null) return;
    if (clock.now() >= deadline) return queue.add([again]);
    try {
      if ((await step(ports, first, wake, deadline)) === 'waiting') return;
      await groupQueues.remove(first);
    } catch (error) {
      await noteFailure(ports, first);
      if (done === 0) throw error;
      return queue.add([again]);
    }
  }
}

/** Without the note `giveUp` sees a message that has not failed, and has it tried again. */
async function noteFailure({ groupQueues, logFailure }: Ports, message: QueuedMessage): Promise<void> {
  try {
    await groupQueues.noteFailure(message);
  } catch (error) {
    logFailure('A failure was not noted', error, { messageId: message.messageId });
  }
}

function step(ports: Ports, message: QueuedMessage, wake: Wake, deadline: number): Promise<StepResult> {
  if (isTopicQueue(message.groupQueue)) return publishNext(ports, message);
  if (isFanOutQueue(message.groupQueue)) return fanOutNext(ports, message, deadline);
  return sendNext(ports, message, wake.heldUntil ?? 0);
}
