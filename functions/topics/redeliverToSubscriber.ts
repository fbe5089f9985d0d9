import { ApplicationError } from '../rules/ApplicationError.ts';
import { notFound } from '../rules/Refusal.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { KeptMessage, KeptReader } from './KeptReader.ts';
import type { SubscriberSender } from './SubscriberSender.ts';
import type { SubscriberKey, SubscriberStore } from './SubscriberStore.ts';

export interface Ports {
  readonly subscribers: Pick<SubscriberStore, 'readSubscriber'>;
  readonly kept: KeptReader;
  readonly sender: SubscriberSender;
  /** Whether there is time to hand over another message. */
  readonly hasTime: () => boolean;
}

/** How far a call came. */
export interface SubscriberRedelivery {
  /** Messages that the subscriber took. */
  readonly redelivered: number;
  /** Messages that it did not take, and that stay. */
  readonly failed: number;
  /** Why it did not take the last of these. */
  readonly lastError: string | null;
  /** About how many messages are still kept. */
  readonly kept: number;
}

/** A call's. */
const MOST_MESSAGES = 200;
/** A subscriber that fails so often in a call is left alone. */
const MOST_FAILURES = 5;

/**
 * Hands what was kept to its subscriber, in order within a message group: behind one that fails its group waits.
 * What fails stays kept. A message may arrive twice if the call dies. Throws ApplicationError `NotFound` if there is no
 * such subscriber. `replayed`: counts only.
 */
export async function redeliverToSubscriber(
  ports: Ports,
  key: SubscriberKey,
  replayed: boolean,
): Promise<SubscriberRedelivery> {
  const row = await ports.subscribers.readSubscriber(key);
  if (row === null) throw ApplicationError.of(notFound('subscriber', 'input.endpoint'));
  const name = row.keptIn;
  if (name === undefined) return { redelivered: 0, failed: 0, lastError: null, kept: 0 };
  const done = replayed ? { redelivered: 0, failed: 0, lastError: null } : await handOver(ports, row, name);
  return { ...done, kept: await ports.kept.count(name) };
}

async function handOver(
  { kept, sender, hasTime }: Ports,
  row: TopicSubscriberRow,
  name: string,
): Promise<Omit<SubscriberRedelivery, 'kept'>> {
  const staying: KeptMessage[] = [];
  const waiting = new Set<string>();
  let redelivered = 0;
  let failed = 0;
  let lastError: string | null = null;
  const goesOn = () => hasTime() && failed < MOST_FAILURES && redelivered + failed < MOST_MESSAGES;
  while (goesOn()) {
    const messages = await kept.receive(name);
    if (messages.length === 0) break;
    for (const message of messages) {
      const { groupId = '' } = message;
      if (!goesOn() || waiting.has(groupId)) {
        staying.push(message);
        continue;
      }
      const error = await sender.send(row, message);
      if (error === null) {
        await kept.remove(name, message);
        redelivered += 1;
        continue;
      }
      staying.push(message);
      failed += 1;
      lastError = error;
      if (groupId !== '') waiting.add(groupId);
    }
  }
  for (const message of staying) await kept.release(name, message);
  return { redelivered, failed, lastError };
}
