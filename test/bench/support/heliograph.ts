import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceKey, ownerKey, userKey } from '../../../functions/domain/keys.ts';
import { synthesizeCached } from '../../../infra/aws/synthesizeCached.ts';
import { signRequest } from '../../../infra/local/appsync/datasources/signRequest.ts';
import { loadAssembly } from '../../../infra/local/assembly/loadAssembly.ts';
import { demoSecretsFor } from '../../../infra/local/outputs/demoSecrets.ts';
import { isJsonObject, type JsonObject } from '../../../infra/local/platform/Json.ts';
import type { RoleCredentials } from '../../../infra/local/platform/Platform.ts';
import { startTemplate } from '../../../infra/local/testing/startTemplate.ts';
import { peerOptions, serve } from './serve.ts';

/** What the peer is asked. */
export type HeliographQuestion =
  /** Registers so many devices as the product would, without its functions: `count` of one user's, or each another user's. */
  | { readonly do: 'seed'; readonly platform: 'APNS' | 'FCM'; readonly count: number; readonly userId?: string }
  | { readonly do: 'faults'; readonly faults: JsonObject }
  /** Answers the message's id and the milliseconds until it was accepted. */
  | { readonly do: 'publish'; readonly audience: JsonObject }
  /** Answers once so many deliveries have an end, or `SENT` without what is to come of it. */
  | { readonly do: 'finish'; readonly messageId: string; readonly deliveries: number; readonly killEvery?: number }
  /** Answers the units counted so far. */
  | { readonly do: 'meter' }
  /** Stops what comes behind an accepted message, to measure accepting alone. */
  | { readonly do: 'stopDispatching' }
  /** Answers how often each delivery reached a push service. */
  | { readonly do: 'pushes'; readonly messageId: string };

/** What the peer is ready with: where and as whom to call it. */
export interface HeliographReady {
  readonly graphqlEndpoint: string;
  readonly awsEndpoint: string;
  readonly region: string;
  readonly messagesTable: string;
  readonly service: RoleCredentials;
  readonly root: RoleCredentials;
}

export interface Finished {
  readonly milliseconds: number;
  readonly progress: Readonly<Record<string, number>>;
  readonly status: string;
  readonly killed: number;
}

const { snsPublishRate } = peerOptions<{ readonly snsPublishRate: number }>();
const folder = mkdtempSync(join(tmpdir(), 'heliograph-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.env.CDK_CONTEXT_JSON = JSON.stringify({ 'heliograph:snsPublishRate': snsPublishRate });
const assembly = await synthesizeCached(join(folder, 'cdk.out'));
const cloud = await startTemplate(assembly, {
  directory: join(folder, 'data'),
  secrets: demoSecretsFor(loadAssembly(assembly)),
});

const { platform } = cloud;
const root = { kind: 'root' } as const;
const call = (service: string, operation: string, input: JsonObject) =>
  platform.aws.call(root, service, operation, input);
const tableOf = (logicalId: string) =>
  cloud.resources.find((resource) => resource.logicalId.startsWith(logicalId) && resource.type.includes('DynamoDB'))
    ?.physicalId ?? '';
const devices = tableOf('StorageDevices');
const messages = tableOf('StorageMessages');

async function seed(kind: 'APNS' | 'FCM', count: number, userId: string | undefined): Promise<void> {
  const snsPlatform = kind === 'FCM' ? 'GCM' : kind;
  const application = `arn:aws:sns:${platform.region}:${platform.accountId}:app/${snsPlatform}/Heliograph-${kind}`;
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
          { ...ownerKey(id), userId: owner },
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

const outputs = cloud.result.outputs.Heliograph ?? {};
const service = platform.credentials(String(outputs.ServiceRoleArn));

async function graphql<Data>(query: string, variables: JsonObject): Promise<Data> {
  const url = new URL(String(outputs.GraphqlEndpoint));
  const body = JSON.stringify({ query, variables });
  const headers = signRequest(
    { method: 'POST', url, headers: { 'content-type': 'application/json' }, body },
    service,
    { region: platform.region, service: 'appsync' },
    Date.now(),
  );
  const response = await fetch(url, { method: 'POST', headers, body });
  const answer = (await response.json()) as { readonly data: Data; readonly errors?: readonly unknown[] };
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

async function publish(audience: JsonObject): Promise<string> {
  const input = { idempotencyKey: randomUUID(), audience, content: { title: 'Hello', body: 'From the bench' } };
  const mutation = 'mutation ($input: PublishInput!) { publish(input: $input) { message { id } } }';
  return (await graphql<{ publish: { message: { id: string } } }>(mutation, { input })).publish.message.id;
}

async function finish(messageId: string, deliveries: number, killEvery: number | undefined): Promise<Finished> {
  const begun = performance.now();
  let killed = 0;
  const query = `query ($id: ID!) { message(id: $id) { status progress {
    total queued sent providerAccepted failed expired suppressed cancelled } } }`;
  for (;;) {
    const { message } = await graphql<{ message: { status: string; progress: Record<string, number> } }>(query, {
      id: messageId,
    });
    const { total = 0, queued = 0 } = message.progress;
    const milliseconds = performance.now() - begun;
    if (total === deliveries && queued === 0 && message.status === 'COMPLETED') {
      return { milliseconds, progress: message.progress, status: message.status, killed };
    }
    if (killEvery !== undefined && milliseconds > (killed + 1) * killEvery && killed < 5) {
      cloud.lambda.crash();
      killed += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function setFaults(faults: JsonObject): Promise<void> {
  await fetch(new URL('/_local/sns/faults', cloud.baseUrl), { method: 'PUT', body: JSON.stringify(faults) });
}

async function stopDispatching(): Promise<void> {
  const { EventSourceMappings } = await call('lambda', 'ListEventSourceMappings', {});
  for (const mapping of Array.isArray(EventSourceMappings) ? EventSourceMappings : []) {
    if (!isJsonObject(mapping) || !String(mapping.EventSourceArn).includes(messages)) continue;
    await call('lambda', 'UpdateEventSourceMapping', { UUID: String(mapping.UUID), Enabled: false });
  }
}

/** How many deliveries of the message reached a push service, by how often they did. */
async function pushes(messageId: string): Promise<Readonly<Record<string, number>>> {
  const response = await fetch(new URL('/_local/outbox?kind=push&limit=1000000', cloud.baseUrl));
  const entries = (await response.json()) as readonly { readonly body: unknown }[];
  const times = new Map<string, number>();
  for (const { body } of entries) {
    const id = /"heliograph.deliveryId":"([^"]+)"/.exec(JSON.stringify(body))?.[1];
    if (id?.startsWith(messageId)) times.set(id, (times.get(id) ?? 0) + 1);
  }
  const byTimes: Record<string, number> = {};
  for (const count of times.values()) byTimes[count] = (byTimes[count] ?? 0) + 1;
  return byTimes;
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
    case 'publish':
      return publish(question.audience);
    case 'finish':
      return finish(question.messageId, question.deliveries, question.killEvery);
    case 'stopDispatching':
      return stopDispatching();
    case 'pushes':
      return pushes(question.messageId);
    case 'meter':
      return Object.fromEntries(platform.meter.snapshot());
  }
});
