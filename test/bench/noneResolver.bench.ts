import { join } from 'node:path';
import type { Measurement } from './Measurement.ts';
import { apiTemplate } from './support/apiTemplate.ts';
import { greetingBody, greetingPerson, greetingSchema } from './support/greeting.ts';
import type { Load, LoadResult } from './support/httpLoad.ts';
import { alternate } from './support/rounds.ts';
import { type Peer, startPeer } from './support/startPeer.ts';

const support = join(import.meta.dirname, 'support');
const template = apiTemplate(greetingSchema, {
  'Query.person': `export function request(ctx) { return { payload: ${greetingPerson.replace('ID', 'ctx.args.id')} }; }
export function response(ctx) { return ctx.result; }`,
});

export const measurement: Measurement = {
  title: 'A query through a NONE resolver over HTTP, beside graphql-js behind node:http',
  async run() {
    await using bare = await startPeer<{ readonly port: number }>(join(support, 'bareGraphQL.ts'));
    await using cloud = await startPeer<{ readonly port: number; readonly outputs: { readonly ApiKey: string } }>(
      join(support, 'localCloud.ts'),
      { template },
    );
    await using client = await startPeer(join(support, 'httpLoad.ts'), { connections: 32 });
    const request = { path: '/graphql', body: greetingBody, milliseconds: 1000 };
    const bareLoad: Load = { ...request, port: bare.ready.port, headers: {} };
    const cloudLoad: Load = {
      ...request,
      port: cloud.ready.port,
      headers: { 'x-api-key': cloud.ready.outputs.ApiKey },
    };

    const processor = { bare: 0, cloud: 0 };
    const bodies = new Set<string>();
    const measure = (side: keyof typeof processor, peer: Peer<unknown>, load: Load) => async () => {
      const before = await peer.usage();
      const { perSecond, body } = await client.ask<LoadResult>(load);
      const { cpu } = await peer.usage();
      processor[side] += (cpu - before.cpu) / perSecond;
      bodies.add(body);
      return perSecond;
    };
    const rates = await alternate(
      { bare: measure('bare', bare, bareLoad), cloud: measure('cloud', cloud, cloudLoad) },
      8,
    );
    if (bodies.size !== 1) throw new Error(`The sides answer differently: ${[...bodies].join(' and ')}`);
    return [
      {
        what: 'queries a second',
        measured: rates.cloud.median.toFixed(0),
        baseline: rates.bare.median.toFixed(0),
        ratio: rates.cloud.ratio,
        bar: { atLeast: 0.5 },
      },
      {
        what: 'processor time a query, inverse ratio',
        measured: '',
        ratio: processor.bare / processor.cloud,
        note: 'the same without what the client and other work on the machine cost',
      },
    ];
  },
};
