import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, execute, parse } from 'graphql';
import { greetingSchema } from './greeting.ts';
import { serve } from './serve.ts';

/** graphql-js's `execute` behind `node:http`. It has no authentication and parses each distinct query once. */
const schema = buildSchema(greetingSchema);
const rootValue = {
  person: ({ id }: { readonly id: string }) =>
    Promise.resolve({
      id,
      name: 'Ada',
      tags: ['first', 'second'],
      address: { street: 'High Street', city: 'London' },
    }),
};
const documents = new Map<string, ReturnType<typeof parse>>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    void (async () => {
      const { query, variables: variableValues } = JSON.parse(Buffer.concat(chunks).toString()) as {
        readonly query: string;
        readonly variables: Record<string, unknown>;
      };
      const document = documents.get(query) ?? parse(query);
      documents.set(query, document);
      const body = JSON.stringify(await execute({ schema, document, rootValue, variableValues }));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
      response.end(body);
    })();
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
serve({ port: (server.address() as AddressInfo).port });
