import { join } from 'node:path';
import { sendingRates } from '../../infra/aws/constructs/sendingRates.ts';
import type { Measurement, Result } from './Measurement.ts';
import type { Finished, HeliographQuestion } from './support/heliograph.ts';
import { inMemoryDispatch } from './support/inMemoryDispatch.ts';
import { startPeer } from './support/startPeer.ts';

const latencyMs = 20;
const devices = 10_000;
/** What the local runtime, which has DynamoDB, SNS and the functions in one process, keeps up with on two cores. */
const localRate = 125;

export const measurement: Measurement = {
  title: `Dispatch to ${devices} devices, SNS answering in ${latencyMs} ms`,
  async run() {
    return [...(await functionsAlone()), ...(await wholeRuntime())];
  },
};

/** The functions with tables and queues in memory, which answer as fast as AWS's do: what the product adds to the ideal. */
async function functionsAlone(): Promise<readonly Result[]> {
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
      what: 'memory that the functions hold, 100,000 beside 10,000 devices',
      measured: megabytes(many.heap),
      baseline: megabytes(fewFast.heap),
      ratio: many.heap / fewFast.heap,
      bar: { atMost: 1.5 },
    },
  ];
}

async function wholeRuntime(): Promise<readonly Result[]> {
  const rates = sendingRates(localRate);
  await using heliograph = await startPeer(join(import.meta.dirname, 'support/heliograph.ts'), {
    snsPublishRate: localRate,
  });
  const ask = <Answer>(question: HeliographQuestion) => heliograph.ask<Answer>(question);
  await ask({ do: 'seed', platform: 'FCM', count: devices });
  await ask({ do: 'faults', faults: { latencyMs } });
  const before = await ask<Record<string, number>>({ do: 'meter' });
  const messageId = await ask<string>({ do: 'publish', audience: { platform: 'FCM' } });
  const { milliseconds, progress } = await ask<Finished>({ do: 'finish', messageId, deliveries: devices });
  const after = await ask<Record<string, number>>({ do: 'meter' });
  const lists = Object.keys(after).filter((unit) => unit.startsWith('sns:api:List'));
  const ideal = (devices / (rates.workers * rates.perWorker)) * 1000;
  const pushes = (after['sns:mobilePush'] ?? 0) - (before['sns:mobilePush'] ?? 0);
  return [
    {
      what: `the local runtime, ${rates.workers} workers of ${rates.perWorker} publications a second`,
      measured: seconds(milliseconds),
      baseline: seconds(ideal),
      ratio: milliseconds / ideal,
      bar: { atMost: 1.25 },
      note: `${progress.failed ?? 0} failed, ${pushes - devices} sent twice`,
    },
    { what: 'List* calls of SNS', measured: `${lists.length}`, note: lists.join(', ') },
  ];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
