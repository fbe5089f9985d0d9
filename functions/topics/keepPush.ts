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
 * Throws a Failure for what is no such message.
 */
export async function keepPush(ports: Ports, body: string): Promise<void> {
  const push = parseKeptPush(body);
  if (push === null) throw new Failure('The queue brought something that is no push of a topic.');
  const { messageId } = push;
  const message = await ports.messages.read(messageId);
  if (message === null || message.status === 'CANCELLED') return;
  if (Date.parse(message.expiresAt) <= ports.clock.now()) return;
  const endpointArn = await ports.endpointOf(push.subscriptionArn);
  const state = endpointArn === null ? null : await ports.endpoints.read(endpointArn);
  if (endpointArn === null || !state?.enabled) return;
  await ports.keep({ kind: 'pushAgain', messageId, endpointArn });
  ports.log('A topic’s message for a phone is kept', { messageId, endpointArn });
}
