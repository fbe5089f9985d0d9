import { inParallel } from '../delivery/inParallel.ts';
import type { SubscriberBroker } from './SubscriberBroker.ts';

export interface Ports {
  readonly broker: Pick<SubscriberBroker, 'state'>;
}

/** By subscription ARN. `LAPSED`: SNS has no such subscription any more. */
export type SubscriberStates = Readonly<Record<string, 'PENDING_CONFIRMATION' | 'CONFIRMED' | 'LAPSED'>>;

const AT_ONCE = 10;

/** Returns the states of subscriptions in SNS. Their owners confirm and end them there, and Heliograph is not told. */
export async function readSubscriberStates(
  { broker }: Ports,
  subscriptionArns: readonly string[],
): Promise<SubscriberStates> {
  const states: Record<string, SubscriberStates[string]> = {};
  await inParallel(subscriptionArns, AT_ONCE, async (arn) => {
    states[arn] = (await broker.state(arn)) ?? 'LAPSED';
  });
  return states;
}
