import type { DeliveryReason } from '../../schema/generated/types.ts';
import type { Clock } from '../rules/Clock.ts';
import { retryPause } from '../rules/delivery/retryPause.ts';
import { platformOf } from '../rules/feedback/failedAddress.ts';
import type { LogFacts } from '../rules/LogFailure.ts';
import { collapseIdOf } from '../rules/publishing/collapseIdOf.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import { renderTopicMessage } from '../rules/topics/renderTopicMessage.ts';
import type { MessageStore } from './MessageStore.ts';
import type { Admission, PlatformGate } from './PlatformGate.ts';
import type { PushSender } from './PushSender.ts';
import { heldFor } from './sendClaimed.ts';
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
  readonly gate: PlatformGate;
  readonly queue: WorkQueue;
  readonly log: (message: string, facts: LogFacts) => void;
}

type PushAgain = Extract<Work, { readonly kind: 'pushAgain' }>;
type Hold = Extract<Admission, { readonly kind: 'held' }>;

/**
 * Pushes a topic's message once more to one phone that did not get it, unless it is over. What SNS does not take now
 * goes back into the queue until the message expires, and so does a push whose platform is held.
 * Logs what the phone will never get: it has no delivery.
 * The phone may get the message twice if this dies.
 */
export async function pushAgain(ports: Ports, work: PushAgain): Promise<void> {
  const { clock, random, messages, pushes, sender, gate, queue, log } = ports;
  const { messageId, endpointArn, faults = 0 } = work;
  const message = await messages.read(messageId);
  const platform = platformOf(endpointArn);
  if (message?.status === 'CANCELLED' || platform === null) return;
  const now = clock.now();
  const giveUp = (reason: DeliveryReason) =>
    log('A topic’s message for a phone is given up', { messageId, endpointArn, reason });
  // A message that is gone expired long ago.
  const timeToLive = message === null ? 0 : Math.floor((Date.parse(message.expiresAt) - now) / 1000);
  if (message === null || timeToLive <= 0) return giveUp('TTL_EXPIRED');
  const push = { messageId, platform };
  const hold = ({ seconds }: Hold) => queue.add([work], heldFor(seconds, message, now, random()).seconds);
  const admission = await gate.admit(push, now);
  if (admission.kind === 'held') return hold(admission);
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
  // SNS takes no push of the platform at all.
  if (outcome.reason === 'CREDENTIALS_INVALID') {
    const refused = await gate.refused(push, clock.now());
    if (refused.kind === 'held') return hold(refused);
  }
  const tries = faults + 1;
  await queue.add([{ ...work, faults: tries }], retryPause(tries, random(), timeToLive));
}
