import { join } from 'node:path';
import { sendingRates } from '../../infra/aws/shared/sendingRates.ts';
import type { Measurement, Result } from './Measurement.ts';
import type { Finished, HeliographOptions, HeliographQuestion } from './support/heliograph.ts';
import { inMemoryDispatch } from './support/inMemoryDispatch.ts';
import { type Peer, startPeer } from './support/startPeer.ts';

const latencyMs = 20;
/** The rate that the local runtime keeps up with on two cores: DynamoDB, SNS and the functions are one process. */
const localRate = 125;

export const measurement: Measurement = {
  title: `Dispatch to a platform's devices, SNS answering in ${latencyMs} ms`,
  async run({ devices = 10_000 }) {
    return [...(await functionsAlone(devices)), ...(await wholeRuntime(devices))];
  },
};

/** The functions alone. Tables and queues are in memory and answer as fast as AWS's: this is Heliograph's own share. */
async function functionsAlone(devices: number): Promise<readonly Result[]> {
  const rates = sendingRates(1_500);
  const few = await inMemoryDispatch({ devices, latencyMs, rates });
  const many = await inMemoryDispatch({
    devices: devices * 10,
    latencyMs: 0,
    rates: { ...rates, perWorker: 1_000_000 },
  });
  const fewFast = await inMemoryDispatch({ devices, latencyMs: 0, rates: { ...rates, perWorker: 1_000_000 } });
  return [
    {
      what: `the functions alone, ${rates.workers} workers of ${rates.perWorker} publications a second`,
      measured: seconds(few.milliseconds),
      baseline: seconds((devices / (rates.workers * rates.perWorker)) * 1000),
      ratio: few.milliseconds / ((devices / (rates.workers * rates.perWorker)) * 1000),
      bar: { atMost: 1.25 },
      note: `${few.sends} publications, ${few.mostAtOnce} at once at most`,
    },
    {
      what: `heap with the functions alone, ${devices * 10} beside ${devices} devices`,
      measured: megabytes(many.heap),
      baseline: megabytes(fewFast.heap),
      ratio: many.heap / fewFast.heap,
      bar: { atMost: 1.25 },
    },
  ];
}

async function wholeRuntime(devices: number): Promise<readonly Result[]> {
  const rates = sendingRates(localRate);
  await using heliograph = await startPeer(join(import.meta.dirname, 'support/heliograph.ts'), {
    snsPublishRate: localRate,
  } satisfies HeliographOptions);
  const ask = <Answer>(question: HeliographQuestion) => heliograph.ask<Answer>(question);
  await ask({ do: 'faults', faults: { latencyMs } });
  const few = Math.ceil(devices / 5);
  await ask({ do: 'seed', platform: 'APNS', count: few });
  const small = await dispatched(heliograph, 'APNS', few);
  await ask({ do: 'seed', platform: 'FCM', count: devices });
  const large = await dispatched(heliograph, 'FCM', devices);
  const ideal = (devices / (rates.workers * rates.perWorker)) * 1000;
  return [
    {
      what: `the local runtime, ${rates.workers} workers of ${rates.perWorker} publications a second`,
      measured: seconds(large.milliseconds),
      baseline: seconds(ideal),
      ratio: large.milliseconds / ideal,
      bar: { atMost: 1.25 },
      note: `${large.failed} failed, ${large.twice} sent twice`,
    },
    {
      what: 'deliveries a second',
      measured: ((devices * 1000) / large.milliseconds).toFixed(0),
      note: 'until each was attempted; other work on the machine slows it',
    },
    {
      what: 'processor time a delivery, functions and services, from publish to the push service’s answer',
      measured: `${(large.cpu / devices).toFixed(1)} ms`,
      note: `${(small.cpu / few).toFixed(1)} ms of ${few}, where starting the functions weighs more`,
    },
    {
      what: `heap of the runtime after ${devices} devices, beside ${few}`,
      measured: megabytes(large.heap),
      baseline: megabytes(small.heap),
      ratio: large.heap / small.heap,
      bar: { atMost: 1.5 },
      note: `resident with all functions ${megabytes(large.memory)}, ${megabytes(small.memory)}`,
    },
    {
      what: 'List* calls of SNS',
      measured: `${large.lists.length}`,
      ratio: large.lists.length,
      bar: { atMost: 0 },
      note: large.lists.join(', '),
    },
  ];
}

async function dispatched(heliograph: Peer<unknown>, platform: 'APNS' | 'FCM', devices: number) {
  const ask = <Answer>(question: HeliographQuestion) => heliograph.ask<Answer>(question);
  const before = await ask<Record<string, number>>({ do: 'meter' });
  const { cpu } = await heliograph.usage();
  const begun = performance.now();
  const messageId = await ask<string>({ do: 'publish', audience: { platform } });
  await ask<Finished>({ do: 'finish', messageId, deliveries: devices });
  const milliseconds = performance.now() - begun;
  const { progress } = await ask<Finished>({ do: 'finish', messageId, deliveries: devices, settled: true });
  const after = await ask<Record<string, number>>({ do: 'meter' });
  const usage = await heliograph.usage();
  return {
    milliseconds,
    cpu: (usage.cpu - cpu) / 1000,
    heap: usage.heap,
    memory: usage.memory,
    failed: progress.failed ?? 0,
    twice: (after['sns:mobilePush'] ?? 0) - (before['sns:mobilePush'] ?? 0) - devices,
    lists: Object.keys(after).filter((unit) => unit.startsWith('sns:api:List') && after[unit] !== before[unit]),
  };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
