import { once } from 'node:events';
import { signRequest } from 'local-cloud/appsync';
import { type Frame, RealtimeClient } from 'local-cloud/testing/RealtimeClient';
import type { Identity } from './graphql.ts';
import type { HeliographOutputs } from './Runtime.ts';

/** Connects and subscribes. Returns the client and the first answer: `start_ack`, `error` or `connection_error`. */
export async function subscribeAs(
  outputs: HeliographOutputs,
  identity: Identity,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<{ readonly client: RealtimeClient; readonly answer: Frame }> {
  const client = RealtimeClient.withHeader(
    outputs.realtimeEndpoint,
    authorization(outputs, identity, '/connect', '{}'),
  );
  await once(client.socket, 'open');
  client.send({ type: 'connection_init' });
  const connected = await client.next();
  if (connected.type !== 'connection_ack') return { client, answer: connected };
  const data = JSON.stringify({ query, variables });
  client.send({
    id: '1',
    type: 'start',
    payload: { data, extensions: { authorization: authorization(outputs, identity, '', data) } },
  });
  return { client, answer: await client.next() };
}

/** Returns the protocol's header object: a token, or a signature over the endpoint with this suffix and body. */
function authorization(
  outputs: HeliographOutputs,
  identity: Identity,
  suffix: string,
  body: string,
): Record<string, string> {
  const url = new URL(outputs.graphqlEndpoint + suffix);
  const { host } = url;
  if (identity === null) return { host };
  if (typeof identity === 'string') return { host, Authorization: identity };
  const headers = {
    accept: 'application/json, text/javascript',
    'content-encoding': 'amz-1.0',
    'content-type': 'application/json; charset=UTF-8',
  };
  const scope = { region: outputs.region, service: 'appsync' };
  return signRequest({ method: 'POST', url, headers, body }, identity, scope, Date.now());
}
