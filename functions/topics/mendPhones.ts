import { inParallel } from '../delivery/inParallel.ts';

export interface PhonePage {
  readonly subscriptionArns: readonly string[];
  /** Where the next page begins. Null: this is the last one. */
  readonly after: string | null;
}

/** The subscriptions of phones at SNS. */
export interface PhoneBroker {
  /** Returns the next of them that a topic has. `after`: of the page before. */
  phonesOf(topicArn: string, after: string | null): Promise<PhonePage>;
  /** Has SNS keep what the phone does not get. Succeeds if the subscription does not exist. */
  keep(subscriptionArn: string): Promise<void>;
}

export interface Ports {
  readonly phones: PhoneBroker;
  /** Whether there is time for another page. */
  readonly hasTime: () => boolean;
}

const AT_ONCE = 5;

/**
 * Has SNS keep what the phones of a topic do not get, page by page from `after` on. May be repeated.
 * Returns where to go on, or null if all are done.
 */
export async function mendPhones(
  { phones, hasTime }: Ports,
  topicArn: string,
  after: string | null,
): Promise<string | null> {
  let next = after;
  do {
    if (!hasTime()) return next ?? '';
    const page = await phones.phonesOf(topicArn, next === '' ? null : next);
    await inParallel(page.subscriptionArns, AT_ONCE, (arn) => phones.keep(arn));
    next = page.after;
  } while (next !== null);
  return null;
}
