import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signRequest } from '../../../appsync/datasources/signRequest.ts';
import { RealtimeClient } from '../../../testing/RealtimeClient.ts';
import { startAppSync } from '../api/startAppSync.ts';

const schema = /* GraphQL */ `
  type Query { nothing: String }
  type Mutation {
    report(input: ReportInput!): Report
    expel(group: String!): String
    draw: Shape
    put(id: ID!): Item @aws_iam
  }
  type Subscription {
    onReport(id: ID, state: String): Report @aws_subscribe(mutations: ["report"])
    onSevere(least: Int!): Report @aws_subscribe(mutations: ["report"])
    onGuarded(owner: String!): Report @aws_subscribe(mutations: ["report"])
    onDraw: Shape @aws_subscribe(mutations: ["draw"])
    onIam: Report @aws_subscribe(mutations: ["report"]) @aws_iam
    onPut: Item @aws_subscribe(mutations: ["put"])
  }
  input ReportInput { id: ID! state: String severity: Int place: String }
  type Report { id: ID! state: String severity: Int place: Place }
  type Place { name: String! }
  type Item @aws_iam { id: ID! owner: Owner }
  type Owner @aws_iam { name: String }
  interface Shape { name: String }
  type Circle implements Shape { name: String radius: Int }
  type Square implements Shape { name: String side: Int }
`;

const response = 'export function response(ctx) { return ctx.result; }';
const report = `export function request(ctx) {
  const { place, ...rest } = ctx.args.input;
  return { payload: { ...rest, place: place ? { name: place } : null } };
} ${response}`;
const severe = `import { extensions, util } from '@aws-appsync/utils';
export function request(ctx) { return { payload: null }; }
export function response(ctx) {
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({
    or: [{ severity: { ge: ctx.args.least }, state: { in: ['BAD', 'WORSE'] } }, { 'place.name': { eq: 'core' } }],
  }));
  extensions.setSubscriptionInvalidationFilter(util.transform.toSubscriptionFilter({ group: { eq: 'noisy' } }));
  return null;
}`;
const guarded = `import { util } from '@aws-appsync/utils';
export function request(ctx) {
  if (ctx.args.owner !== 'me') { util.unauthorized(); }
  return { payload: null };
}
export function response(ctx) { return null; }`;
const expel = `import { extensions } from '@aws-appsync/utils';
export function request(ctx) { return { payload: ctx.args.group }; }
export function response(ctx) {
  extensions.invalidateSubscriptions({ subscriptionField: 'onSevere', payload: { group: ctx.args.group } });
  return ctx.result;
}`;

const mutation = /* GraphQL */ `
  mutation Report($input: ReportInput!) { report(input: $input) { i: id state severity place { name } } }
`;
const onReport = 'subscription ($id: ID, $state: String) { onReport(id: $id, state: $state) { id s: state } }';

describe('The real-time endpoint', () => {
  let server: Awaited<ReturnType<typeof startAppSync>>;
  let header: Record<string, string>;
  const clients: RealtimeClient[] = [];
  beforeAll(async () => {
    server = await startAppSync({
      schema,
      api: { AuthenticationType: 'API_KEY', AdditionalAuthenticationProviders: [{ AuthenticationType: 'AWS_IAM' }] },
      resolvers: {
        'Mutation.report': { code: report },
        'Mutation.expel': { code: expel },
        'Mutation.draw': {
          code: `export function request() { return { payload: { __typename: 'Circle', name: 'c', radius: 2 } }; } ${response}`,
        },
        'Mutation.put': {
          code: `export function request(ctx) { return { payload: { id: ctx.args.id, owner: { name: 'o' } } }; } ${response}`,
        },
        'Subscription.onSevere': { code: severe },
        'Subscription.onGuarded': { code: guarded },
      },
    });
    header = { host: new URL(server.endpoint).host, 'x-api-key': server.apiKey };
  });
  afterAll(() => server.stop());
  afterEach(() => {
    for (const client of clients.splice(0)) client.socket.terminate();
  });

  const open = async (client = RealtimeClient.withHeader(server.realtimeEndpoint, header)) => {
    clients.push(client);
    return client.connect();
  };
  const publish = (input: Record<string, string | number | null>) => server.query(mutation, { input });

  it('acknowledges with the timeout, keeps alive at once and answers the sub-protocol', async () => {
    const client = RealtimeClient.withHeader(server.realtimeEndpoint, header);
    clients.push(client);
    await once(client.socket, 'open');
    expect(client.socket.protocol).toBe('graphql-ws');
    client.send({ type: 'connection_init' });
    expect(await client.next()).toEqual({ type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } });
    expect(await client.next('ka')).toEqual({ type: 'ka' });
  });

  it.each(['query', 'plain'])('takes the credential from the %s carrier', async (carrier) => {
    const url = `${server.realtimeEndpoint}?header=${Buffer.from(JSON.stringify(header)).toString('base64')}&payload=e30=`;
    await open(
      carrier === 'query'
        ? new RealtimeClient(url)
        : new RealtimeClient(server.realtimeEndpoint, ['graphql-ws'], { 'x-api-key': server.apiKey }),
    );
  });

  it('refuses a connection without a good credential and closes it', async () => {
    const client = RealtimeClient.withHeader(server.realtimeEndpoint, { ...header, 'x-api-key': 'da2-wrong' });
    clients.push(client);
    await once(client.socket, 'open');
    client.send({ type: 'connection_init' });
    expect(await client.next()).toEqual({
      type: 'connection_error',
      payload: {
        errors: [
          { errorType: 'UnauthorizedException', message: 'You are not authorized to make this call.', errorCode: 401 },
        ],
      },
    });
    await client.closed;
  });

  it('delivers what the mutation selected, cut to what the subscriber selected', async () => {
    const client = await open();
    await client.subscribe('1', onReport, { id: 'a' }, header);
    await client.subscribe('2', 'subscription { all: onReport { __typename i: id place { name } } }', {}, header);
    await publish({ id: 'a', state: 'SENT', place: 'here' });
    const frames = [await client.next(), await client.next()].sort((x, y) => String(x.id).localeCompare(String(y.id)));
    expect(frames).toEqual([
      { id: '1', type: 'data', payload: { data: { onReport: { id: 'a', s: 'SENT' } } } },
      { id: '2', type: 'data', payload: { data: { all: { __typename: 'Report', i: 'a', place: { name: 'here' } } } } },
    ]);
    client.send({ type: 'stop', id: '2' });
    expect(await client.next()).toEqual({ type: 'complete', id: '2' });
    await publish({ id: 'b' });
    await publish({ id: 'a', state: 'LAST' });
    expect(await client.next()).toMatchObject({ id: '1', payload: { data: { onReport: { s: 'LAST' } } } });
  });

  it('knows the types of abstract values, whether or not the mutation asked', async () => {
    const client = await open();
    const query = 'subscription { onDraw { name ... on Circle { radius __typename } ... on Square { side } } }';
    await client.subscribe('1', query, {}, header);
    await server.query('mutation { draw { name ... on Circle { r: radius } } }');
    expect(await client.next()).toMatchObject({
      payload: { data: { onDraw: { name: 'c', radius: 2, __typename: 'Circle' } } },
    });
  });

  it('tells an argument given as null from one left out', async () => {
    const client = await open();
    await client.subscribe('null', onReport, { state: null }, header);
    await publish({ id: '1', state: 'SENT' });
    await publish({ id: '2' });
    expect(await client.next()).toMatchObject({ payload: { data: { onReport: { id: '2', s: null } } } });
  });

  it('sends null and an error where the mutation did not select what may not be null', async () => {
    const client = await open();
    await client.subscribe('1', 'subscription { onReport(id: "n") { id } }', {}, header);
    await client.subscribe('2', 'subscription { onReport(state: "N") { id } }', {}, header);
    await server.query('mutation { report(input: { id: "n", state: "N" }) { state } }');
    expect(await client.next()).toEqual({
      id: '2',
      type: 'data',
      payload: {
        data: { onReport: null },
        errors: [
          {
            path: ['onReport', 'id'],
            locations: null,
            message: "Cannot return null for non-nullable type: 'ID' within parent 'Report' (/onReport/id)",
          },
        ],
      },
    });
  });

  it('applies enhanced filters in place of arguments, and ends what is invalidated', async () => {
    const client = await open();
    await client.subscribe('s', 'subscription { onSevere(least: 7) { id severity place { name } } }', {}, header);
    await publish({ id: 'low', severity: 3, state: 'BAD' });
    await publish({ id: 'fine', severity: 9, state: 'GOOD' });
    await publish({ id: 'severe', severity: 9, state: 'BAD' });
    expect(await client.next()).toMatchObject({ payload: { data: { onSevere: { id: 'severe' } } } });
    await publish({ id: 'core', severity: 1, place: 'core' });
    expect(await client.next()).toMatchObject({ payload: { data: { onSevere: { id: 'core' } } } });
    await server.query('mutation { expel(group: "quiet") }');
    await server.query('mutation { expel(group: "noisy") }');
    expect(await client.next()).toEqual({ type: 'complete', id: 's' });
    await client.closed;
  });

  it.each([
    [
      'an unknown field',
      'subscription { nope { id } }',
      [
        {
          message: "Validation error of type FieldUndefined: Field 'nope' in type 'Subscription' is undefined @ 'nope'",
        },
      ],
    ],
    [
      'a resolver that refuses',
      'subscription { onGuarded(owner: "you") { id } }',
      [expect.objectContaining({ errorType: 'Unauthorized' })],
    ],
    [
      'a field of another mode',
      'subscription { onIam { id } }',
      [{ errorType: 'Unauthorized', message: 'Not Authorized to access onIam on type Subscription' }],
    ],
    ['a query', 'query { nothing }', [expect.objectContaining({ errorCode: 400 })]],
    ['junk', 'subscription {', [expect.objectContaining({ errorCode: 400 })]],
  ])('answers a start with %s by an error', async (_, query, errors) => {
    const client = await open();
    client.start('1', query, {}, header);
    expect(await client.next()).toEqual({ type: 'error', id: '1', payload: { errors } });
    client.start('2', 'subscription { onGuarded(owner: "me") { id } }', {}, header);
    expect(await client.next()).toEqual({ type: 'start_ack', id: '2' });
  });

  it('delivers nested fields that the subscriber may not query, and warns of them at the start', async () => {
    const client = await open();
    await client.subscribe('1', 'subscription { onPut { id owner { name } } }', {}, header);
    const body = JSON.stringify({ query: 'mutation { put(id: "a") { id owner { name } } }' });
    const request = { method: 'POST', url: new URL(server.endpoint), headers: {}, body };
    const scope = { region: server.platform.region, service: 'appsync' };
    await server.post(body, signRequest(request, server.platform.iam.rootCredentials(), scope, Date.now()));
    expect(await client.next()).toEqual({
      id: '1',
      type: 'data',
      payload: { data: { onPut: { id: 'a', owner: { name: 'o' } } } },
    });
    expect(server.logged).toContainEqual(
      expect.stringContaining('{"subscription":"onPut","fields":["Item.id","Item.owner","Owner.name"]}'),
    );
    expect(server.logged).not.toContainEqual(expect.stringContaining('{"subscription":"onReport"'));
  });

  it('authorizes each subscription by its own credential', async () => {
    const client = await open();
    client.start('1', 'subscription { onReport { id } }', {}, { host: header.host ?? '' });
    expect(await client.next()).toMatchObject({
      type: 'error',
      id: '1',
      payload: { errors: [{ errorType: 'UnauthorizedException' }] },
    });
  });

  it('refuses a duplicate id, and frames that are none, without closing', async () => {
    const client = await open();
    await client.subscribe('1', onReport, { id: 'x' }, header);
    client.start('1', onReport, { id: 'x' }, header);
    expect(await client.next()).toMatchObject({
      type: 'error',
      id: '1',
      payload: { errors: [{ errorType: 'DuplicatedOperationError' }] },
    });
    for (const junk of ['junk', '[]', '{"type":"start"}', '{"type":"other","id":"9"}', '{"type":"start","id":5}']) {
      client.send(junk);
      expect(await client.next()).toEqual({
        type: 'error',
        payload: {
          errors: [
            { errorType: 'UnsupportedOperation', message: 'unknown not supported through the realtime channel' },
          ],
        },
      });
    }
    await publish({ id: 'x', state: 'STILL' });
    expect(await client.next()).toMatchObject({ id: '1', payload: { data: { onReport: { s: 'STILL' } } } });
  });

  it('takes 200 subscriptions a connection and no more', async () => {
    const client = await open();
    for (let index = 0; index < 200; index += 1) client.start(`${index}`, onReport, { id: `${index}` }, header);
    for (let index = 0; index < 200; index += 1) expect((await client.next()).type).toBe('start_ack');
    client.start('one more', onReport, { id: '1' }, header);
    expect(await client.next()).toMatchObject({ type: 'error', id: 'one more' });
    client.send({ type: 'stop', id: '0' });
    await client.next();
    await client.subscribe('one more', onReport, { id: '1' }, header);
  });

  it('drops a payload over 240 KB and delivers the next', async () => {
    const client = await open();
    await client.subscribe('1', onReport, { id: 'big' }, header);
    await publish({ id: 'big', state: 'x'.repeat(300_000) });
    await publish({ id: 'big', state: 'small' });
    expect(await client.next()).toMatchObject({ payload: { data: { onReport: { s: 'small' } } } });
  });

  it('cuts off a client that does not read, without holding up the others', async () => {
    const [slow, fast] = [await open(), await open()];
    await slow.subscribe('1', onReport, { id: 'flood' }, header);
    await fast.subscribe('1', onReport, { id: 'flood' }, header);
    slow.socket.pause();
    // More than the buffers of both ends of a socket take, and four megabytes.
    const state = 'x'.repeat(230_000);
    for (let index = 0; index < 100; index += 1) {
      await publish({ id: 'flood', state });
      expect((await fast.next()).type).toBe('data');
    }
    expect(server.logged.some((line) => line.includes('does not read'))).toBe(true);
    slow.socket.resume();
    await slow.closed;
  });

  it('counts operations and updates as they are billed', async () => {
    const client = await open();
    await client.subscribe('1', onReport, { id: 'billed' }, header);
    const before = server.platform.meter.snapshot();
    await publish({ id: 'billed', state: 'x'.repeat(6000) });
    await client.next();
    const after = server.platform.meter.snapshot();
    const counted = (unit: string) => (after.get(unit) ?? 0) - (before.get(unit) ?? 0);
    expect(counted('appsync:operation')).toBe(1);
    expect(counted('appsync:realtimeUpdate')).toBe(2);
    expect(after.get('appsync:connectionMinute')).toBeGreaterThan(0);
  });

  it('ignores frames before the ack', async () => {
    const client = RealtimeClient.withHeader(server.realtimeEndpoint, header);
    clients.push(client);
    await once(client.socket, 'open');
    client.start('early', onReport, {}, header);
    client.send({ type: 'connection_init' });
    expect((await client.next()).type).toBe('connection_ack');
    await client.subscribe('early', onReport, { id: 'q' }, header);
  });
});
