import { expect, it } from 'vitest';
import { livePublications, type MessageStatus, type Publication } from '../../client/index.ts';
import type { SubscriptionObserver, Transport } from '../../client/Transport.ts';
import { FakeTimers, settled } from './FakeApi.ts';

const none = {
  ...{ total: 0, queued: 0, sent: 0, providerAccepted: 0, received: 0 },
  ...{ opened: 0, failed: 0, expired: 0, suppressed: 0, cancelled: 0, countedUpTo: '' },
  ...{ platforms: [], subscribers: null },
};

/** A publisher's messages, newest last, in pages of three. */
class Publisher implements Transport {
  readonly messages: { id: string; status: MessageStatus; progress: typeof none }[] = [];
  observer: SubscriptionObserver<unknown> | undefined;
  readonly renewToken = async (): Promise<void> => {};

  async request(_document: object, variables: object): Promise<never> {
    const from = Number((variables as { after: string | null }).after ?? 0);
    const newest = this.messages.map((message) => ({ ...message })).toReversed();
    const pageInfo = { hasNextPage: newest.length > from + 3, endCursor: `${from + 3}` };
    return { messages: { nodes: newest.slice(from, from + 3), pageInfo } } as never;
  }

  subscribe(_document: object, _variables: object, observer: SubscriptionObserver<never>): () => void {
    this.observer = observer as SubscriptionObserver<unknown>;
    return () => {};
  }

  publish(count: number): void {
    for (let left = count; left > 0; left -= 1) {
      this.messages.push({ id: `${this.messages.length}`.padStart(3, '0'), status: 'ACCEPTED', progress: none });
    }
  }

  report(messageId: string, messageStatus: MessageStatus): void {
    this.observer?.next({ onMyPublications: { messageId, messageStatus, progress: none } });
  }
}

it('gives the newest messages, each change once, and after a disconnect all that it missed', async () => {
  const publisher = new Publisher();
  publisher.publish(10);
  const seen: Publication[] = [];
  const states = () => seen.splice(0).map(({ messageId, status }) => `${messageId} ${status}`);
  const timers = new FakeTimers();
  const feed = livePublications(publisher, { depth: 2, timers });
  void (async () => {
    for await (const publication of feed) seen.push(publication);
  })();
  await settled();
  publisher.observer?.established();
  await settled();
  expect(states()).toEqual(['008 ACCEPTED', '009 ACCEPTED']);
  publisher.report('009', 'SENDING');
  publisher.report('009', 'ACCEPTED');
  publisher.report('009', 'SENDING');
  publisher.report('010', 'SCHEDULED');
  await settled();
  expect(states()).toEqual(['009 SENDING', '010 SCHEDULED']);
  // Seven messages are accepted while the connection is down: more than `depth`.
  publisher.publish(7);
  publisher.observer?.error(new Error('Connection closed'));
  await settled();
  timers.fire();
  await settled();
  publisher.observer?.established();
  await settled();
  expect(states()).toEqual(['010', '011', '012', '013', '014', '015', '016'].map((id) => `${id} ACCEPTED`));
  await feed.return?.();
});
