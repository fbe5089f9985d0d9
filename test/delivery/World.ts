import { BreakerGate } from '../../functions/breaker/BreakerGate.ts';
import { advanceMessage } from '../../functions/delivery/advanceMessage.ts';
import type { AddressedDevice, DeviceDirectory, DevicePage } from '../../functions/delivery/DeviceDirectory.ts';
import { doLargeWork, type Ports as LargeWorkPorts } from '../../functions/delivery/doLargeWork.ts';
import { doWork, type Ports } from '../../functions/delivery/doWork.ts';
import { giveUp } from '../../functions/delivery/giveUp.ts';
import type { Checkpoint, MessageStore } from '../../functions/delivery/MessageStore.ts';
import type { PushOutcome, PushRequest } from '../../functions/delivery/PushSender.ts';
import { putBack } from '../../functions/delivery/putBack.ts';
import { type Ports as SchedulePorts, scheduleMessage } from '../../functions/delivery/scheduleMessage.ts';
import type { Ports as SweepPorts } from '../../functions/delivery/sweep.ts';
import { parseWork, type Work } from '../../functions/delivery/Work.ts';
import { drainGroupQueue, type Ports as OrderedPorts } from '../../functions/ordering/drainGroupQueue.ts';
import type { GroupQueues } from '../../functions/ordering/GroupQueues.ts';
import { breakerDefaults } from '../../functions/rules/breaker/BreakerSettings.ts';
import type { PlatformRow } from '../../functions/rules/breaker/PlatformRow.ts';
import type { CounterRow } from '../../functions/rules/delivery/CounterRow.ts';
import type { RedeliveryRow } from '../../functions/rules/delivery/RedeliveryRow.ts';
import type { DeviceRow } from '../../functions/rules/devices/DeviceRow.ts';
import { PassingFailure } from '../../functions/rules/Failure.ts';
import type { Measurement } from '../../functions/rules/metrics/EmitMetrics.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { firstLook } from '../../functions/rules/sweep/dueTimes.ts';
import type { Judgement } from '../../functions/rules/sweep/judgeMessage.ts';
import type { FollowerRow } from '../../functions/rules/topics/TopicRows.ts';
import { InMemoryPlatformStates } from '../breaker/InMemoryPlatformStates.ts';
import { InMemoryGroupQueues } from '../ordering/InMemoryGroupQueues.ts';
import { InMemoryLedger } from './InMemoryLedger.ts';
import { START } from './samples.ts';

/** The process died; what it had done stays done. */
export class Crash extends Error {}

/** What an invocation is there for. */
type Purpose = 'work' | 'giveUp';

interface Queued {
  readonly body: string;
  /** Of the FIFO queue, which has one worker a group queue. */
  readonly ordered: boolean;
  readonly due: number;
  readonly receives: number;
}

const MOST_RECEIVES = 5;
/** What the queue `fanOut` has. */
const largeKinds: readonly Work['kind'][] = ['fanOut', 'redeliver', 'recover'];

/** Everything around the senders, in memory: tables, queues, SNS, time, and the death of processes. */
export class World {
  now = START;
  devices: AddressedDevice[] = [];
  messages = new Map<string, MessageRow>();
  expected = new Map<string, number>();
  /** Every call that SNS took, and whether some delivery to it was claimed at that time. */
  readonly sends: {
    readonly endpointArn: string;
    readonly messageId: string;
    readonly claimed: boolean;
    readonly at: number;
  }[] = [];
  readonly scheduled = new Map<string, number>();
  readonly givenUp: string[] = [];
  readonly ledger = new InMemoryLedger(() => this.devices);
  readonly groupQueues = new InMemoryGroupQueues();
  readonly platforms = new InMemoryPlatformStates();
  readonly gate = new BreakerGate(this.platforms, breakerDefaults, ['FCM', 'APNS', 'APNS_SANDBOX']);
  /** What SNS answers to the next calls; `sent` when there is nothing left. */
  outcomes: PushOutcome[] = [];
  /** What SNS answers before that, such as during an outage; null: nothing of its own. */
  answer: (request: PushRequest) => PushOutcome | null = () => null;
  /** When SNS was asked, whatever it answered, in epoch milliseconds. */
  readonly asked: number[] = [];
  /** Devices whose endpoints SNS had no more when a push was tried. */
  readonly gone: string[] = [];
  /** From 0 to 1. */
  random = 0.5;
  /** Runs before each call of a port. The call fails if it throws. */
  before: (call: string, purpose: Purpose) => void = () => {};
  /** Each call of a port waits for this first: what goes on at the same time takes turns by it. */
  turn: () => Promise<void> = async () => {};
  /** Runs after each call of a port, which is done by then. */
  after: (call: string) => void = () => {};
  /** Whether nobody waits for what is due later. */
  timeStands = false;
  /** Who is subscribed to the topic, by their ids. */
  followers: FollowerRow[] = [];
  readonly redeliveries = new Map<string, RedeliveryRow>();
  followersPerPage = 2;
  rowsPerPage = 2;
  devicesPerPage = 3;
  largestPage = 0;
  breakers: PlatformRow[] = [];
  answerHours: number | null = 7;
  readonly measured: Measurement[] = [];
  #queue: Queued[] = [];
  readonly #checkpoints = new Map<string, Checkpoint>();
  readonly #finished = new Map<string, Map<number, number>>();

  /** Returns the ports of one invocation. They are dead once it has crashed. */
  ports(purpose: Purpose = 'work'): Ports & OrderedPorts & SchedulePorts & LargeWorkPorts & SweepPorts {
    const { ledger, groupQueues } = this;
    let dead = false;
    const call = async <T>(name: string, run: () => T | Promise<T>): Promise<T> => {
      await this.turn();
      if (dead) throw new Crash();
      try {
        this.before(name, purpose);
        const result = await run();
        this.after(name);
        return result;
      } catch (error) {
        if (error instanceof Crash) dead = true;
        throw error;
      }
    };
    const world = this;
    const devices: DeviceDirectory = {
      async *ofUser(userId) {
        yield (await call('ofUser', () => world.devices.filter((device) => device.userId === userId))) as DeviceRow[];
      },
      ofShard: (platform, shard, cursor, limit) => call('ofShard', () => world.#page(platform, shard, cursor, limit)),
      read: (userId, id) =>
        call('readDevice', () => {
          const found = world.devices.find((device) => device.id === id && device.userId === userId);
          return (found ?? null) as DeviceRow | null;
        }),
      noteGone: (failed) => call('noteGone', () => void world.gone.push(failed.deviceId)),
      disable: (failed) =>
        call('disable', () => {
          const same = (device: AddressedDevice) =>
            device.id === failed.deviceId &&
            device.userId === failed.userId &&
            device.addressVersion === failed.addressVersion &&
            device.endpointArn === failed.endpointArn;
          world.devices = world.devices.map((device) => (same(device) ? { ...device, status: 'DISABLED' } : device));
          return true;
        }),
    };
    const setStatus = (id: string, status: MessageRow['status']) => {
      const message = world.messages.get(id);
      if (message === undefined || ['CANCELLED', 'COMPLETED', 'DUPLICATE'].includes(message.status)) return false;
      const { resolved, ...rest } = message;
      const due = status === 'SENDING' ? { dueAt: firstLook(id, world.now).dueAt } : {};
      const kept = resolved && status !== 'FAILED' ? { resolved } : {};
      world.messages.set(id, { ...due, ...rest, ...kept, status });
      return true;
    };
    const messages: MessageStore = {
      read: (id) => call('readMessage', () => world.messages.get(id) ?? null),
      begin: (id) =>
        call('begin', () => {
          const before = world.messages.get(id)?.status;
          if (!setStatus(id, 'SENDING')) return 'ended';
          return before === 'SENDING' || before === 'FAILED' ? 'again' : 'begun';
        }),
      fail: (id) => call('fail', () => setStatus(id, 'FAILED')),
      resolve: (id) =>
        call('resolve', () => {
          const message = world.messages.get(id);
          if (message !== undefined) world.messages.set(id, { ...message, resolved: true });
        }),
      noteWithoutDevice: (id, withoutDevice) =>
        call('noteWithoutDevice', () => {
          const message = world.messages.get(id);
          if (message !== undefined) world.messages.set(id, { ...message, withoutDevice });
        }),
      expect: (id, deliveries) => call('expect', () => void world.expected.set(id, deliveries)),
      checkpoint: (id, shard) =>
        call(
          'checkpoint',
          () => world.#checkpoints.get(`${id}/${shard}`) ?? { pending: [], opened: 0, finished: false, revision: 0 },
        ),
      saveCheckpoint: (id, shard, next) =>
        call('saveCheckpoint', () => {
          const stored = world.#checkpoints.get(`${id}/${shard}`)?.revision ?? 0;
          if (stored !== next.revision - 1) return false;
          world.#checkpoints.set(`${id}/${shard}`, next);
          return true;
        }),
      finishShard: (id, shard, opened) =>
        call('finishShard', () => {
          const shards = world.#finished.get(id) ?? new Map<number, number>();
          if (!shards.has(shard)) shards.set(shard, opened);
          world.#finished.set(id, shards);
          return { shards: shards.size, opened: [...shards.values()].reduce((sum, count) => sum + count, 0) };
        }),
    };
    return {
      clock: { now: () => world.now },
      random: () => world.random,
      holdMilliseconds: 900_000,
      logFailure: () => {},
      breakers: { all: async () => world.breakers },
      emitMetrics: (measurement) => void world.measured.push(measurement),
      answerHours: world.answerHours,
      store: {
        due: (shard, now, limit) => call('due', () => world.#due(shard, now).slice(0, limit)),
        counter: (id) => call('counter', () => world.counter(id)),
        look: (message, next) => call('look', () => world.#look(message, next)),
        complete: (id) =>
          call('complete', () => {
            const message = world.messages.get(id);
            if (message?.status !== 'SENDING' || message.redeliveries) return false;
            world.messages.set(id, { ...message, status: 'COMPLETED' });
            return true;
          }),
      },
      devices,
      messages,
      ledger: {
        open: (row) => call('open', () => ledger.open(row)),
        read: (id, ids) => call('read', () => ledger.read(id, ids)),
        inStates: (id, states) => ledger.inStates(id, states),
        page: (id, after, limit) =>
          call('ledgerPage', () => ledger.page(id, after, Math.min(limit, world.rowsPerPage))),
        claim: (row, until, now) => call('claim', () => ledger.claim(row, until, now)),
        release: (row, until, retry) => call('release', () => ledger.release(row, until, retry)),
        move: (row, move, now) => call('move', () => ledger.move(row, move, now)),
        answer: (delivery, id, verdict, now) => call('answer', () => ledger.answer(delivery, id, verdict, now)),
        endUnsent: (row, end, now, until) => call('endUnsent', () => ledger.endUnsent(row, end, now, until)),
        reopen: (row, now, redelivery) => call('reopen', () => ledger.reopen(row, now, redelivery)),
        noteLate: (row) => call('noteLate', () => ledger.noteLate(row)),
        readdress: (row, address) => call('readdress', () => ledger.readdress(row, address)),
      },
      sender: { send: (request) => call('send', () => world.#send(request)) },
      gate: {
        admit: (delivery, now) => call('admit', () => world.gate.admit(delivery, now)),
        refused: (delivery, now) => call('refused', () => world.gate.refused(delivery, now)),
      },
      queue: {
        add: (work, delaySeconds = 0) =>
          call('add', () => {
            for (const piece of work) this.enqueue(piece, delaySeconds);
          }),
      },
      redeliveries: {
        read: (id) => call('readRedelivery', () => world.redeliveries.get(id) ?? null),
        begin: ({ id, messageId }) =>
          call('beginRedelivery', () => {
            const message = world.messages.get(messageId);
            if (message === undefined || !['COMPLETED', 'SENDING', 'FAILED'].includes(message.status)) return;
            const redeliveries = new Set(message.redeliveries).add(id);
            if (message.status === 'FAILED') {
              world.messages.set(messageId, { ...message, redeliveries });
              return;
            }
            const { dueAt } = firstLook(messageId, world.now);
            world.messages.set(messageId, { ...message, status: 'SENDING', redeliveries, dueAt });
          }),
        end: ({ id, messageId }) =>
          call('endRedelivery', () => {
            const message = world.messages.get(messageId);
            if (message === undefined) return;
            const { redeliveries = new Set<string>(), ...rest } = message;
            const left = redeliveries.difference(new Set([id]));
            world.messages.set(messageId, { ...rest, ...(left.size > 0 ? { redeliveries: left } : {}) });
          }),
        save: (next) =>
          call('saveRedelivery', () => {
            if (world.redeliveries.get(next.id)?.revision !== next.revision - 1) return false;
            world.redeliveries.set(next.id, next);
            return true;
          }),
      },
      marks: { put: (id) => call('putMark', () => `mark of ${id}`) },
      pushes: { notePush: () => call('notePush', () => {}) },
      log: () => {},
      groupQueues: {
        first: (groupQueue) => call('first', () => groupQueues.first(groupQueue)),
        put: (queued, deviceIds) => call('put', () => groupQueues.put(queued, deviceIds)),
        hold: (queued, until, since) => call('hold', () => groupQueues.hold(queued, until, since)),
        checkpoint: (queued, progress) => call('checkpointPage', () => groupQueues.checkpoint(queued, progress)),
        noteFailure: (queued) => call('noteFailure', () => groupQueues.noteFailure(queued)),
        remove: (queued) => call('remove', () => groupQueues.remove(queued)),
      } satisfies GroupQueues,
      followers: {
        page: (_, cursor, limit) =>
          call('page', () => {
            const from = world.followers.filter(({ userId }) => cursor === undefined || userId > cursor);
            const followers = from.slice(0, Math.min(limit, world.followersPerPage));
            const last = followers.at(-1)?.userId;
            return { followers, ...(from.length > followers.length && last !== undefined ? { cursor: last } : {}) };
          }),
      },
      topics: { read: async () => null },
      publications: { record: async () => {} },
      deduplications: { take: async () => null, recordDuplicate: async () => {} },
      publisher: { publish: async () => ({ kind: 'refused' }) },
      schedule: {
        set: ({ id }, at) => call('set', () => void world.scheduled.set(id, at)),
        clear: (id) => call('clear', () => void world.scheduled.delete(id)),
      },
    };
  }

  /** The work that waits. */
  get waiting(): number {
    return this.#queue.length;
  }

  enqueue(work: Work, delaySeconds = 0): void {
    const ordered = work.kind === 'wake' && delaySeconds === 0;
    this.#queue.push({ body: JSON.stringify(work), ordered, due: this.now + delaySeconds * 1000, receives: 0 });
  }

  /** The stream's record of a message, until both functions behind the stream have dealt with it. */
  async stream(messageId: string): Promise<void> {
    await this.#takeOn(messageId, (message) => scheduleMessage(this.ports(), message));
    await this.#takeOn(messageId, async (message) => {
      if (message.status !== 'SCHEDULED') await advanceMessage(this.ports(), message);
    });
  }

  /** Everything in the queues, until nothing is left in them: what fails comes again, and is given up in the end. */
  async drain(): Promise<void> {
    while (await this.step());
  }

  /** The next piece of work that is due, of those at the same time the `nth`. Answers whether there was one. */
  async step(nth = 0): Promise<boolean> {
    const all = this.#queue.toSorted((left, right) => left.due - right.due);
    const due = all.filter((queued) => queued.due <= Math.max(this.now, this.timeStands ? 0 : (all[0]?.due ?? 0)));
    const next = due[nth % Math.max(1, due.length)];
    if (next === undefined) return false;
    this.#queue = this.#queue.filter((other) => other !== next);
    this.now = Math.max(this.now, next.due);
    try {
      const work = parseWork(next.body);
      if (next.ordered && work.kind === 'wake') await drainGroupQueue(this.ports(), work, this.now + 20_000);
      else if (largeKinds.includes(work.kind)) await doLargeWork(this.ports(), work, this.now + 20_000);
      else await doWork(this.ports(), work);
    } catch (error) {
      if (error instanceof PassingFailure && (await putBack(this.ports(), parseWork(next.body)))) return true;
      const wait = error instanceof Crash ? 180_000 : 2_000;
      const again = { ...next, due: this.now + wait, receives: next.receives + 1 };
      if (again.receives < MOST_RECEIVES) this.#queue.push(again);
      else {
        const kept = await giveUp(this.ports('giveUp'), parseWork(next.body));
        if (kept !== null) this.givenUp.push(JSON.stringify(kept));
      }
    }
    return true;
  }

  /** SQS's StartMessageMoveTask. */
  redrive(): void {
    for (const body of this.givenUp.splice(0)) this.#queue.push({ body, ordered: false, due: this.now, receives: 0 });
  }

  /** The queue loses all that waits in it. */
  loseWork(): void {
    this.#queue = [];
  }

  /** Returns the counts of a message, as they are once its stream is read. */
  counter(messageId: string): CounterRow {
    const rows = [...this.ledger.rows.values()].filter((row) => row.messageId === messageId);
    const counts = Map.groupBy(rows, ({ status }) => status);
    const changes = rows.reduce((sum, { attempts, version }) => sum + attempts + version, 0);
    const expected = this.expected.get(messageId);
    return {
      ...Object.fromEntries([...counts].map(([status, of]) => [status, of.length])),
      countedUpTo: `${changes}`,
      ...(expected === undefined ? {} : { expected }),
    };
  }

  statuses(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { status } of this.ledger.rows.values()) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }

  sendsTo(deviceId: string): number {
    return this.sends.filter(({ endpointArn }) => endpointArn === `endpoint/${deviceId}`).length;
  }

  async #takeOn(messageId: string, takeOn: (message: MessageRow) => Promise<void>): Promise<void> {
    for (;;) {
      const message = this.messages.get(messageId);
      if (message === undefined) return;
      try {
        return await takeOn(message);
      } catch {
        this.now += 1_000;
      }
    }
  }

  #due(shard: string, now: string): string[] {
    const due = [...this.messages.values()].filter(
      ({ dueAt, dueShard }) => dueShard === shard && dueAt !== undefined && dueAt <= now,
    );
    return due.map(({ id }) => id);
  }

  #look(message: MessageRow, { nextAt, seen }: Pick<Judgement, 'nextAt' | 'seen'>): boolean {
    const stored = this.messages.get(message.id);
    if (stored === undefined || stored.dueAt !== message.dueAt) return false;
    const { dueAt: _, looks = 0, ...rest } = stored;
    const again = nextAt === null ? {} : { dueAt: new Date(nextAt).toISOString(), seen, looks: looks + 1 };
    this.messages.set(message.id, { ...rest, ...again });
    return true;
  }

  #send(request: PushRequest): PushOutcome {
    const { endpointArn, payload } = request;
    this.asked.push(this.now);
    const outcome = this.answer(request) ??
      this.outcomes.shift() ?? { kind: 'sent', snsMessageId: `sns-${this.sends.length}` };
    if (outcome.kind === 'sent') {
      const claimed = [...this.ledger.rows.values()].some(
        (row) => row.endpointArn === endpointArn && (row.claimedUntil ?? 0) > this.now,
      );
      const messageId = /[0-9A-Z]{26}/.exec(payload)?.[0] ?? '';
      this.sends.push({ endpointArn, messageId, claimed, at: this.now });
    }
    return outcome;
  }

  /** A device is in the shard that the digits of its id say. */
  #page(platform: string, shard: number, cursor: string | undefined, limit: number): DevicePage {
    const all = this.devices
      .filter((device) => device.platform === platform && device.status === 'ENABLED')
      .filter(({ id }) => Number(id.replaceAll(/\D/g, '')) % 16 === shard);
    const from = Number(cursor ?? 0);
    const size = Math.min(limit, this.devicesPerPage);
    const devices = all.slice(from, from + size);
    this.largestPage = Math.max(this.largestPage, devices.length);
    return { devices, ...(from + size < all.length ? { cursor: `${from + size}` } : {}) };
  }
}
