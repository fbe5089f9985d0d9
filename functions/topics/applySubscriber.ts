import { ApplicationError } from '../rules/ApplicationError.ts';
import { Failure } from '../rules/Failure.ts';
import { invalidInput, notFound } from '../rules/Refusal.ts';
import { settingsIn } from '../rules/topics/settingsIn.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { SubscriberRefusal } from './SubscriberBroker.ts';
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
 * Throws ApplicationError `InvalidInput` or `TooManySubscribers` if SNS refuses the subscriber, whose row is then
 * removed, and `ConfirmationPending` if it cannot be removed yet.
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
  if ('arn' in found && !(await broker.unsubscribe(found.arn))) {
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
async function findAtSns(ports: Ports, row: TopicSubscriberRow, topicArn: TopicArn): ReturnType<typeof subscribeAtSns> {
  if (row.subscriptionArn !== undefined) return { arn: row.subscriptionArn };
  // A suspended one has no subscription any more.
  if (row.suspendedAt !== undefined) return { refusal: 'gone' };
  const wasNeverAsked = isAsked(row, topicArn) && row.askedAt === undefined;
  return wasNeverAsked ? { refusal: 'gone' } : subscribeAtSns(ports, row, topicArn);
}

async function begin(
  ports: Ports,
  row: TopicSubscriberRow,
  topicArn: TopicArn,
): Promise<TopicSubscriberRow | 'changed'> {
  const { clock, subscribers, broker, kept } = ports;
  const { protocol, subscriptionArn } = row;
  if (subscriptionArn !== undefined) {
    const refusal = await broker.configure(subscriptionArn, protocol, settingsIn(row));
    if (refusal !== null && refusal !== 'gone') throw refused(row, refusal);
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
  if ('arn' in answer) {
    const added = await noted(subscribers, row, answer.arn);
    // Another call removed it before SNS added it. Nobody else knows of that subscription.
    if (added === 'changed' && (await subscribers.readSubscriber(row)) === null) await broker.unsubscribe(answer.arn);
    return added;
  }
  const { keptIn } = (await subscribers.readSubscriber(row)) ?? {};
  if (keptIn !== undefined) await kept.discard(keptIn);
  if (await subscribers.removeSubscriber(row)) throw refused(row, answer.refusal);
  return 'changed';
}

async function noted(
  subscribers: SubscriberStore,
  row: TopicSubscriberRow,
  subscriptionArn: string,
): Promise<TopicSubscriberRow | 'changed'> {
  return (await subscribers.noteAdded(row)) ? { ...row, subscriptionArn, state: 'ADDED' } : 'changed';
}

function refused({ protocol }: TopicSubscriberRow, refusal: SubscriberRefusal): ApplicationError {
  if (refusal === 'gone') return ApplicationError.of(notFound('topic', 'input.topicId'));
  if (refusal === 'limit') {
    return new ApplicationError('TooManySubscribers', 'SNS has reached a limit of subscriptions or filter policies.', {
      retryable: false,
    });
  }
  const field = `input.endpoint.${protocol}`;
  return ApplicationError.of(invalidInput(field, 'what SNS does not subscribe', 'what SNS subscribes to this topic'));
}
