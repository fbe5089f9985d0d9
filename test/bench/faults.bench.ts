import { join } from 'node:path';
import type { Measurement } from './Measurement.ts';
import type { Finished, HeliographQuestion } from './support/heliograph.ts';
import { startPeer } from './support/startPeer.ts';

const devices = 1_000;
const faults = { latencyMs: 20, throttleRate: 0.2, timeoutRate: 0.05 };

export const measurement: Measurement = {
  title: `A message to ${devices} devices with 20 % throttles, 5 % time-outs and processes killed`,
  async run() {
    await using heliograph = await startPeer(join(import.meta.dirname, 'support/heliograph.ts'), {
      snsPublishRate: 125,
    });
    const ask = <Answer>(question: HeliographQuestion) => heliograph.ask<Answer>(question);
    await ask({ do: 'seed', platform: 'FCM', count: devices });
    await ask({ do: 'faults', faults });
    const messageId = await ask<string>({ do: 'publish', audience: { platform: 'FCM' } });
    const finished = await ask<Finished>({ do: 'finish', messageId, deliveries: devices, killEvery: 3_000 });
    const { total = 0, queued = 0, failed = 0, expired = 0 } = finished.progress;
    const times = await ask<Readonly<Record<string, number>>>({ do: 'pushes', messageId });
    const reached = Object.values(times).reduce((sum, count) => sum + count, 0);
    const more = Object.entries(times).reduce((sum, [count, deliveries]) => sum + (Number(count) - 1) * deliveries, 0);
    return [
      {
        what: 'deliveries that came to an end',
        measured: `${total - queued}`,
        baseline: `${devices}`,
        ratio: (total - queued) / devices,
        bar: { atLeast: 1 },
        note: `after ${(finished.milliseconds / 1000).toFixed(0)} s, every process killed ${finished.killed} times`,
      },
      {
        what: 'sent or told why not',
        measured: `${reached + failed + expired}`,
        baseline: `${devices}`,
        ratio: Math.min(1, (reached + failed + expired) / devices),
        bar: { atLeast: 1 },
        note: `${failed} failed for good, ${expired} expired`,
      },
      {
        what: 'pushes more than one a device',
        measured: `${more}`,
        note: 'SNS took the message and its answer was lost, or its process died before it wrote it down',
      },
    ];
  },
};
