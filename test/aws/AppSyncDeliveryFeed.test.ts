import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildSchema, isObjectType, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppSyncDeliveryFeed, reportDeliveriesMutation } from '../../functions/aws/appsync/AppSyncDeliveryFeed.ts';
import { mergeSchema } from '../../schema/mergeSchema.ts';

const appSync = readFileSync(join(import.meta.dirname, '../../schema/appsync.graphql'), 'utf8');
const schema = buildSchema(`${appSync}\n${mergeSchema()}`);

describe('the mutation', () => {
  it('selects every field of what subscriptions carry', () => {
    const document = parse(reportDeliveriesMutation);
    expect(validate(schema, document)).toEqual([]);
    const info = new TypeInfo(schema);
    const missing: string[] = [];
    visit(
      document,
      visitWithTypeInfo(info, {
        SelectionSet(node) {
          const type = info.getParentType();
          if (!isObjectType(type) || type.name === 'Mutation') return;
          const selected = node.selections.map((selection) => (selection.kind === 'Field' ? selection.name.value : ''));
          for (const field of Object.keys(type.getFields())) if (!selected.includes(field)) missing.push(field);
        },
      }),
    );
    expect(missing).toEqual([]);
  });
});

describe('the feed', () => {
  let server: Server;
  let answers: (readonly [status: number, body: object])[];
  let requests: { headers: IncomingHttpHeaders; body: string }[];
  let feed: AppSyncDeliveryFeed;
  beforeEach(async () => {
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'session');
    answers = [];
    requests = [];
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      requests.push({ headers: request.headers, body });
      const [status, answer] = answers.shift() ?? [200, { data: {} }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    feed = new AppSyncDeliveryFeed(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  });

  const report = { messageId: 'm', events: [], statusChanges: [], forPublisher: true };

  it('signs for AppSync with the function’s own role', async () => {
    await feed.report(report);
    const [request] = requests;
    expect(JSON.parse(request?.body ?? '').variables).toEqual({ input: report });
    expect(request?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d{8}\/eu-west-1\/appsync\/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$/,
    );
    expect(request?.headers['x-amz-security-token']).toBe('session');
  });

  it('tries again what AppSync could not do now', async () => {
    answers = [
      [500, {}],
      [200, { data: null, errors: [{ errorType: 'InternalFailure' }] }],
    ];
    await feed.report(report);
    expect(requests).toHaveLength(3);
  });

  it('gives up after some attempts, and says no more than the kind of error', async () => {
    const refusal = [200, { errors: [{ errorType: 'Unauthorized', message: 'secret words' }] }] as const;
    answers = [refusal, refusal, refusal, refusal];
    await expect(feed.report(report)).rejects.toThrow(/^AppSync answered 200 Unauthorized$/);
    expect(requests).toHaveLength(4);
  });
});
