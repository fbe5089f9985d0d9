import type { DeliveryReason } from '../../schema/generated/types.ts';
import type { MessageStore } from '../delivery/MessageStore.ts';
import type { Work } from '../delivery/Work.ts';
import type { EndpointStates } from '../feedback/EndpointStates.ts';
import type { Clock } from '../rules/Clock.ts';
import { Failure } from '../rules/Failure.ts';
import type { LogFacts } from '../rules/LogFailure.ts';
import { parseKeptPush } from '../rules/topics/parseKeptPush.ts';

export interface Ports {
  readonly clock: Clock;
  readonly messages: Pick<MessageStore, 'read'>;
  /** Returns the endpoint of a subscription, null if SNS has none. */
  readonly endpointOf: (subscriptionArn: string) => Promise<string | null>;
  readonly endpoints: EndpointStates;
  /** Keeps work until somebody redrives it. */
  readonly keep: (work: Work) => Promise<void>;
  readonly log: (message: string, facts: LogFacts) => void;
}

/**
 * Looks at a topic's message that SNS could not push to a phone after all its retries. Keeps it if a redrive could
 * still reach the phone: not one that left the topic or whose token is dead, nor with a message that is over.
 * It logs why it keeps none.
 * Throws a Failure for what is no such message.
 */
export async function keepPush(ports: Ports, body: string): Promise<void> {
  const push = parseKeptPush(body);
  if (push === null) throw new Failure('The queue brought something that is no push of a topic.');
  const { messageId, subscriptionArn } = push;
  const message = await ports.messages.read(messageId);
  if (message?.status === 'CANCELLED') return;
  const giveUp = (reason: DeliveryReason) =>
    ports.log('A topic’s message for a phone is given up', { messageId, subscriptionArn, reason });
  // A message that is gone expired long ago.
  if (message === null || Date.parse(message.expiresAt) <= ports.clock.now()) return giveUp('TTL_EXPIRED');
  const endpointArn = await ports.endpointOf(subscriptionArn);
  if (endpointArn === null) return giveUp('DEVICE_GONE');
  if (!(await ports.endpoints.read(endpointArn))?.enabled) return giveUp('ENDPOINT_DISABLED');
  await ports.keep({ kind: 'pushAgain', messageId, endpointArn });
  ports.log('A topic’s message for a phone is kept', { messageId, endpointArn });
}
