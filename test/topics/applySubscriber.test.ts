import { describe, expect, it } from 'vitest';
import { Failure } from '../../functions/rules/Failure.ts';
import type { SubscriberSettings, TopicSubscriberRow } from '../../functions/rules/topics/TopicSubscriberRow.ts';
import { applySubscriber } from '../../functions/topics/applySubscriber.ts';
import type { NewSubscriber, Subscribed, SubscriberRefusal } from '../../functions/topics/SubscriberBroker.ts';
import type { RolledBack, SubscriberKey } from '../../functions/topics/SubscriberStore.ts';
import { sampleTopic } from './samples.ts';

const key = { topicId: 'news', protocol: 'sqs', endpoint: 'arn:queue' } as const;
const START = Date.parse('2026-01-01T00:00:00Z');
const HOUR = 3_600_000;
/** A policy that SNS always takes. */
const EARLIER = '{"a":[0]}';
const adding: TopicSubscriberRow = { ...key, state: 'ADDING', revision: '1', addedAt: 'now', addedBy: 'ada' };

const foreign = { ...adding, endpoint: 'arn:aws:sqs:eu-west-1:111122223333:work' } as const;
const mailbox = { ...adding, protocol: 'email', endpoint: 'desk@example.com' } as const;

/** SNS and the table in memory. `meanwhile` runs once, after SNS did something and before the row is written. */
function setUp(first: TopicSubscriberRow | null, meanwhile?: (world: World) => void) {
  const world: World = {
    row: first,
    atSns: new Map(),
    keptFor: new Map(),
    queues: new Set(),
    named: 0,
    refusal: null,
    pending: false,
    calls: 0,
    asked: 0,
    now: START,
  };
  let next = 1;
  let interrupt = meanwhile;
  const write = (row: TopicSubscriberRow, after: (there: World['row']) => World['row']): boolean => {
    interrupt?.(world);
    interrupt = undefined;
    if (world.row !== null && world.row.revision !== row.revision) return false;
    world.row = after(world.row);
    return true;
  };
  const refusalOf = (policy: string | undefined) => (policy === EARLIER ? null : world.refusal);
  const topic = sampleTopic({ id: 'news' });
  const ports = {
    clock: { now: () => world.now },
    subscribers: {
      read: async (topicId: string) => (topicId === topic.id ? topic : null),
      readSubscriber: async () => world.row,
      async noteAsking(row: TopicSubscriberRow, askedAt: number) {
        if (world.row?.revision !== row.revision || world.row.askedAt !== row.askedAt) return false;
        const { subscriptionArn: _, ...without } = row;
        world.row = { ...without, askedAt };
        return true;
      },
      async noteKept(_: SubscriberKey, name: string) {
        if (world.row === null) return null;
        world.row = { ...world.row, keptIn: world.row.keptIn ?? name };
        return world.row.keptIn ?? null;
      },
      async noteSubscription(_: SubscriberKey, subscriptionArn: string) {
        if (world.row !== null) world.row = { ...world.row, subscriptionArn };
      },
      // DynamoDB's condition does not hold for a row that is gone.
      noteAdded: async (row: TopicSubscriberRow) => write(row, (there) => there && taken(there)) && world.row !== null,
      noteRolledBack: async (row: TopicSubscriberRow, to: RolledBack) =>
        write(row, (there) => there && rolledBack(there, to)),
      removeSubscriber: async (row: TopicSubscriberRow) => write(row, () => null),
    },
    kept: {
      nameFor() {
        world.named += 1;
        return `kept-${world.named}`;
      },
      async prepare(name: string) {
        expect(world.row?.keptIn, 'the row names the queue first').toBe(name);
        world.queues.add(name);
        return `arn:${name}`;
      },
      async discard(name: string) {
        world.queues.delete(name);
      },
    },
    broker: {
      async keep(arn: string, keptArn: string) {
        world.calls += 1;
        world.keptFor.set(arn, keptArn);
        return null;
      },
      async subscribe({ settings: { filterPolicy }, keptArn }: NewSubscriber): Promise<Subscribed> {
        world.calls += 1;
        const [found] = world.atSns.keys();
        const refusal = refusalOf(filterPolicy);
        if (refusal !== null) return { arn: found ?? null, refusal };
        if (world.pending) world.asked += 1;
        const arn = found ?? `arn:subscription-${next}`;
        if (found === undefined) next += 1;
        world.atSns.set(arn, filterPolicy);
        world.keptFor.set(arn, keptArn);
        return { arn, refusal: null };
      },
      async configure(arn: string, _: string, { filterPolicy }: SubscriberSettings): Promise<SubscriberRefusal | null> {
        world.calls += 1;
        if (!world.atSns.has(arn)) return 'gone';
        // SNS has taken the scope by then.
        const refusal = refusalOf(filterPolicy);
        world.atSns.set(arn, refusal === null ? filterPolicy : undefined);
        return refusal;
      },
      async unsubscribe(arn: string) {
        world.calls += 1;
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
  /** The ARNs of queues by subscription. */
  readonly keptFor: Map<string, string>;
  readonly queues: Set<string>;
  named: number;
  refusal: SubscriberRefusal | null;
  pending: boolean;
  /** Calls that change something at SNS. */
  calls: number;
  /** Times that SNS asked its owner to confirm. */
  asked: number;
  /** Epoch milliseconds. */
  now: number;
}

function taken({ wanted, filterPolicy, ...others }: TopicSubscriberRow): TopicSubscriberRow {
  return { ...others, ...(wanted ?? (filterPolicy ? { filterPolicy } : {})), state: 'ADDED', wasAdded: true };
}

function rolledBack({ wanted: _, ...others }: TopicSubscriberRow, to: RolledBack): TopicSubscriberRow {
  return { ...others, ...to, state: 'subscriptionArn' in to ? 'ADDED' : 'SUSPENDED' };
}

describe('a subscriber', () => {
  it('is subscribed once, with its policy, however often it is applied', async () => {
    const { world, ports } = setUp({ ...adding, filterPolicy: '{"a":[1]}' });
    const first = await applySubscriber(ports, key);
    expect(first).toMatchObject({ state: 'ADDED', subscriptionArn: 'arn:subscription-1' });
    const { calls } = world;
    expect(await applySubscriber(ports, key)).toEqual({ ...first, keptIn: 'kept-1' });
    expect(world.calls).toBe(calls);
    expect([...world.atSns]).toEqual([['arn:subscription-1', '{"a":[1]}']]);
  });

  it('has a queue of its own for what it does not take, until it is removed', async () => {
    const { world, ports } = setUp(adding);
    await applySubscriber(ports, key);
    expect([...world.keptFor]).toEqual([['arn:subscription-1', 'arn:kept-1']]);
    // One that an earlier version added has none until it is added again.
    const { keptIn: _, ...earlier } = world.row ?? adding;
    world.keptFor.clear();
    world.queues.clear();
    world.row = { ...earlier, state: 'ADDING', revision: '2' };
    await applySubscriber(ports, key);
    expect([...world.keptFor]).toEqual([['arn:subscription-1', 'arn:kept-2']]);
    world.row = { ...(world.row ?? adding), state: 'REMOVING', revision: '3' };
    expect(await applySubscriber(ports, key)).toBeNull();
    expect(world.queues.size).toBe(0);
  });

  it('is removed after it was suspended without asking its owner, and resumes with what was kept', async () => {
    const suspended = { ...mailbox, state: 'SUSPENDED', suspendedAt: 'then', keptIn: 'kept-0' } as const;
    const { world, ports } = setUp(suspended);
    expect(await applySubscriber(ports, key)).toEqual(suspended);
    world.row = { ...suspended, state: 'REMOVING', revision: '2' };
    expect(await applySubscriber(ports, key)).toBeNull();
    expect(world.calls).toBe(0);
    const { suspendedAt: _, ...again } = suspended;
    world.row = { ...again, state: 'ADDING', revision: '3' };
    expect(await applySubscriber(ports, key)).toMatchObject({ state: 'ADDED', subscriptionArn: 'arn:subscription-1' });
    expect(world.keptFor.get('arn:subscription-1')).toBe('arn:kept-0');
  });

  it('leaves no queue behind when SNS refuses it', async () => {
    const { world, ports } = setUp(adding);
    world.refusal = 'endpoint';
    await expect(applySubscriber(ports, key)).rejects.toMatchObject({ errorType: 'InvalidInput' });
    expect(world.queues.size).toBe(0);
  });

  it('gets another policy without another subscription', async () => {
    const { world, ports } = setUp({ ...adding, filterPolicy: '{"a":[1]}' });
    await applySubscriber(ports, key);
    world.row = { ...adding, revision: '2', subscriptionArn: 'arn:subscription-1' };
    await applySubscriber(ports, key);
    expect([...world.atSns]).toEqual([['arn:subscription-1', undefined]]);
  });

  it.each([
    ['a mailbox', mailbox],
    ['a queue of another account', foreign],
  ])('is asked again to confirm when it is added again, once an hour: %s', async (_, adding) => {
    const { world, ports } = setUp(adding);
    world.pending = true;
    const addAgain = async (revision: string) => {
      if (world.row !== null) world.row = { ...world.row, state: 'ADDING', revision };
      return applySubscriber(ports, key);
    };
    const first = await applySubscriber(ports, key);
    expect(first).toMatchObject({ state: 'ADDED', subscriptionArn: 'arn:subscription-1' });
    world.now += HOUR - 1;
    expect(await addAgain('2')).toMatchObject({ state: 'ADDED', subscriptionArn: 'arn:subscription-1' });
    expect(world.asked).toBe(1);
    world.now += 1;
    for (const revision of ['3', '4']) {
      expect(await addAgain(revision)).toMatchObject({ state: 'ADDED', subscriptionArn: 'arn:subscription-1' });
    }
    expect(world.asked).toBe(2);
    expect(world.atSns.size).toBe(1);
  });

  it('is asked by one of the calls that add it at the same time', async () => {
    const { world, ports } = setUp(mailbox);
    world.pending = true;
    const { subscribe } = ports.broker;
    const others: Promise<unknown>[] = [];
    // While SNS has not answered the first call yet.
    ports.broker.subscribe = (subscriber) => {
      for (let call = 0; call < 5; call += 1) others.push(applySubscriber(ports, key));
      return subscribe(subscriber);
    };
    expect(await applySubscriber(ports, key)).toMatchObject({ state: 'ADDED' });
    for (const outcome of await Promise.allSettled(others)) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Failure);
    }
    expect(world.asked).toBe(1);
  });

  it('is asked again at once where it ended its subscription, and a minute after a call that died', async () => {
    const ended = setUp({ ...mailbox, subscriptionArn: 'arn:ended', askedAt: START - 1 });
    expect(await applySubscriber(ended.ports, key)).toMatchObject({ subscriptionArn: 'arn:subscription-1' });

    const died = setUp({ ...mailbox, askedAt: START - 1 });
    await expect(applySubscriber(died.ports, key)).rejects.toThrow(Failure);
    died.world.now += 60_000;
    expect(await applySubscriber(died.ports, key)).toMatchObject({ state: 'ADDED' });
  });

  it('that SNS was never told of is removed without asking its owner', async () => {
    const { world, ports } = setUp({ ...mailbox, state: 'REMOVING' });
    expect(await applySubscriber(ports, key)).toBeNull();
    expect(world).toMatchObject({ row: null, calls: 0 });
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

  it('has the settings that were asked last, where SNS heard the earlier ones after them', async () => {
    const asked = { ...adding, filterPolicy: '{"a":[1]}', subscriptionArn: 'arn:subscription-9' };
    const { world, ports } = setUp(asked, (now) => {
      now.row = { ...asked, revision: '2', state: 'ADDED', filterPolicy: '{"a":[2]}' };
    });
    world.atSns.set(asked.subscriptionArn, '{"a":[2]}');
    expect(await applySubscriber(ports, key)).toMatchObject({ state: 'ADDED', revision: '2' });
    expect([...world.atSns.values()]).toEqual(['{"a":[2]}']);
  });

  it('is subscribed where SNS heard an earlier removal after it was added', async () => {
    const subscriptionArn = 'arn:subscription-9';
    const { world, ports } = setUp({ ...adding, state: 'REMOVING', subscriptionArn }, (now) => {
      now.row = { ...adding, revision: '2', state: 'ADDED', subscriptionArn };
    });
    world.atSns.set(subscriptionArn, undefined);
    expect(await applySubscriber(ports, key)).toMatchObject({ state: 'ADDED' });
    expect([...world.atSns.keys()]).toEqual([world.row?.subscriptionArn]);
  });

  it('is not subscribed where SNS heard of it after it was removed', async () => {
    const { world, ports } = setUp(adding, (now) => {
      now.row = null;
    });
    expect(await applySubscriber(ports, key)).toBeNull();
    expect(world).toMatchObject({ row: null, atSns: new Map() });
    expect(world.atSns.size).toBe(0);
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
    ['endpoint', 'InvalidInput', 'input.endpoint.sqs'],
    ['filterPolicy', 'InvalidInput', 'input.filterPolicy'],
    ['limit', 'TooManySubscribers', undefined],
    ['gone', 'NotFound', 'input.topicId'],
  ] as const)('that SNS does not take (%s) is none, and the caller hears %s', async (refusal, errorType, field) => {
    const { world, ports } = setUp(adding);
    world.refusal = refusal;
    const error = await applySubscriber(ports, key).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ errorType, errorInfo: field === undefined ? {} : { field } });
    expect(world.row).toBeNull();
  });

  const added = { ...adding, subscriptionArn: 'arn:subscription-9', filterPolicy: EARLIER, keptIn: 'kept-0' } as const;
  const changing = { ...added, revision: '2', wanted: { filterPolicy: '{"a":[1]}' } } as const;

  it.each([
    ['filterPolicy', 'input.filterPolicy'],
    ['delivery', 'input.delivery'],
    ['limit', undefined],
  ] as const)('keeps the settings that SNS took last, where it refuses others (%s)', async (refusal, field) => {
    const { world, ports } = setUp(changing);
    world.atSns.set(added.subscriptionArn, EARLIER);
    world.queues.add('kept-0');
    world.refusal = refusal;
    const error = await applySubscriber(ports, key).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ errorInfo: field === undefined ? {} : { field } });
    expect(world.row).toEqual({ ...added, revision: '2', state: 'ADDED' });
    expect([...world.atSns]).toEqual([[added.subscriptionArn, EARLIER]]);
    expect([...world.queues]).toEqual(['kept-0']);
  });

  it('that lapsed stays, with its settings, where SNS refuses to subscribe it again with others', async () => {
    const { world, ports } = setUp(changing);
    world.refusal = 'filterPolicy';
    await expect(applySubscriber(ports, key)).rejects.toMatchObject({ errorType: 'InvalidInput' });
    expect(world.row).toEqual({ ...added, revision: '2', state: 'ADDED' });
  });

  it('that was suspended stays so, with what was kept, where SNS refuses to add it again', async () => {
    const { subscriptionArn: _, ...suspended } = changing;
    const { world, ports } = setUp({ ...suspended, wasAdded: true });
    world.queues.add('kept-0');
    world.refusal = 'filterPolicy';
    await expect(applySubscriber(ports, key)).rejects.toMatchObject({ errorType: 'InvalidInput' });
    expect(world.row).toMatchObject({ state: 'SUSPENDED', suspendedAt: new Date(START).toISOString() });
    expect([...world.queues]).toEqual(['kept-0']);
  });

  it('has the settings that were asked last, where others were refused meanwhile', async () => {
    const { world, ports } = setUp(changing, (now) => {
      now.row = { ...added, revision: '3', state: 'ADDED', filterPolicy: '{"a":[2]}' };
      now.refusal = null;
    });
    world.atSns.set(added.subscriptionArn, EARLIER);
    world.refusal = 'filterPolicy';
    expect(await applySubscriber(ports, key)).toMatchObject({ state: 'ADDED', revision: '3' });
    expect([...world.atSns.values()]).toEqual(['{"a":[2]}']);
  });

  it('that SNS has is ended there, where SNS refuses it before it was ever noted', async () => {
    const { world, ports } = setUp(adding);
    world.atSns.set('arn:unnoted', undefined);
    world.refusal = 'filterPolicy';
    await expect(applySubscriber(ports, key)).rejects.toMatchObject({ errorType: 'InvalidInput' });
    expect(world).toMatchObject({ row: null });
    expect(world.atSns.size).toBe(0);
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
