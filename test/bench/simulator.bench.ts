import { join } from 'node:path';
import type { Measurement } from './Measurement.ts';
import { apiTemplate } from './support/apiTemplate.ts';
import { greetingBody, greetingPerson, greetingSchema } from './support/greeting.ts';
import type { LoadResult } from './support/httpLoad.ts';
import { installSimulator } from './support/installSimulator.ts';
import { alternate } from './support/rounds.ts';
import { startPeer } from './support/startPeer.ts';

const support = join(import.meta.dirname, 'support');
const template = apiTemplate(greetingSchema, {
  'Query.person': `export function request(ctx) { return { payload: ${greetingPerson.replace('ID', 'ctx.args.id')} }; }
export function response(ctx) { return ctx.result; }`,
});

export const measurement: Measurement = {
  title: 'A query through a NONE resolver, beside Amplify’s AppSync simulator (VTL, the only language it has)',
  async run() {
    const installed = await installSimulator();
    if ('reason' in installed) {
      return [{ what: 'queries a second', measured: 'skipped', note: `it does not install here: ${installed.reason}` }];
    }
    const apiKey = 'da2-benchbenchbenchbenchbenchb';
    const payload = JSON.stringify({
      name: 'Ada',
      tags: ['first', 'second'],
      address: { street: 'High Street', city: 'London' },
    });
    const vtl = `{"id": $util.toJson($context.arguments.id), ${payload.slice(1)}`;
    await using simulator = await startPeer<{ readonly port: number }>(
      join(support, 'simulator.cjs'),
      {
        schema: `${greetingSchema}\nschema { query: Query }`,
        apiKey,
        typeName: 'Query',
        fieldName: 'person',
        payload: vtl,
      },
      installed.folder,
    );
    await using cloud = await startPeer<{ readonly port: number; readonly outputs: { readonly ApiKey: string } }>(
      join(support, 'localCloud.ts'),
      { template },
    );
    await using client = await startPeer(join(support, 'httpLoad.ts'), { connections: 32 });
    const bodies = new Set<string>();
    const measure = (port: number, key: string) => async () => {
      const load = { path: '/graphql', body: greetingBody, milliseconds: 1000, port, headers: { 'x-api-key': key } };
      const { perSecond, body } = await client.ask<LoadResult>(load);
      bodies.add(JSON.stringify(JSON.parse(body)));
      return perSecond;
    };
    const rates = await alternate(
      {
        simulator: measure(simulator.ready.port, apiKey),
        cloud: measure(cloud.ready.port, cloud.ready.outputs.ApiKey),
      },
      5,
    );
    if (bodies.size !== 1) throw new Error(`The sides answer differently: ${[...bodies].join(' and ')}`);
    return [
      {
        what: 'queries a second',
        measured: rates.cloud.median.toFixed(0),
        baseline: rates.simulator.median.toFixed(0),
        ratio: rates.cloud.ratio,
      },
    ];
  },
};
