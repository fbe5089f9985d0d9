import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { beforeEach, describe, expect, it } from 'vitest';
import { reportDeliveries } from '../../functions/reporting/reportDeliveries.ts';
import { allStatuses } from '../../functions/rules/delivery/deliveryStatus.ts';
import { messageFeed, userFeed } from '../../functions/rules/keys.ts';
import { totalOf } from '../../functions/rules/reporting/countChanges.ts';
import type { DeliveryChange } from '../../functions/rules/reporting/DeliveryChange.ts';
import type { DeliveryStatus, Reporting } from '../../schema/generated/types.ts';
import { InMemoryReports } from './InMemoryReports.ts';
import { Stream } from './Stream.ts';

let reports: InMemoryReports;
let stream: Stream;
beforeEach(() => {
  reports = new InMemoryReports();
  stream = new Stream();
});

const report = (changes = stream.changes) => reportDeliveries(reports.ports, new Map([['m', { changes, marks: [] }]]));

const userReports = (userId: string) => reports.published.filter((published) => published.userId === userId);
const lastProgress = () => reports.published.findLast(({ progress }) => progress);
const statesOf = (userId: string) => userReports(userId).flatMap(({ events }) => events.map(({ status }) => status));

describe('a batch of changes', () => {
  it('becomes events in order and one progress report beside them', async () => {
    stream.open('a', 'alice');
    stream.open('b', 'bob');
    stream.claim('a');
    stream.move('a', 'SENT');
    await report();
    expect(
      reports.events.map(({ sequence, deviceId, status, version }) => [sequence, deviceId, status, version]),
    ).toEqual([
      [1, 'a', 'QUEUED', 1],
      [2, 'b', 'QUEUED', 1],
      [3, 'a', 'SENT', 2],
    ]);
    expect(reports.published.map(({ userId, events, forPublisher }) => [userId, events.length, forPublisher])).toEqual([
      [undefined, 0, true],
      ['alice', 2, true],
      ['bob', 1, true],
    ]);
    expect(reports.published[0]).toMatchObject({
      progress: { total: 2, queued: 1, sent: 1 },
      messageStatus: 'SENDING',
    });
  });

  it('is told to a user in reports of at most 100 events', async () => {
    for (let device = 0; device < 60; device += 1) {
      stream.open(`${device}`, 'alice');
      stream.move(`${device}`, 'SENT');
    }
    reports.message.reporting = 'PER_DELIVERY';
    await report();
    expect(reports.published.map(({ events }) => events.length)).toEqual([0, 100, 20]);
  });

  it('completes the message once all expected deliveries have left QUEUED, and not before', async () => {
    stream.open('a');
    stream.open('b');
    await report();
    reports.counter.expected = 2;
    await report([]);
    expect(lastProgress()?.messageStatus).toBe('SENDING');
    stream.move('a', 'SENT');
    stream.move('b', 'FAILED');
    await report();
    expect(lastProgress()?.messageStatus).toBe('COMPLETED');
    expect(reports.message.status).toBe('COMPLETED');
  });

  it('completes a message to nobody', async () => {
    reports.counter.expected = 0;
    await report([]);
    expect(reports.message.status).toBe('COMPLETED');
  });

  it('completes a message at a mark, when all of it was counted before it was sent again', async () => {
    stream.open('a');
    stream.move('a', 'SENT');
    reports.counter.expected = 1;
    reports.message.status = 'FAILED';
    await report();
    reports.message.status = 'SENDING';
    const mark = stream.mark('one');
    await reportDeliveries(reports.ports, new Map([['m', { changes: [], marks: [mark] }]]));
    expect(reports.message.status).toBe('COMPLETED');
    expect(reports.passed.get('one')).toBe(mark.sequenceNumber);
  });

  it('passes no mark before what is in front of it is counted', async () => {
    stream.open('a');
    reports.faults.push('crash before');
    const records = new Map([['m', { changes: stream.changes, marks: [stream.mark('one')] }]]);
    expect(await reportDeliveries(reports.ports, records)).toEqual(['m']);
    expect(reports.passed.size).toBe(0);
    await reportDeliveries(reports.ports, records);
    expect(reports.passed.size).toBe(1);
  });

  it('leaves a cancelled message cancelled', async () => {
    stream.open('a');
    stream.move('a', 'CANCELLED');
    reports.counter.expected = 1;
    reports.message.status = 'CANCELLED';
    await report();
    expect(lastProgress()).toMatchObject({ messageStatus: 'CANCELLED', progress: { cancelled: 1 } });
  });

  it('of a message reported by progress is told to its user alone, and only acknowledgements are events', async () => {
    reports.message.reporting = 'PROGRESS';
    stream.open('a', 'alice');
    stream.move('a', 'SENT');
    stream.move('a', 'OPENED');
    await report();
    expect(reports.events).toMatchObject([{ sequence: 1, status: 'OPENED', version: 3 }]);
    expect(reports.published).toMatchObject([
      { progress: { total: 1, opened: 1 }, forPublisher: true },
      {
        userId: 'alice',
        events: [{ status: 'QUEUED' }, { status: 'SENT' }, { sequence: 1, status: 'OPENED' }],
        forPublisher: false,
      },
    ]);
  });

  it('of an automatically reported message is told each while there are up to 100 deliveries', async () => {
    for (let device = 0; device < 100; device += 1) stream.open(`${device}`);
    await report();
    expect(reports.events).toHaveLength(90 + 10);
    stream.open('one more');
    stream.move('1', 'SENT');
    await report();
    expect(reports.events).toHaveLength(100);
    expect(totalOf(reports.counter)).toBe(101);
  });

  it('of a message to 150 devices is told to each user who has a feed open, and to no other', async () => {
    reports.open = new Set([userFeed('alice').pk, messageFeed('m').pk]);
    stream.open('alices', 'alice');
    for (let device = 0; device < 150; device += 1) stream.open(`bobs-${device}`, `bob-${device}`);
    await report();
    stream.move('alices', 'SENT');
    stream.move('alices', 'PROVIDER_ACCEPTED');
    await report(stream.changes.slice(-2));
    expect(statesOf('alice')).toEqual(['QUEUED', 'SENT', 'PROVIDER_ACCEPTED']);
    expect(userReports('alice').flatMap(({ events }) => events.map(({ version }) => version))).toEqual([1, 2, 3]);
    expect(new Set(reports.published.map(({ userId }) => userId))).toEqual(new Set(['alice', undefined]));
    // The publisher has the counts alone.
    expect(reports.published.filter(({ forPublisher }) => forPublisher).flatMap(({ events }) => events)).toEqual([]);
  });

  it('of a message that nobody follows is counted, and reported to nobody', async () => {
    reports.open = new Set();
    stream.open('a');
    reports.counter.expected = 1;
    stream.move('a', 'SENT');
    await report();
    expect(reports.published).toEqual([]);
    expect(reports.message.status).toBe('COMPLETED');
    expect(reports.missed).toBe(0);
  });

  it('is told to a publisher while thousands of users wait for theirs', async () => {
    reports.message.reporting = 'PROGRESS';
    for (let device = 0; device < 900; device += 1) stream.open(`${device}`);
    const told = Promise.withResolvers<void>();
    reports.whileReporting = ({ progress }) => (progress ? told.resolve() : told.promise);
    await report();
    expect(reports.published).toHaveLength(901);
  });

  it('is told to each user once before anybody hears a second page, and to publishers first', async () => {
    for (let device = 0; device < 150; device += 1) stream.open(`al-${device}`, 'alice');
    stream.open('b', 'bob');
    reports.message.reporting = 'PROGRESS';
    await report();
    const users = reports.published.filter(({ userId }) => userId).map(({ userId }) => userId);
    expect(users).toEqual(['alice', 'bob', 'alice']);
  });

  it('is told to users for some seconds, and what is missed then is counted', async () => {
    reports.message.reporting = 'PROGRESS';
    for (let device = 0; device < 200; device += 1) stream.open(`${device}`);
    reports.whileReporting = ({ userId }) => {
      if (userId) reports.now += 100;
    };
    await report();
    expect(reports.published.length + reports.missed).toBe(201);
    expect(reports.published.length).toBeGreaterThan(40);
    expect(reports.missed).toBeGreaterThan(100);
    expect(reports.counter.QUEUED).toBe(200);
  });

  it('that AppSync does not take is durable all the same, and said to be missed', async () => {
    stream.open('a');
    reports.refuseReports = true;
    await report();
    expect(reports.events).toHaveLength(1);
    expect(reports.missed).toBe(2);
  });

  it('that comes again is told again and not counted again', async () => {
    stream.open('a', 'alice');
    stream.move('a', 'SENT');
    await report();
    const told = reports.published.length;
    await report();
    expect(reports.events).toHaveLength(2);
    expect(totalOf(reports.counter)).toBe(1);
    expect(reports.published.slice(told)).toEqual(reports.published.slice(0, told));
  });

  it('of a message that has expired is counted and told to nobody', async () => {
    reports.expired = true;
    stream.open('a');
    await report();
    expect(totalOf(reports.counter)).toBe(1);
    expect(reports.published).toEqual([]);
  });
});

describe('any history, in any batches, overlapping, repeated, and interrupted anywhere', () => {
  const step = fc.record({
    device: fc.constantFrom('a', 'b', 'c', 'd'),
    to: fc.constantFrom<'open' | 'claim' | DeliveryStatus>('open', 'claim', ...allStatuses),
  });
  const batch = fc.record({ size: fc.integer({ min: 1, max: 12 }), back: fc.integer({ min: 0, max: 6 }) });
  const reporting = fc.constantFrom<Reporting>('AUTOMATIC', 'PER_DELIVERY', 'PROGRESS');

  it('counts the fold of final states, in a dense sequence with every event once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.array(batch, { minLength: 1, maxLength: 20 }),
        fc.array(fc.constantFrom('crash before', 'crash after', 'conflict', 'fine'), { maxLength: 20 }),
        reporting,
        async (steps, batches, faults, mode) => {
          reports = new InMemoryReports();
          stream = new Stream();
          reports.message.reporting = mode;
          reports.faults.push(...faults);
          for (const { device, to } of steps) {
            if (to === 'open') stream.open(device);
            else if (to === 'claim') stream.claim(device);
            else stream.move(device, to);
          }
          let at = 0;
          for (let index = 0; at < stream.changes.length; index += 1) {
            const { size = 5, back = 0 } = batches[index % batches.length] ?? {};
            const until = Math.min(at + size, stream.changes.length);
            // As Lambda does: the batch again until it passes.
            while (!(await passes(stream.changes.slice(Math.max(0, at - back), until)))) {}
            at = until;
          }
          const states = [...stream.rows.values()].map(({ status }) => status);
          for (const status of allStatuses) {
            expect(reports.counter[status] ?? 0).toBe(states.filter((state) => state === status).length);
          }
          expect(reports.events.map(({ sequence }) => sequence)).toEqual(reports.events.map((_, index) => index + 1));
          const acknowledged = (status: string) => status === 'RECEIVED' || status === 'OPENED';
          const wanted = stream.changes
            .filter(({ before, after }) => before?.version !== after.version)
            .filter(({ after }) => mode !== 'PROGRESS' || acknowledged(after.status))
            .map(({ after }) => [after.id, after.version, after.status]);
          expect(reports.events.map((event) => [event.deliveryId, event.version, event.status])).toEqual(wanted);
          // Every event reached the feed.
          const numbers = reports.published.flatMap(({ events }) => events.map(({ sequence }) => sequence));
          expect(new Set(numbers.filter((number) => number !== undefined)).size).toBe(reports.events.length);
        },
      ),
      runs(200),
    );
  });

  async function passes(changes: DeliveryChange[]): Promise<boolean> {
    return (await report(changes)).length === 0;
  }
});
