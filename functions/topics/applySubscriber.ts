import { ApplicationError } from '../rules/ApplicationError.ts';
import { Failure } from '../rules/Failure.ts';
import { invalidInput, notFound } from '../rules/Refusal.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { SubscriberBroker, SubscriberRefusal } from './SubscriberBroker.ts';
import type { SubscriberKey, SubscriberStore } from './SubscriberStore.ts';

export interface Ports {
  readonly subscribers: SubscriberStore;
  readonly broker: SubscriberBroker;
}

/** The subscriber, or null if it is removed. */
export type AppliedSubscriber = TopicSubscriberRow | null;

/** Attempts while other calls change the same subscriber. One call gets through in each round. */
const ROUNDS = 8;

/**
 * Adds a subscriber to SNS or removes it, as its row says. Repeats that until the row has not changed meanwhile.
 * May be repeated, and of two calls at once the last wish wins.
 * Throws ApplicationError `InvalidInput` or `TooManySubscribers` if SNS refuses the subscriber, whose row is then
 * removed, and `ConfirmationPending` if it cannot be removed yet.
 */
export async function applySubscriber(ports: Ports, key: SubscriberKey): Promise<AppliedSubscriber> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const row = await ports.subscribers.readSubscriber(key);
    if (row === null) return null;
    const applied = row.state === 'REMOVING' ? await end(ports, row) : await begin(ports, row);
    if (applied !== 'changed') return applied;
  }
  throw new Failure('The subscriber kept changing while SNS was told.');
}

async function end(ports: Ports, row: TopicSubscriberRow): Promise<null | 'changed'> {
  const { subscribers, broker } = ports;
  // Without an ARN the adding call may have died after SNS added it. Subscribing again returns the ARN.
  const found = row.subscriptionArn === undefined ? await subscribe(ports, row) : { arn: row.subscriptionArn };
  if ('arn' in found && !(await broker.unsubscribe(found.arn))) {
    throw new ApplicationError(
      'ConfirmationPending',
      'SNS ends no subscription that nobody has confirmed: it lapses by itself within 48 hours. Repeat the call then.',
      { field: 'input.endpoint' },
    );
  }
  return (await subscribers.removeSubscriber(row)) ? null : 'changed';
}

async function begin(ports: Ports, row: TopicSubscriberRow): Promise<TopicSubscriberRow | 'changed'> {
  const { subscribers, broker } = ports;
  const { subscriptionArn, filterPolicy, protocol } = row;
  if (subscriptionArn !== undefined) {
    const refusal = await broker.setFilterPolicy(subscriptionArn, filterPolicy);
    if (refusal === null) {
      // Subscribing again makes SNS ask an owner who has not confirmed yet. For others it changes nothing.
      if (protocol === 'email' || protocol === 'https') await subscribe(ports, row);
      return noted(subscribers, row, subscriptionArn);
    }
    // The owner ended it, or nobody confirmed it in time. It is created again.
    if (refusal !== 'gone') throw refused(row, refusal);
  }
  const answer = await subscribe(ports, row);
  if ('arn' in answer) return noted(subscribers, row, answer.arn);
  if (await subscribers.removeSubscriber(row)) throw refused(row, answer.refusal);
  return 'changed';
}

async function subscribe(
  { subscribers, broker }: Ports,
  { topicId, protocol, endpoint, filterPolicy }: TopicSubscriberRow,
): Promise<{ readonly arn: string } | { readonly refusal: SubscriberRefusal }> {
  const topicArn = (await subscribers.read(topicId))?.arn;
  if (topicArn === undefined) return { refusal: 'gone' };
  return broker.subscribe({ topicArn, protocol, endpoint, ...(filterPolicy === undefined ? {} : { filterPolicy }) });
}

async function noted(
  subscribers: SubscriberStore,
  row: TopicSubscriberRow,
  subscriptionArn: string,
): Promise<TopicSubscriberRow | 'changed'> {
  return (await subscribers.noteAdded(row, subscriptionArn)) ? { ...row, subscriptionArn, state: 'ADDED' } : 'changed';
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
