import type { DeliveryReason } from '../../schema/generated/types.ts';
import type { Clock } from '../rules/Clock.ts';
import { retryPause } from '../rules/delivery/retryPause.ts';
import { platformOf } from '../rules/feedback/failedAddress.ts';
import type { LogFacts } from '../rules/LogFailure.ts';
import { collapseIdOf } from '../rules/publishing/collapseIdOf.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { renderTopicMessage } from '../rules/topics/renderTopicMessage.ts';
import type { MessageStore } from './MessageStore.ts';
import type { PushSender } from './PushSender.ts';
import type { Work, WorkQueue } from './Work.ts';

export interface PushNotes {
  /** Notes the push of a message that has no delivery, so that the answer to it is known, and changes nothing. */
  notePush(message: Pick<MessageRow, 'id' | 'ttl'>, snsMessageId: string): Promise<void>;
}

export interface Ports {
  readonly clock: Clock;
  readonly random: () => number;
  readonly messages: Pick<MessageStore, 'read'>;
  readonly pushes: PushNotes;
  readonly sender: PushSender;
  readonly queue: WorkQueue;
  readonly log: (message: string, facts: LogFacts) => void;
}

type PushAgain = Extract<Work, { readonly kind: 'pushAgain' }>;

/**
 * Pushes a topic's message once more to one phone that did not get it, unless it is over. What SNS does not take now
 * goes back into the queue until the message expires. Logs what the phone will never get: it has no delivery.
 * The phone may get the message twice if this dies.
 */
export async function pushAgain(ports: Ports, work: PushAgain): Promise<void> {
  const { clock, random, messages, pushes, sender, queue, log } = ports;
  const { messageId, endpointArn, faults = 0 } = work;
  const message = await messages.read(messageId);
  const platform = platformOf(endpointArn);
  if (message === null || message.status === 'CANCELLED' || platform === null) return;
  const timeToLive = Math.floor((Date.parse(message.expiresAt) - clock.now()) / 1000);
  const giveUp = (reason: DeliveryReason) =>
    log('A topic’s message for a phone is given up', { messageId, endpointArn, reason });
  if (timeToLive <= 0) return giveUp('TTL_EXPIRED');
  const { options } = message;
  const outcome = await sender.send({
    endpointArn,
    platform,
    payload: renderTopicMessage(message, timeToLive)[platform],
    timeToLive,
    highPriority: options.priority === 'HIGH',
    background: options.pushType === 'BACKGROUND',
    collapseId: collapseIdOf(options, messageId),
  });
  if (outcome.kind === 'sent') return pushes.notePush(message, outcome.snsMessageId);
  if (outcome.kind !== 'later') return giveUp(outcome.reason);
  const tries = faults + 1;
  await queue.add([{ ...work, faults: tries }], retryPause(tries, random(), timeToLive));
}
