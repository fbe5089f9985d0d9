import { Failure } from '../rules/Failure.ts';
import { settingsIn } from '../rules/topics/settingsIn.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { Ports } from './subscribeAtSns.ts';

/**
 * Has SNS go on with the settings that it took last, since it refused others. One without a subscription (null) stays
 * suspended, with what was kept for it. Returns false if the row changed since it was read.
 * Throws a Failure if SNS does not take the earlier settings either.
 */
export async function rollBack(
  { clock, subscribers, broker }: Pick<Ports, 'clock' | 'subscribers' | 'broker'>,
  row: TopicSubscriberRow,
  subscriptionArn: string | null,
): Promise<boolean> {
  if (subscriptionArn === null) {
    return subscribers.noteRolledBack(row, { suspendedAt: new Date(clock.now()).toISOString() });
  }
  // SNS may have taken some of the settings before it refused one.
  const refusal = await broker.configure(subscriptionArn, row.protocol, settingsIn(row));
  if (refusal !== null && refusal !== 'gone') throw new Failure('SNS does not take back the earlier settings.');
  return subscribers.noteRolledBack(row, { subscriptionArn });
}
