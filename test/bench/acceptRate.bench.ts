import { join } from 'node:path';
import type { Measurement } from './Measurement.ts';
import type { AcceptLoad } from './support/acceptLoad.ts';
import type { HeliographQuestion, HeliographReady } from './support/heliograph.ts';
import { alternate } from './support/rounds.ts';
import { startPeer } from './support/startPeer.ts';

const support = join(import.meta.dirname, 'support');

export const measurement: Measurement = {
  title: 'publish accepted, beside bare TransactWriteItems of the same two rows on the same store',
  async run() {
    await using heliograph = await startPeer<HeliographReady>(join(support, 'heliograph.ts'), { snsPublishRate: 300 });
    const ask = (question: HeliographQuestion) => heliograph.ask(question);
    await ask({ do: 'seed', platform: 'FCM', count: 1, userId: 'bench' });
    await ask({ do: 'stopDispatching' });
    await using client = await startPeer(join(support, 'acceptLoad.ts'), heliograph.ready);
    const side = (name: AcceptLoad['side']) => () =>
      client.ask<number>({ side: name, milliseconds: 1000 } satisfies AcceptLoad);
    const rates = await alternate({ transactWriteItems: side('transactWriteItems'), publish: side('publish') }, 8);
    return [
      {
        what: 'accepted a second',
        measured: rates.publish.median.toFixed(0),
        baseline: rates.transactWriteItems.median.toFixed(0),
        ratio: rates.publish.ratio,
        bar: { atLeast: 0.4 },
        note: 'signed requests over HTTP on both sides',
      },
    ];
  },
};
