import { ApplicationError } from '../rules/ApplicationError.ts';
import { Failure } from '../rules/Failure.ts';
import { settingsWanted } from '../rules/topics/settingsIn.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import { refuseSubscriber } from './refuseSubscriber.ts';
import { rollBack } from './rollBack.ts';
import type { Subscribed, SubscriberRefusal } from './SubscriberBroker.ts';
import type { SubscriberKey, SubscriberStore } from './SubscriberStore.ts';
import { isAsked, mayAskAgain, type Ports, prepareKept, subscribeAtSns } from './subscribeAtSns.ts';

/** The subscriber, or null if it is removed. */
export type AppliedSubscriber = TopicSubscriberRow | null;

/** The ARN of the topic, `undefined` if SNS has none. */
type TopicArn = string | undefined;

/** Attempts while other calls change the same subscriber. One call gets through in each round. */
const ROUNDS = 8;

/**
 * Adds a subscriber to SNS or removes it, as its row says. Repeats that until the row has not changed meanwhile.
 * A repeated call finds it done and does nothing. Of two calls at once the last wish wins.
 * Throws ApplicationError `InvalidInput`, `NotFound` or `TooManySubscribers` if SNS refuses. Then a new subscriber's
 * row is removed, and one that SNS had before keeps the settings that SNS took last.
 * Throws ApplicationError `ConfirmationPending` if it cannot be removed yet.
 */
export async function applySubscriber(ports: Ports, key: SubscriberKey): Promise<AppliedSubscriber> {
  let isBehind = false;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const row = await ports.subscribers.readSubscriber(key);
    if (row === null || row.state === 'SUSPENDED' || (row.state === 'ADDED' && !isBehind)) return row;
    const topicArn = (await ports.subscribers.read(key.topicId))?.arn;
    const applied = row.state === 'REMOVING' ? await end(ports, row, topicArn) : await begin(ports, row, topicArn);
    if (applied !== 'changed') return applied;
    // SNS may have heard this call's older wish after the newer one, which another call has noted as done.
    isBehind = true;
  }
  throw new Failure('The subscriber kept changing while SNS was told.');
}

async function end(ports: Ports, row: TopicSubscriberRow, topicArn: TopicArn): Promise<null | 'changed'> {
  const { subscribers, broker, kept } = ports;
  const found = await findAtSns(ports, row, topicArn);
  if (found === 'changed') return found;
  if (found.arn !== null && !(await broker.unsubscribe(found.arn))) {
    throw new ApplicationError(
      'ConfirmationPending',
      'SNS ends no subscription that nobody has confirmed: it lapses by itself within 48 hours. Repeat the call then.',
      { field: 'input.endpoint' },
    );
  }
  if (row.keptIn !== undefined) await kept.discard(row.keptIn);
  return (await subscribers.removeSubscriber(row)) ? null : 'changed';
}

/** Without an ARN the adding call may have died after SNS added it. Subscribing again returns the ARN. */
async function findAtSns(
  ports: Ports,
  row: TopicSubscriberRow,
  topicArn: TopicArn,
): Promise<Pick<Subscribed, 'arn'> | 'changed'> {
  if (row.subscriptionArn !== undefined) return { arn: row.subscriptionArn };
  // A suspended one has no subscription any more.
  if (row.suspendedAt !== undefined) return { arn: null };
  const wasNeverAsked = isAsked(row, topicArn) && row.askedAt === undefined;
  return wasNeverAsked ? { arn: null } : subscribeAtSns(ports, row, topicArn);
}

async function begin(
  ports: Ports,
  row: TopicSubscriberRow,
  topicArn: TopicArn,
): Promise<TopicSubscriberRow | 'changed'> {
  const { clock, subscribers, broker } = ports;
  const { protocol, subscriptionArn } = row;
  if (subscriptionArn !== undefined) {
    const refusal = await broker.configure(subscriptionArn, protocol, settingsWanted(row));
    if (refusal !== null && refusal !== 'gone') return refused(ports, row, { arn: subscriptionArn, refusal });
    // One that is gone, since its owner ended it or nobody confirmed it in time, is created again.
    // Otherwise subscribing again makes SNS ask an owner who has not confirmed yet. For others it changes nothing.
    const subscribesAgain = refusal === 'gone' || (isAsked(row, topicArn) && mayAskAgain(row, clock.now()));
    if (!subscribesAgain) {
      const keptArn = topicArn === undefined ? null : await prepareKept(ports, row, topicArn);
      // One that an earlier version subscribed keeps nothing yet.
      if (keptArn !== null) await broker.keep(subscriptionArn, keptArn);
      return noted(subscribers, row, subscriptionArn);
    }
  }
  const answer = await subscribeAtSns(ports, row, topicArn);
  if (answer === 'changed') return answer;
  if (answer.refusal !== null) return refused(ports, row, answer);
  const added = await noted(subscribers, row, answer.arn);
  // Another call removed it before SNS added it. Nobody else knows of that subscription.
  if (added === 'changed' && (await subscribers.readSubscriber(row)) === null) await broker.unsubscribe(answer.arn);
  return added;
}

async function noted(
  subscribers: SubscriberStore,
  row: TopicSubscriberRow,
  subscriptionArn: string,
): Promise<TopicSubscriberRow | 'changed'> {
  if (!(await subscribers.noteAdded(row))) return 'changed';
  const { wanted: _, filterPolicy, filterPolicyScope, rawDelivery, deliveryPolicy, ...others } = row;
  return { ...others, ...settingsWanted(row), subscriptionArn, state: 'ADDED', wasAdded: true };
}

/** A subscriber that SNS had before stays as it was, and with it what was kept. Without its topic none stays. */
async function refused(
  ports: Ports,
  row: TopicSubscriberRow,
  { arn, refusal }: { readonly arn: string | null; readonly refusal: SubscriberRefusal },
): Promise<'changed'> {
  const { subscribers, broker, kept } = ports;
  const hadBefore = row.subscriptionArn !== undefined || row.wasAdded === true;
  if (hadBefore && refusal !== 'gone') {
    if (await rollBack(ports, row, row.subscriptionArn ?? arn)) throw refuseSubscriber(row, refusal);
    return 'changed';
  }
  if (arn !== null) await broker.unsubscribe(arn);
  const { keptIn } = (await subscribers.readSubscriber(row)) ?? {};
  if (keptIn !== undefined) await kept.discard(keptIn);
  if (await subscribers.removeSubscriber(row)) throw refuseSubscriber(row, refusal);
  return 'changed';
}
