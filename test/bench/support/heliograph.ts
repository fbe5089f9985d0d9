import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoleCredentials } from 'local-cloud';
import { isJsonObject, type JsonObject, loadAssembly } from 'local-cloud';
import { signRequest } from 'local-cloud/appsync';
import { MovableClock } from 'local-cloud/testing/MovableClock';
import { RealtimeClient } from 'local-cloud/testing/RealtimeClient';
import { startTemplate } from 'local-cloud/testing/startTemplate';
import { CLAIM_MILLISECONDS } from '../../../functions/delivery/deliverOne.ts';
import { deviceKey, ownerKey, topicKey, userKey } from '../../../functions/rules/keys.ts';
import { synthesizeCached } from '../../../infra/aws/synthesizeCached.ts';
import { demoSecretsFor } from '../../../infra/start/demo/demoSecrets.ts';
import { FaultWatch, underWay, type Witnessed } from './FaultWatch.ts';
import { peerOptions, serve } from './serve.ts';

/** The requests to the peer. */
export type HeliographQuestion =
  /** Registers `count` devices as Heliograph would, but without its functions: all of one user, or each of another. */
  | { readonly do: 'seed'; readonly platform: 'APNS' | 'FCM'; readonly count: number; readonly userId?: string }
  /** Creates a topic with as many new devices and a queue as subscribers. Returns its id. */
  | { readonly do: 'topic'; readonly devices: number }
  | { readonly do: 'faults'; readonly faults: JsonObject }
  /** Returns the message's id. With `follow` its publisher subscribes to its reports at once. */
  | { readonly do: 'publish'; readonly audience: JsonObject; readonly follow?: boolean }
  | { readonly do: 'progress'; readonly messageId: string }
  /** Returns once so many deliveries were attempted. With `settled`, once the push services' answers are known too. */
  | { readonly do: 'finish'; readonly messageId: string; readonly deliveries: number; readonly settled?: boolean }
  /** Kills the functions' execution environments. Returns when, in epoch milliseconds. */
  | { readonly do: 'crash' }
  /** Returns the units counted so far. */
  | { readonly do: 'meter' }
  /** Stops all that follows the acceptance of a message, to measure only accepting. */
  | { readonly do: 'stopDispatching' }
  /** Lets the work that goes on end, and minutes pass on the runtime's clock. */
  | { readonly do: 'pass'; readonly minutes: number }
  /** Opens the message's deliveries again that failed for these reasons. */
  | { readonly do: 'redeliver'; readonly messageId: string; readonly reasons: readonly string[] }
  /** Returns what happened since this was last asked. */
  | { readonly do: 'witnessed' }
  /** Returns the deliveries that a kill at this time, in epoch milliseconds, interrupted. */
  | { readonly do: 'underWay'; readonly at: number }
  /** Returns how often each delivery was accepted by a push service. */
  | { readonly do: 'pushes'; readonly messageId: string };

/** The first word of the peer: where and as whom to call it. */
export interface HeliographReady {
  readonly graphqlEndpoint: string;
  readonly awsEndpoint: string;
  readonly region: string;
  readonly messagesTable: string;
  readonly service: RoleCredentials;
  readonly root: RoleCredentials;
}

export interface HeliographOptions {
  readonly snsPublishRate: number;
  /** The folder of its state, kept so that another process can take it over. @default a folder of its own, deleted */
  readonly folder?: string;
  /** Milliseconds by which the runtime's clock is ahead of this machine's. It can be moved. @default 0 */
  readonly ahead?: number;
}

export interface Progress {
  readonly status: string;
  readonly progress: Readonly<Record<string, number>>;
}

export interface Finished extends Progress {
  readonly milliseconds: number;
}

const { snsPublishRate, folder: given, ahead = 0 } = peerOptions<HeliographOptions>();
const clock = new MovableClock();
clock.advance(ahead);
const watch = new FaultWatch(clock);
const folder = given ?? mkdtempSync(join(tmpdir(), 'heliograph-bench-'));
if (given === undefined) process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.env.CDK_CONTEXT_JSON = JSON.stringify({ 'heliograph:snsPublishRate': snsPublishRate });
const assembly = await synthesizeCached(join(folder, 'cdk.out'));
const cloud = await startTemplate(assembly, {
  directory: join(folder, 'data'),
  secrets: demoSecretsFor(loadAssembly(assembly)),
  clock,
  log: watch.log,
});

const { platform } = cloud;
const root = { kind: 'root' } as const;
const call = (service: string, operation: string, input: JsonObject) =>
  platform.aws.call(root, service, operation, input);
const tableOf = (logicalId: string) =>
  cloud.resources.find((resource) => resource.logicalId.startsWith(logicalId) && resource.type.includes('DynamoDB'))
    ?.physicalId ?? '';
const devices = tableOf('Devices');
const messages = tableOf('Messages');
const topics = tableOf('Topics');

function applicationOf(kind: 'APNS' | 'FCM'): string {
  const snsPlatform = kind === 'FCM' ? 'GCM' : kind;
  return `arn:aws:sns:${platform.region}:${platform.accountId}:app/${snsPlatform}/heliograph-dev-${kind}`;
}

async function seed(kind: 'APNS' | 'FCM', count: number, userId: string | undefined): Promise<void> {
  const application = applicationOf(kind);
  // The functions that wake when devices register are not measured here.
  await stopStream(devices);
  for (let start = 0; start < count; start += 20) {
    const size = Math.min(20, count - start);
    const rows = await Promise.all(
      Array.from({ length: size }, async (_, offset) => {
        const id = randomUUID();
        const token = kind === 'FCM' ? id : id.replaceAll('-', '').repeat(2);
        const { EndpointArn } = await call('sns', 'CreatePlatformEndpoint', {
          PlatformApplicationArn: application,
          Token: token,
        });
        const owner = userId ?? `user-${id}`;
        const shard = (start + offset) % 16;
        return [
          {
            ...deviceKey(owner, id),
            id,
            userId: owner,
            platform: kind,
            token,
            tokenHash: id,
            endpointArn: String(EndpointArn),
            status: 'ENABLED',
            revision: id,
            change: 'ADDRESS',
            registeredAt: new Date().toISOString(),
            lastSeenAt: new Date().toISOString(),
            platformShard: `${kind}#${shard}`,
          },
          { ...ownerKey(id), userId: owner, platform: kind },
          { ...userKey(owner), userId: owner },
        ];
      }),
    );
    const items = new Map(rows.flat().map((row) => [`${row.pk} ${row.sk}`, row]));
    await Promise.all(
      [...items.values()].map((row) =>
        call('dynamodb', 'PutItem', {
          TableName: devices,
          Item: {
            ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, { S: value }])),
            ...('id' in row ? { addressVersion: { N: '1' }, ttl: { N: '4000000000' } } : {}),
          },
        }),
      ),
    );
  }
}

const outputs = cloud.result.outputs['heliograph-dev'] ?? {};
const service = platform.credentials(String(outputs.ServiceRoleArn));

async function graphql<Data>(query: string, variables: JsonObject): Promise<Data> {
  const url = new URL(String(outputs.GraphqlEndpoint));
  const body = JSON.stringify({ query, variables });
  const headers = signRequest(
    { method: 'POST', url, headers: { 'content-type': 'application/json' }, body },
    service,
    { region: platform.region, service: 'appsync' },
    clock.now(),
  );
  const response = await fetch(url, { method: 'POST', headers, body });
  const answer = (await response.json()) as { readonly data: Data; readonly errors?: readonly unknown[] };
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

async function topic(count: number): Promise<string> {
  const id = randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase();
  const { TopicArn } = await call('sns', 'CreateTopic', { Name: `heliograph-dev-topic-${id}` });
  const row = {
    ...topicKey(id),
    id,
    name: 'Bench',
    type: 'STANDARD',
    status: 'ACTIVE',
    access: 'OPEN',
    arn: String(TopicArn),
  };
  const created = { createdAt: new Date().toISOString(), createdBy: 'bench' };
  await call('dynamodb', 'PutItem', {
    TableName: topics,
    Item: Object.fromEntries(Object.entries({ ...row, ...created }).map(([name, value]) => [name, { S: value }])),
  });
  for (let index = 0; index < count; index += 1) {
    const endpoint = { PlatformApplicationArn: applicationOf('FCM'), Token: randomUUID() };
    const { EndpointArn } = await call('sns', 'CreatePlatformEndpoint', endpoint);
    await call('sns', 'Subscribe', {
      TopicArn: String(TopicArn),
      Protocol: 'application',
      Endpoint: String(EndpointArn),
    });
  }
  const queue = `bench-${id}`;
  const queueArn = `arn:aws:sqs:${platform.region}:${platform.accountId}:${queue}`;
  const statement = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage' };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Resource: queueArn }] });
  await call('sqs', 'CreateQueue', { QueueName: queue, Attributes: { Policy: policy } });
  await call('sns', 'Subscribe', { TopicArn: String(TopicArn), Protocol: 'sqs', Endpoint: queueArn });
  return id;
}

const following: RealtimeClient[] = [];

/** Subscribes to the message's reports over a new connection. */
async function follow(messageId: string): Promise<void> {
  const url = `${String(outputs.GraphqlEndpoint).replace(/^http/, 'ws')}/realtime`;
  const sign = (suffix: string, body: string) =>
    signRequest(
      {
        method: 'POST',
        url: new URL(String(outputs.GraphqlEndpoint) + suffix),
        headers: {
          accept: 'application/json, text/javascript',
          'content-encoding': 'amz-1.0',
          'content-type': 'application/json; charset=UTF-8',
        },
        body,
      },
      service,
      { region: platform.region, service: 'appsync' },
      clock.now(),
    );
  const client = RealtimeClient.withHeader(url, sign('/connect', '{}'));
  following.push(client);
  await once(client.socket, 'open');
  client.send({ type: 'connection_init' });
  await client.next('connection_ack');
  const query = `subscription ($messageId: ID!) { onDeliveryReport(messageId: $messageId) { messageStatus
    events { sequence deviceId status } progress { total queued sent providerAccepted failed } } }`;
  const data = JSON.stringify({ query, variables: { messageId } });
  client.send({ id: '1', type: 'start', payload: { data, extensions: { authorization: sign('', data) } } });
  const answer = await client.next('start_ack');
  if (answer.type !== 'start_ack') throw new Error(JSON.stringify(answer));
}

async function publish(audience: JsonObject): Promise<string> {
  const input = { idempotencyKey: randomUUID(), audience, content: { title: 'Hello', body: 'From the bench' } };
  const mutation = 'mutation ($input: PublishInput!) { publish(input: $input) { message { id } } }';
  return (await graphql<{ publish: { message: { id: string } } }>(mutation, { input })).publish.message.id;
}

async function progressOf(messageId: string): Promise<Progress> {
  const query = `query ($id: ID!) { message(id: $id) { status progress {
    total queued sent providerAccepted failed expired suppressed cancelled } } }`;
  return (await graphql<{ message: Progress }>(query, { id: messageId })).message;
}

async function finish(messageId: string, deliveries: number, settled: boolean): Promise<Finished> {
  const begun = performance.now();
  for (;;) {
    const message = await progressOf(messageId);
    const { total = 0, queued = 0, sent = 0 } = message.progress;
    if (total === deliveries && queued === 0 && (!settled || sent === 0) && message.status === 'COMPLETED') {
      return { ...message, milliseconds: performance.now() - begun };
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function setFaults(faults: JsonObject): Promise<void> {
  await fetch(new URL('/_local/sns/faults', cloud.baseUrl), { method: 'PUT', body: JSON.stringify(faults) });
}

/** Stops all readers of a table's stream. */
async function stopStream(table: string): Promise<void> {
  const { EventSourceMappings } = await call('lambda', 'ListEventSourceMappings', {});
  for (const mapping of Array.isArray(EventSourceMappings) ? EventSourceMappings : []) {
    if (!isJsonObject(mapping) || !String(mapping.EventSourceArn).includes(table)) continue;
    await call('lambda', 'UpdateEventSourceMapping', { UUID: String(mapping.UUID), Enabled: false });
  }
}

async function redeliver(messageId: string, reasons: readonly string[]): Promise<void> {
  const input = { messageId, reasons: [...reasons], idempotencyKey: randomUUID() };
  await graphql('mutation ($input: RedeliverInput!) { redeliver(input: $input) { redelivery { id } } }', { input });
}

/** Returns the id of a seeded FCM device, which is its token. */
async function deviceOf(endpointArn: string): Promise<string> {
  const { Attributes } = await call('sns', 'GetEndpointAttributes', { EndpointArn: endpointArn });
  // Within the process it is the map that becomes XML.
  return Attributes instanceof Map ? String(Attributes.get('Token')) : '';
}

/** Returns, by a delivery's id, how often a push service accepted it. */
async function pushes(messageId: string): Promise<Readonly<Record<string, number>>> {
  const response = await fetch(new URL('/_local/outbox?kind=push&limit=1000000', cloud.baseUrl));
  const entries = (await response.json()) as readonly { readonly body: unknown; readonly outcome?: string }[];
  const times: Record<string, number> = {};
  for (const { body, outcome } of entries) {
    const id = /"heliograph.deliveryId":"([^"]+)"/.exec(JSON.stringify(body))?.[1];
    if (outcome === 'accept' && id?.startsWith(messageId)) times[id] = (times[id] ?? 0) + 1;
  }
  return times;
}

const ready: HeliographReady = {
  graphqlEndpoint: String(outputs.GraphqlEndpoint),
  awsEndpoint: cloud.baseUrl,
  region: platform.region,
  messagesTable: messages,
  service,
  root: platform.iam.rootCredentials(),
};

serve(ready, (asked) => {
  const question = asked as HeliographQuestion;
  switch (question.do) {
    case 'seed':
      return seed(question.platform, question.count, question.userId);
    case 'faults':
      return setFaults(question.faults);
    case 'topic':
      return topic(question.devices);
    case 'publish':
      return (async () => {
        const messageId = await publish(question.audience);
        if (question.follow === true) await follow(messageId);
        return messageId;
      })();
    case 'progress':
      return progressOf(question.messageId);
    case 'finish':
      return finish(question.messageId, question.deliveries, question.settled === true);
    case 'crash':
      cloud.lambda.crash();
      return clock.now();
    case 'stopDispatching':
      return stopStream(messages);
    case 'pass':
      return (async () => {
        for (let minute = 0; minute < question.minutes; minute += 1) await watch.passMinute(cloud);
      })();
    case 'redeliver':
      return redeliver(question.messageId, question.reasons);
    case 'witnessed':
      return (async () => {
        const { lostAnswers, ...others } = watch.witnessed(cloud);
        return { ...others, lostAnswers: await Promise.all(lostAnswers.map(deviceOf)) } satisfies Witnessed;
      })();
    case 'underWay':
      return underWay(cloud, tableOf('Deliveries'), question.at, CLAIM_MILLISECONDS);
    case 'pushes':
      return pushes(question.messageId);
    case 'meter':
      return Object.fromEntries(platform.meter.snapshot());
  }
});
