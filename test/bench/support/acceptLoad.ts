import { randomUUID } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { marshall } from '@aws-sdk/util-dynamodb';
import { signRequest } from 'local-cloud/appsync';
import type { HeliographReady } from './heliograph.ts';
import { peerOptions, serve } from './serve.ts';

/** The side to load. */
export interface AcceptLoad {
  readonly side: 'publish' | 'transactWriteItems';
  readonly milliseconds: number;
}

const heliograph = peerOptions<HeliographReady>();
const connections = 16;
const agent = new Agent({ keepAlive: true, maxSockets: connections });

const publishQuery = 'mutation ($input: PublishInput!) { publish(input: $input) { message { id status } } }';
const content = { title: 'Hello', body: 'From the bench' };

function publication(): { readonly url: URL; readonly body: string; readonly headers: Record<string, string> } {
  const input = { idempotencyKey: randomUUID(), audience: { userIds: ['bench'] }, content };
  return {
    url: new URL(heliograph.graphqlEndpoint),
    body: JSON.stringify({ query: publishQuery, variables: { input } }),
    headers: { 'content-type': 'application/json' },
  };
}

/** Returns the two rows that publish writes for `publication`, with the same members and conditions. */
function transaction(): { readonly url: URL; readonly body: string; readonly headers: Record<string, string> } {
  const id = randomUUID();
  const now = Date.now();
  const put = (Item: Readonly<Record<string, unknown>>) => ({
    Put: {
      TableName: heliograph.messagesTable,
      Item: marshall(Item),
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  });
  const seconds = Math.floor(now / 1000);
  const message = {
    pk: `MESSAGE#${id}`,
    sk: 'MESSAGE',
    id,
    publisherId: 'arn:aws:iam::000000000000:role/Bench',
    status: 'ACCEPTED',
    content,
    options: { timeToLive: 86_400, priority: 'NORMAL', pushType: 'ALERT' },
    audience: { userIds: ['bench'] },
    unreachable: [],
    reporting: 'AUTOMATIC',
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 86_400_000).toISOString(),
    ttl: seconds + 91 * 86_400,
  };
  const record = {
    pk: `IDEMPOTENCY#Mutation.publish#bench#${id}`,
    sk: 'IDEMPOTENCY',
    arguments: JSON.stringify({ idempotencyKey: id, audience: message.audience, content }),
    madeId: id,
    expiresAt: seconds + 86_400,
    ttl: seconds + 86_400,
  };
  return {
    url: new URL(heliograph.awsEndpoint),
    body: JSON.stringify({ TransactItems: [put(record), put(message)] }),
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.TransactWriteItems',
    },
  };
}

async function load({ side, milliseconds }: AcceptLoad): Promise<number> {
  const until = performance.now() + milliseconds;
  let accepted = 0;
  const lane = async () => {
    while (performance.now() < until) {
      const { url, body, headers } = side === 'publish' ? publication() : transaction();
      const [credentials, service] =
        side === 'publish' ? ([heliograph.service, 'appsync'] as const) : ([heliograph.root, 'dynamodb'] as const);
      const scope = { region: heliograph.region, service };
      const answer = await post(
        url,
        body,
        signRequest({ method: 'POST', url, headers, body }, credentials, scope, Date.now()),
      );
      if (answer.includes('"errors"') || answer.includes('__type')) throw new Error(answer);
      accepted += 1;
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, lane));
  return (accepted * 1000) / (performance.now() - begun);
}

function post(url: URL, body: string, headers: Record<string, string>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const sent = httpRequest(url, { method: 'POST', agent, headers }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    response.once('end', () => resolve(text));
  });
  sent.once('error', reject);
  sent.end(body);
  return promise;
}

serve({}, (question) => load(question as AcceptLoad));
