import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from './Measurement.ts';
import type { Finished, HeliographOptions, HeliographQuestion, Progress } from './support/heliograph.ts';
import { type Peer, startPeer } from './support/startPeer.ts';

const faults = { latencyMs: 20, throttleRate: 0.2, timeoutRate: 0.05 };

export const measurement: Measurement = {
  title: 'A message with 20 % throttles, 5 % time-outs, the runtime killed in the middle and then its functions',
  async run({ devices = 2_000 }) {
    const folder = mkdtempSync(join(tmpdir(), 'heliograph-bench-'));
    const options: HeliographOptions = { snsPublishRate: 125, folder };
    let heliograph = await startPeer(join(import.meta.dirname, 'support/heliograph.ts'), options);
    const ask = <Answer>(question: HeliographQuestion) => heliograph.ask<Answer>(question);
    try {
      await ask({ do: 'seed', platform: 'FCM', count: devices });
      await ask({ do: 'faults', faults });
      const begun = performance.now();
      const messageId = await ask<string>({ do: 'publish', audience: { platform: 'FCM' } });
      await attempted(heliograph, messageId, devices / 3);
      // SIGKILL. Another process takes over the folder.
      await heliograph[Symbol.asyncDispose]();
      heliograph = await startPeer(join(import.meta.dirname, 'support/heliograph.ts'), options);
      await ask({ do: 'faults', faults });
      await attempted(heliograph, messageId, (devices * 2) / 3);
      await ask({ do: 'crash' });
      const { progress } = await ask<Finished>({ do: 'finish', messageId, deliveries: devices, settled: true });
      const { total = 0, queued = 0, sent = 0, failed = 0, expired = 0 } = progress;
      const seconds = (performance.now() - begun) / 1000;
      const times = await ask<Readonly<Record<string, number>>>({ do: 'pushes', messageId });
      const reached = Object.values(times).reduce((sum, count) => sum + count, 0);
      const pushes = Object.entries(times).reduce((sum, [count, deliveries]) => sum + Number(count) * deliveries, 0);
      return [
        {
          what: 'deliveries that came to an end',
          measured: `${total - queued - sent}`,
          baseline: `${devices}`,
          ratio: (total - queued - sent) / devices,
          bar: { atLeast: 1 },
          note: `after ${seconds.toFixed(0)} s, of which work that was under way at the kill waits 180 for its queue`,
        },
        {
          what: 'devices reached, or it is known why not',
          measured: `${reached + failed + expired}`,
          baseline: `${devices}`,
          ratio: Math.min(1, (reached + failed + expired) / devices),
          bar: { atLeast: 1 },
          note: `${failed} failed for good, ${expired} expired`,
        },
        {
          what: 'pushes more than one a device',
          measured: `${pushes - reached}`,
          note: 'SNS took the message and its answer was lost, or the process died before it wrote it down',
        },
      ];
    } finally {
      await heliograph[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Resolves once so many deliveries are no longer queued. */
async function attempted(heliograph: Peer<unknown>, messageId: string, deliveries: number): Promise<void> {
  for (;;) {
    const { progress } = await heliograph.ask<Progress>({ do: 'progress', messageId } satisfies HeliographQuestion);
    if ((progress.total ?? 0) - (progress.queued ?? 0) >= deliveries) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
