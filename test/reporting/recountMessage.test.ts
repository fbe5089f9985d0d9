import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PassedMark } from '../../functions/delivery/Marks.ts';
import { recountMessage } from '../../functions/reporting/recountMessage.ts';
import { type Ports, recountMessages } from '../../functions/reporting/recountMessages.ts';
import { reportDeliveries } from '../../functions/reporting/reportDeliveries.ts';
import { type CounterRow, queuedOn } from '../../functions/rules/delivery/CounterRow.ts';
import { allStatuses } from '../../functions/rules/delivery/deliveryStatus.ts';
import type { AnswersRow } from '../../functions/rules/reporting/AnswersRow.ts';
import type { DeliveryChange } from '../../functions/rules/reporting/DeliveryChange.ts';
import type { DeliveryStatus } from '../../schema/generated/types.ts';
import { InMemoryReports } from './InMemoryReports.ts';
import { Stream } from './Stream.ts';

const DEADLINE = 10_000;

/** A message, its rows, and a stream that is read step by step: a reader waits in its pauses. */
class World {
  readonly reports = new InMemoryReports();
  readonly stream = new Stream();
  readonly answers: Pick<AnswersRow, 'counts'>[] = [];
  readonly #marks: PassedMark[] = [];
  #read = 0;
  /** Whether the stream brings nothing. */
  stands = false;
  /** Runs between the pages of a reading. */
  meanwhile: () => void | Promise<void> = () => {};
  #put = 0;

  readonly ports: Ports = {
    ...this.reports.ports,
    marks: {
      ...this.reports.ports.marks,
      put: async () => {
        this.#put += 1;
        this.#marks.push(this.stream.mark(`mark-${this.#put}`));
        return `mark-${this.#put}`;
      },
    },
    rows: (_) => this.#rows(),
    pause: async (milliseconds) => {
      this.reports.now += milliseconds;
      if (!this.stands) await this.read();
    },
  };

  async *#rows() {
    for (const id of [...this.stream.rows.keys()]) {
      await this.meanwhile();
      const row = this.stream.rows.get(id);
      if (row !== undefined) yield [row];
    }
    yield this.answers;
  }

  /** Reads at most so many changes of the stream, and the marks before the next one. Some are lost. */
  async read(most = 1_000, isLost = false): Promise<void> {
    const end = Math.min(this.#read + most, this.stream.changes.length);
    const next = this.stream.changes[end]?.sequenceNumber ?? '9'.repeat(40);
    const changes = isLost ? [] : this.stream.changes.slice(this.#read, end);
    const marks = this.#marks.filter(({ sequenceNumber }) => sequenceNumber < next);
    await reportDeliveries(this.ports, new Map([['m', { changes, marks }]]));
    this.#read = end;
  }

  /** The changes that were lost come again, as a redrive brings them. */
  async redrive(changes: readonly DeliveryChange[]): Promise<void> {
    await reportDeliveries(this.ports, new Map([['m', { changes: [...changes], marks: [] }]]));
  }

  counts(): Partial<CounterRow> {
    const { countedUpTo: _, sequence: __, expected: ___, ...counts } = this.reports.counter;
    return Object.fromEntries(Object.entries(counts).filter(([, number]) => number !== 0));
  }

  wanted(): Partial<CounterRow> {
    const counts: Record<string, number> = {};
    for (const { status, platform } of this.stream.rows.values()) {
      for (const name of status === 'QUEUED' ? [status, queuedOn(platform)] : [status])
        counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }
}

let world: World;
beforeEach(() => {
  world = new World();
});

const recount = () => recountMessage(world.ports, 'm', DEADLINE);

describe('a recount', () => {
  it('mends what an overtaken change left wrong, which its records do not', async () => {
    const { stream } = world;
    stream.open('a');
    stream.open('b');
    await world.read(1, true);
    stream.move('b', 'SENT');
    await world.read();
    await world.redrive(stream.changes.slice(0, 1));
    expect(world.counts()).not.toEqual(world.wanted());
    expect(await recount()).toBe('recounted');
    expect(world.counts()).toEqual({ QUEUED: 1, QUEUED_FCM: 1, SENT: 1 });
    expect(await recount()).toBe('unchanged');
  });

  it('completes the message and reports it, as the last change would have', async () => {
    const { reports, stream } = world;
    stream.open('a');
    await world.read();
    stream.move('a', 'SENT');
    await world.read(1, true);
    reports.counter.expected = 1;
    const before = reports.counter.countedUpTo ?? '';
    expect(await recountMessages(world.ports, { recount: ['m'] }, DEADLINE)).toEqual({ recounts: { m: 'recounted' } });
    expect(reports.message.status).toBe('COMPLETED');
    const told = reports.published.findLast(({ progress }) => progress);
    expect(told).toMatchObject({ messageStatus: 'COMPLETED', progress: { sent: 1, queued: 0 } });
    // A client takes it for later than what it has.
    expect(`${told?.progress?.countedUpTo}` > before).toBe(true);
  });

  it('of a message whose counts were never written counts all of it', async () => {
    world.stream.open('a');
    await world.read(1, true);
    expect(await recount()).toBe('recounted');
    expect(world.counts()).toEqual({ QUEUED: 1, QUEUED_FCM: 1 });
  });

  it('waits for a stream that is behind, and says so at the deadline', async () => {
    world.stands = true;
    world.stream.open('a');
    expect(await recount()).toBe('behind');
    expect(world.counts()).toEqual({});
    expect(world.reports.now).toBeLessThanOrEqual(DEADLINE);
  });

  it('leaves a message alone whose deliveries never rest', async () => {
    let device = 0;
    world.stream.open('a');
    world.meanwhile = () => {
      if (device < 40) world.stream.open(`more-${device}`);
      device += 1;
    };
    expect(await recount()).toBe('changing');
    await world.read();
    expect(world.counts()).toEqual(world.wanted());
  });

  it('leaves a message alone that has expired: its rows go one by one', async () => {
    world.reports.expired = true;
    expect(await recount()).toBe('expired');
  });

  it('never takes answers back, whose rows expire before their message', async () => {
    world.reports.counter.FCM_PROVIDER_ACCEPTED = 5;
    world.answers.push({ counts: { FCM_PROVIDER_ACCEPTED: 2, APNS_FAILED: 1 } }, { counts: { APNS_FAILED: 3 } });
    expect(await recount()).toBe('recounted');
    expect(world.counts()).toEqual({ FCM_PROVIDER_ACCEPTED: 5, APNS_FAILED: 4 });
  });
});

describe('any history of which some is lost, recounted at any time while it goes on', () => {
  const step = fc.record({
    device: fc.constantFrom('a', 'b', 'c', 'd'),
    to: fc.constantFrom<'open' | 'claim' | 'reopen' | DeliveryStatus>('open', 'claim', 'reopen', ...allStatuses),
    /** What the stream does after it: changes that are read, and whether they are lost. */
    read: fc.option(fc.record({ most: fc.integer({ min: 1, max: 4 }), isLost: fc.boolean() })),
  });

  it('ends with the fold of final states once what was lost is recounted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.array(step, { maxLength: 6 }),
        async (before, meanwhile) => {
          world = new World();
          const take = async ({ device, to, read }: (typeof before)[number], isLosing: boolean) => {
            if (to === 'open') world.stream.open(device);
            else if (to === 'claim') world.stream.claim(device);
            else if (to === 'reopen') world.stream.reopen(device);
            else world.stream.move(device, to);
            if (read !== null) await world.read(read.most, isLosing && read.isLost);
          };
          for (const one of before) await take(one, true);
          const rest = [...meanwhile];
          world.meanwhile = async () => {
            const next = rest.shift();
            if (next !== undefined) await take(next, false);
          };
          const outcome = await recountMessage(world.ports, 'm', DEADLINE);
          world.meanwhile = () => {};
          await world.read();
          if (outcome === 'changing') await recountMessage(world.ports, 'm', DEADLINE);
          expect(world.counts()).toEqual(world.wanted());
        },
      ),
      runs(300),
    );
  });
});
