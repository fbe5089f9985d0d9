import { describe, expect, it } from 'vitest';
import type { TopicRow } from '../../functions/rules/topics/TopicRows.ts';
import type { TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import { applySubscriber } from '../../functions/topics/applySubscriber.ts';
import type { NewSubscriber, SubscriberRefusal } from '../../functions/topics/SubscriberBroker.ts';

const key = { topicId: 'news', protocol: 'sqs', endpoint: 'arn:queue' } as const;
const adding: TopicSubscriberRow = { ...key, state: 'ADDING', revision: '1', addedAt: 'now', addedBy: 'ada' };

/** SNS and the table in memory. `meanwhile` runs once, after SNS did something and before the row is written. */
function setUp(first: TopicSubscriberRow | null, meanwhile?: (world: World) => void) {
  const world: World = { row: first, atSns: new Map(), refusal: null, pending: false, asked: 0 };
  let next = 1;
  let interrupt = meanwhile;
  const write = (row: TopicSubscriberRow, after: TopicSubscriberRow | null): boolean => {
    interrupt?.(world);
    interrupt = undefined;
    if (world.row !== null && world.row.revision !== row.revision) return false;
    world.row = after;
    return true;
  };
  const topic: TopicRow = {
    id: 'news',
    name: 'News',
    type: 'STANDARD',
    status: 'ACTIVE',
    arn: 'arn:news',
    createdAt: 'now',
    createdBy: 'ada',
  };
  const ports = {
    subscribers: {
      read: async (topicId: string) => (topicId === topic.id ? topic : null),
      readSubscriber: async () => world.row,
      noteAdded: async (row: TopicSubscriberRow, subscriptionArn: string) =>
        write(row, { ...row, subscriptionArn, state: 'ADDED' }),
      removeSubscriber: async (row: TopicSubscriberRow) => write(row, null),
    },
    broker: {
      async subscribe({ filterPolicy }: NewSubscriber) {
        if (world.refusal !== null) return { refusal: world.refusal };
        if (world.pending) world.asked += 1;
        const [there] = world.atSns.keys();
        const arn = there ?? `arn:subscription-${next}`;
        if (there === undefined) next += 1;
        world.atSns.set(arn, filterPolicy);
        return { arn };
      },
      async setFilterPolicy(arn: string, filterPolicy: string | undefined): Promise<SubscriberRefusal | null> {
        if (!world.atSns.has(arn)) return 'gone';
        world.atSns.set(arn, filterPolicy);
        return null;
      },
      async unsubscribe(arn: string) {
        if (world.pending) return false;
        world.atSns.delete(arn);
        return true;
      },
      state: async () => null,
    },
  };
  return { world, ports };
}

interface World {
  row: TopicSubscriberRow | null;
  readonly atSns: Map<string, string | undefined>;
  refusal: SubscriberRefusal | null;
  pending: boolean;
  /** Times that SNS asked its owner to confirm. */
  asked: number;
}

describe('a subscriber', () => {
  it('is subscribed once, with its policy, however often it is applied', async () => {
    const { world, ports } = setUp({ ...adding, filterPolicy: '{"a":[1]}' });
    const first = await applySubscriber(ports, key);
    expect(first).toMatchObject({ state: 'ADDED', subscriptionArn: 'arn:subscription-1' });
    expect(await applySubscriber(ports, key)).toEqual(first);
    expect([...world.atSns]).toEqual([['arn:subscription-1', '{"a":[1]}']]);
  });

  it('gets another policy without another subscription', async () => {
    const { world, ports } = setUp({ ...adding, filterPolicy: '{"a":[1]}' });
    await applySubscriber(ports, key);
    world.row = { ...adding, revision: '2', subscriptionArn: 'arn:subscription-1' };
    await applySubscriber(ports, key);
    expect([...world.atSns]).toEqual([['arn:subscription-1', undefined]]);
  });

  it('is asked again to confirm when it is added again', async () => {
    const mailbox = { ...adding, protocol: 'email', endpoint: 'desk@example.com' } as const;
    const { world, ports } = setUp(mailbox);
    world.pending = true;
    const first = await applySubscriber(ports, key);
    expect(await applySubscriber(ports, key)).toEqual(first);
    expect(world.asked).toBe(2);
    expect(world.atSns.size).toBe(1);
  });

  it('whose subscription SNS has no more gets another', async () => {
    const { ports } = setUp({ ...adding, subscriptionArn: 'arn:lapsed' });
    expect(await applySubscriber(ports, key)).toMatchObject({ subscriptionArn: 'arn:subscription-1', state: 'ADDED' });
  });

  it('ends in what was asked last, where it was removed while SNS was told to add it', async () => {
    const { world, ports } = setUp(adding, (now) => {
      now.row = { ...adding, revision: '2', state: 'REMOVING', subscriptionArn: 'arn:subscription-1' };
    });
    expect(await applySubscriber(ports, key)).toBeNull();
    expect(world).toMatchObject({ row: null, atSns: new Map() });
  });

  it('ends in what was asked last, where it was added while SNS was told to remove it', async () => {
    const subscriptionArn = 'arn:subscription-9';
    const { world, ports } = setUp({ ...adding, state: 'REMOVING', subscriptionArn }, (now) => {
      now.row = { ...adding, revision: '2', subscriptionArn };
    });
    world.atSns.set(subscriptionArn, undefined);
    expect(await applySubscriber(ports, key)).toMatchObject({ state: 'ADDED' });
    expect([...world.atSns.keys()]).toEqual([world.row?.subscriptionArn]);
  });

  it('is ended at SNS where whoever added it died before it was noted', async () => {
    const { world, ports } = setUp({ ...adding, revision: '2', state: 'REMOVING' });
    world.atSns.set('arn:unnoted', undefined);
    expect(await applySubscriber(ports, key)).toBeNull();
    expect(world).toMatchObject({ row: null, atSns: new Map() });
    expect(world.atSns.size).toBe(0);
  });

  it('that is not there is left so', async () => {
    expect(await applySubscriber(setUp(null).ports, key)).toBeNull();
  });

  it.each([
    ['refused', 'InvalidInput'],
    ['limit', 'TooManySubscribers'],
    ['gone', 'NotFound'],
  ] as const)('that SNS does not take (%s) is none, and the caller hears %s', async (refusal, errorType) => {
    const { world, ports } = setUp(adding);
    world.refusal = refusal;
    await expect(applySubscriber(ports, key)).rejects.toMatchObject({ errorType });
    expect(world.row).toBeNull();
  });

  it('that nobody has confirmed stays to be removed until SNS ends it', async () => {
    const { world, ports } = setUp({ ...adding, state: 'REMOVING', subscriptionArn: 'arn:subscription-9' });
    world.pending = true;
    await expect(applySubscriber(ports, key)).rejects.toMatchObject({ errorType: 'ConfirmationPending' });
    expect(world.row).toMatchObject({ state: 'REMOVING' });
    world.pending = false;
    expect(await applySubscriber(ports, key)).toBeNull();
    expect(world.row).toBeNull();
  });
});
