import { join } from 'node:path';
import type { Measurement } from './Measurement.ts';
import { apiTemplate } from './support/apiTemplate.ts';
import type { Broadcasts, Listening } from './support/listeners.ts';
import { reportResolver, reportSchema, watchedMessage } from './support/report.ts';
import { alternate } from './support/rounds.ts';
import { type Peer, startPeer } from './support/startPeer.ts';

const support = join(import.meta.dirname, 'support');
const template = apiTemplate(reportSchema, { 'Mutation.report': reportResolver });
const subscribers = 1_000;
const others = 10_000;
const times = 20;

interface CloudReady {
  readonly port: number;
  readonly outputs: { readonly ApiKey: string };
}

/** A server, and its clients in another process. */
async function startSide(server: Peer<unknown>, listening: Listening, broadcasts: Broadcasts) {
  const listeners = await startPeer(join(support, 'listeners.ts'));
  await listeners.ask(listening);
  const processor: number[] = [];
  return {
    processor,
    async sample(): Promise<number> {
      const before = await server.usage();
      const milliseconds = await listeners.ask<number>(broadcasts);
      processor.push((await server.usage()).cpu - before.cpu);
      return (subscribers * times * 1000) / milliseconds;
    },
    [Symbol.asyncDispose]: () => listeners[Symbol.asyncDispose](),
  };
}

export const measurement: Measurement = {
  title: `One mutation to ${subscribers} subscribers, beside a broadcast of the same bytes with bare ws`,
  async run() {
    await using bare = await startPeer<{ readonly port: number }>(join(support, 'bareBroadcast.ts'));
    await using cloud = await startPeer<CloudReady>(join(support, 'localCloud.ts'), { template });
    await using crowded = await startPeer<CloudReady>(join(support, 'localCloud.ts'), { template });
    await using crowd = await startPeer(join(support, 'listeners.ts'));

    const bareUrl = `127.0.0.1:${bare.ready.port}`;
    await using bareSide = await startSide(
      bare,
      { url: `ws://${bareUrl}/`, count: subscribers },
      { url: `http://${bareUrl}/`, headers: {}, times },
    );
    const realtime = ({ port }: CloudReady) => `ws://127.0.0.1:${port}/graphql/realtime`;
    const startCloudSide = (peer: Peer<CloudReady>) =>
      startSide(
        peer,
        {
          url: realtime(peer.ready),
          count: subscribers,
          apiKey: peer.ready.outputs.ApiKey,
          messageIds: [watchedMessage],
        },
        {
          url: `http://127.0.0.1:${peer.ready.port}/graphql`,
          headers: { 'x-api-key': peer.ready.outputs.ApiKey },
          times,
        },
      );
    await using cloudSide = await startCloudSide(cloud);
    await using crowdedSide = await startCloudSide(crowded);
    const before = await crowded.usage();
    await crowd.ask({
      url: realtime(crowded.ready),
      count: others,
      apiKey: crowded.ready.outputs.ApiKey,
      messageIds: Array.from({ length: others }, (_, index) => `message-${index}`),
    } satisfies Listening);
    const memory = ((await crowded.usage()).memory - before.memory) / others;

    const rates = await alternate(
      { cloud: () => cloudSide.sample(), bare: () => bareSide.sample(), crowded: () => crowdedSide.sample() },
      10,
    );
    return [
      {
        what: 'deliveries a second',
        measured: rates.cloud.median.toFixed(0),
        baseline: rates.bare.median.toFixed(0),
        ratio: 1 / rates.bare.ratio,
        bar: { atLeast: 0.6 },
      },
      {
        what: `time with ${others} who listen for something else`,
        measured: `${((subscribers * 1000) / rates.crowded.median).toFixed(1)} ms`,
        baseline: `${((subscribers * 1000) / rates.cloud.median).toFixed(1)} ms without`,
        ratio: 1 / rates.crowded.ratio,
        bar: { atMost: 1.2 },
      },
      {
        what: 'memory of an idle subscription, its connection included',
        measured: `${(memory / 1024).toFixed(1)} KB`,
        note: 'resident memory of the server',
      },
      {
        what: 'processor time of the server, inverse ratio',
        measured: '',
        ratio: sum(bareSide.processor) / sum(cloudSide.processor),
      },
    ];
  },
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
