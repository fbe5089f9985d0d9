import { setTimeout } from 'node:timers/promises';
import type { DeliveryLedger } from '../../../functions/delivery/DeliveryLedger.ts';
import type { AddressedDevice, DeviceDirectory } from '../../../functions/delivery/DeviceDirectory.ts';
import { deliveryRow } from '../../../functions/delivery/deliveryRow.ts';
import { doLargeWork, type Ports as LargeWorkPorts } from '../../../functions/delivery/doLargeWork.ts';
import { doWork, type Ports as SmallWorkPorts } from '../../../functions/delivery/doWork.ts';
import type { Checkpoint, MessageStore } from '../../../functions/delivery/MessageStore.ts';
import { PacedPushSender } from '../../../functions/delivery/PacedPushSender.ts';
import type { Work } from '../../../functions/delivery/Work.ts';
import type { MessageRow } from '../../../functions/rules/publishing/MessageRow.ts';
import type { SendingRates } from '../../../infra/aws/shared/sendingRates.ts';

type Ports = SmallWorkPorts & LargeWorkPorts;

export interface DispatchRun {
  readonly devices: number;
  /** The time that SNS takes to answer. DynamoDB and SQS take a fifth of it. */
  readonly latencyMs: number;
  readonly rates: SendingRates;
}

export interface DispatchResult {
  readonly milliseconds: number;
  readonly sends: number;
  /** Publications under way at once. */
  readonly mostAtOnce: number;
  /** The most bytes of heap in use after a collection, in this process. */
  readonly heap: number;
}

const SHARDS = 16;
const clock = { now: () => Date.now() };

/** Dispatches to a platform. All but the functions is made up on the way, so that the memory in use is theirs. */
export async function inMemoryDispatch({ devices, latencyMs, rates }: DispatchRun): Promise<DispatchResult> {
  const table = <T>(value: T): Promise<T> =>
    latencyMs === 0 ? Promise.resolve(value) : setTimeout(latencyMs / 5, value);
  const message = sampleMessage();
  const inShard = (shard: number) => Math.floor(devices / SHARDS) + (shard < devices % SHARDS ? 1 : 0);
  const deviceOf = (id: string): AddressedDevice => ({
    id,
    userId: `user-${id}`,
    platform: 'FCM',
    endpointArn: `arn:aws:sns:us-east-1:000000000000:endpoint/GCM/app/${id}`,
    addressVersion: 1,
    status: 'ENABLED',
  });
  const directory: DeviceDirectory = {
    async *ofUser() {},
    read: async () => null,
    disable: async () => false,
    noteGone: async () => {},
    ofShard(_, shard, cursor, limit) {
      const from = Number(cursor ?? 0);
      const to = Math.min(from + limit, inShard(shard));
      const page = Array.from({ length: to - from }, (__, index) => deviceOf(`${shard}-${from + index}`));
      return table({ devices: page, ...(to < inShard(shard) ? { cursor: `${to}` } : {}) });
    },
  };
  const ledger: DeliveryLedger = {
    open: () => table(true),
    read: (_, ids) => table(ids.map((id) => deliveryRow(message, deviceOf(id), clock.now()))),
    async *inStates() {},
    page: () => table({ rows: [] }),
    claim: () => table({ kind: 'claimed' }),
    release: () => table(undefined),
    move: () => table(true),
    answer: () => table(true),
    endUnsent: () => table(true),
    reopen: () => table(true),
    noteLate: async () => {},
    readdress: () => table(undefined),
  };
  const checkpoints = new Map<number, Checkpoint>();
  const finished = new Set<number>();
  const messages: MessageStore = {
    read: () => table(message),
    begin: () => table('begun'),
    fail: () => table(true),
    expect: () => table(undefined),
    resolve: () => table(undefined),
    noteWithoutDevice: () => table(undefined),
    checkpoint: (_, shard) => table(checkpoints.get(shard) ?? { pending: [], opened: 0, finished: false, revision: 0 }),
    saveCheckpoint: (_, shard, next) => {
      checkpoints.set(shard, next);
      return table(true);
    },
    finishShard: (_, shard) => {
      finished.add(shard);
      return table({ shards: finished.size, opened: 0 });
    },
  };

  let sends = 0;
  let now = 0;
  let mostAtOnce = 0;
  const sns = {
    async send() {
      now += 1;
      mostAtOnce = Math.max(mostAtOnce, now);
      if (latencyMs > 0) await setTimeout(latencyMs);
      now -= 1;
      sends += 1;
      return { kind: 'sent', snsMessageId: 'sns' } as const;
    },
  };

  // SQS holds work outside of the functions. Here a queue of bounded length holds it as text, to keep it out of their
  // memory.
  const fanOuts: string[] = [];
  const bulk: string[] = [];
  const wake: (() => void)[] = [];
  const queue = {
    async add(work: readonly Work[]) {
      for (const piece of work) (piece.kind === 'fanOut' ? fanOuts : bulk).push(JSON.stringify(piece));
      for (const resume of wake.splice(0)) resume();
      while (bulk.length > 200) await setTimeout(1);
      await table(undefined);
    },
  };
  const portsOf = (perSecond: number): Ports => ({
    clock,
    random: Math.random,
    gate: { admit: async () => ({ kind: 'admitted' }), refused: async () => ({ kind: 'admitted' }) },
    devices: directory,
    ledger,
    messages,
    queue,
    sender: new PacedPushSender(sns, { perSecond, clock, wait: async (milliseconds) => setTimeout(milliseconds) }),
    redeliveries: { read: async () => null, begin: async () => {}, end: async () => {}, save: async () => false },
    breakers: { all: async () => [] },
    emitMetrics: () => {},
    answerHours: 7,
    pushes: { notePush: async () => {} },
    marks: { put: async () => 'mark' },
    log: () => {},
    groupQueues: { put: async () => {} },
  });

  let heap = 0;
  let done = 0;
  const sample = () => {
    done += 1;
    if (done % 20 !== 0) return;
    globalThis.gc?.();
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  };
  const worker = async (lane: string[], ports: Ports) => {
    while (sends < devices) {
      const body = lane.shift();
      if (body === undefined) await Promise.race([new Promise<void>((resolve) => wake.push(resolve)), setTimeout(5)]);
      else {
        const piece = JSON.parse(body) as Work;
        if (piece.kind === 'fanOut') await doLargeWork(ports, piece, clock.now() + 20_000);
        else await doWork(ports, piece);
        sample();
      }
    }
  };
  const begun = performance.now();
  await queue.add(
    Array.from({ length: SHARDS }, (_, shard): Work => ({ kind: 'fanOut', messageId: message.id, shard })),
  );
  await Promise.all([
    ...Array.from({ length: rates.workers }, () => worker(bulk, portsOf(rates.perWorker))),
    ...Array.from({ length: 4 }, () => worker(fanOuts, portsOf(rates.perWorker))),
  ]);
  return { milliseconds: performance.now() - begun, sends, mostAtOnce, heap };
}

function sampleMessage(): MessageRow {
  const now = Date.now();
  return {
    id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    publisherId: 'bench',
    status: 'SENDING',
    content: { title: 'Hello', body: 'From the bench' },
    options: { timeToLive: 86_400, priority: 'NORMAL', pushType: 'ALERT' },
    audience: { platform: 'FCM' },
    reporting: 'AUTOMATIC',
    timeShard: '0',
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 86_400_000).toISOString(),
    ttl: 4_000_000_000,
  };
}
