import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AwsApi } from '../../../platform/AwsApi.ts';
import type { JsonObject } from '../../../platform/Json.ts';
import { verifySignature } from '../../../shared/signature/verifySignature.ts';
import { startAppSync } from '../api/startAppSync.ts';

const schema =
  'type Query { plain(request: AWSJSON!): AWSJSON signed(request: AWSJSON!): AWSJSON events(request: AWSJSON!): AWSJSON }';
const code = `export function request(ctx) { return ctx.args.request; }
export function response(ctx) { return { result: ctx.result, error: ctx.error }; }`;

describe('The HTTP and EventBridge data sources', () => {
  let server: Awaited<ReturnType<typeof startAppSync>>;
  const seen: { method: string; url: string; headers: Record<string, string>; body: string }[] = [];
  const put: JsonObject[] = [];
  const target = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers as Record<string, string>,
        body,
      });
      response.writeHead(201, { 'x-answer': 'yes' }).end('made');
    });
  });
  const events: AwsApi = {
    signingName: 'events',
    protocol: 'json-1.1',
    operations: {
      PutEvents: {
        permissions: () => [
          { action: 'events:PutEvents', resource: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
        ],
        run(input) {
          put.push(input);
          return { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] };
        },
      },
    },
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
    const address = target.address();
    const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    server = await startAppSync({
      schema,
      services: [events],
      roles: { caller: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: '*' }] },
      dataSources: {
        plain: { Type: 'HTTP', HttpConfig: { Endpoint: endpoint } },
        signed: {
          Type: 'HTTP',
          HttpConfig: {
            Endpoint: endpoint,
            AuthorizationConfig: {
              AuthorizationType: 'AWS_IAM',
              AwsIamConfig: { SigningRegion: 'us-east-1', SigningServiceName: 'states' },
            },
          },
          role: 'caller',
        },
        bus: {
          Type: 'AMAZON_EVENTBRIDGE',
          EventBridgeConfig: { EventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
          role: 'caller',
        },
      },
      resolvers: {
        'Query.plain': { dataSource: 'plain', code },
        'Query.signed': { dataSource: 'signed', code },
        'Query.events': { dataSource: 'bus', code },
      },
    });
  });
  afterAll(async () => {
    await server.stop();
    target.close();
  });
  const run = async (field: string, request: unknown) => {
    const answer = await server.query(`query ($r: AWSJSON!) { ${field}(request: $r) }`, { r: JSON.stringify(request) });
    if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
    return JSON.parse(String(answer.data?.[field])) as { result: JsonObject; error: { type: string } | null };
  };

  it('sends what the handler asks for and answers status, headers and body', async () => {
    const answer = await run('plain', {
      method: 'POST',
      resourcePath: '/v1/users',
      params: {
        query: { 'a b': '1&2' },
        headers: { 'Content-Type': 'application/json', host: 'evil' },
        body: { name: 'x' },
      },
    });
    expect(answer.result).toMatchObject({ statusCode: 201, headers: { 'x-answer': 'yes' }, body: 'made' });
    expect(seen.at(-1)).toMatchObject({
      method: 'POST',
      url: '/v1/users?a%20b=1%262',
      body: '{"name":"x"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(seen.at(-1)?.headers.host).toMatch(/^127\.0\.0\.1:/);
  });

  it('signs with the credentials of its role', async () => {
    await run('signed', {
      method: 'PUT',
      resourcePath: '/a path/b',
      params: { query: { z: '1', a: 'x y' }, headers: { 'x-own': ' spaced  out ' }, body: 'text' },
    });
    const request = seen.at(-1);
    const [path = '', query = ''] = (request?.url ?? '').split('?');
    const principal = verifySignature(
      {
        method: 'PUT',
        path,
        query,
        headers: request?.headers ?? {},
        body: request?.body ?? '',
        region: server.platform.region,
        service: 'states',
      },
      server.platform.iam,
      Date.now(),
    );
    expect(principal).toMatchObject({ kind: 'role', roleArn: server.roleArns.caller });
  });

  it('refuses a request that is none, and answers an error where nobody is', async () => {
    await expect(run('plain', { method: 'STEAL', resourcePath: '/' })).rejects.toThrow("Unsupported method 'STEAL'.");
    await expect(run('plain', { method: 'GET' })).rejects.toThrow("Value for field '$[resourcePath]' not found.");
  });

  it('puts events on its bus', async () => {
    const answer = await run('events', {
      operation: 'PutEvents',
      events: [{ source: 's', detailType: 't', detail: { k: [1] }, time: '2022-01-10T05:00:10Z' }],
    });
    expect(answer.result).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: 'e' }] });
    expect(put).toEqual([
      {
        Entries: [
          {
            EventBusName: 'arn:aws:events:us-east-1:000000000000:event-bus/default',
            Source: 's',
            DetailType: 't',
            Detail: '{"k":[1]}',
            Time: '2022-01-10T05:00:10Z',
          },
        ],
      },
    ]);
    await expect(run('events', { operation: 'PutEvents', events: [] })).rejects.toThrow('1 to 10 events');
  });
});
