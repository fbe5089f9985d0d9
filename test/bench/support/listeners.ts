import { once } from 'node:events';
import { WebSocket } from 'ws';
import { frame, mutationBody, subscription, subscriptionId } from './report.ts';
import { serve } from './serve.ts';

/** The clients to connect. With an `apiKey` each makes one subscription. */
export interface Listening {
  readonly url: string;
  readonly count: number;
  readonly apiKey?: string;
  /** Returns what the client of this number listens for. */
  readonly messageIds?: readonly string[];
}

/** The broadcasts to ask for. Each begins when the one before has reached every client. */
export interface Broadcasts {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly times: number;
}

const clients: WebSocket[] = [];
let received = 0;
let waiting: { readonly count: number; readonly resolve: () => void } | undefined;

async function listen({ url, count, apiKey, messageIds = [] }: Listening): Promise<void> {
  // All handshakes at once would overrun the server's queue of connections.
  const parallel = 50;
  const [, ...more] = messageIds;
  for (let begun = 0; begun < count; begun += parallel) {
    await Promise.all(
      Array.from({ length: Math.min(parallel, count - begun) }, (_, index) =>
        connect(url, apiKey, (more.length > 0 ? messageIds[begun + index] : messageIds[0]) ?? ''),
      ),
    );
  }
}

async function connect(url: string, apiKey: string | undefined, messageId: string): Promise<void> {
  const host = new URL(url).host;
  const authorization = { host, 'x-api-key': apiKey };
  const header = Buffer.from(JSON.stringify(authorization)).toString('base64url');
  const client = new WebSocket(url, apiKey === undefined ? [] : ['graphql-ws', `header-${header}`], {
    perMessageDeflate: false,
  });
  clients.push(client);
  await once(client, 'open');
  if (apiKey !== undefined) {
    client.send(JSON.stringify({ type: 'connection_init' }));
    await frameOf(client, 'connection_ack');
    const data = JSON.stringify({ query: subscription, variables: { messageId } });
    const payload = { data, extensions: { authorization } };
    client.send(JSON.stringify({ id: subscriptionId, type: 'start', payload }));
    await frameOf(client, 'start_ack');
  }
  client.on('message', (data: Buffer) => {
    if (data.length !== frame.length) return;
    received += 1;
    if (received === waiting?.count) waiting.resolve();
  });
}

function frameOf(client: WebSocket, type: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const take = (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { readonly type: string };
    if (frame.type === 'ka') return;
    client.off('message', take);
    if (frame.type === type) resolve();
    else reject(new Error(`Not the ${type} expected: ${data.toString()}`));
  };
  client.on('message', take);
  return promise;
}

/** Milliseconds for all of them. */
async function broadcast({ url, headers, times }: Broadcasts): Promise<number> {
  const begun = performance.now();
  for (let time = 0; time < times; time += 1) {
    const { promise, resolve } = Promise.withResolvers<void>();
    received = 0;
    waiting = { count: clients.length, resolve };
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: mutationBody,
    });
    await response.arrayBuffer();
    await promise;
  }
  return performance.now() - begun;
}

serve({}, (question) =>
  typeof question === 'object' && question !== null && 'times' in question
    ? broadcast(question as Broadcasts)
    : listen(question as Listening),
);
