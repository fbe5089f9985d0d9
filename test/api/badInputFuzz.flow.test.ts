import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { signRequest } from 'local-cloud/appsync';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect } from 'vitest';
import { WebSocket } from 'ws';
import { graphqlRaw } from '../support/graphql.ts';
import { outboxOf, until } from '../support/observe.ts';
import { publishMutation, publishTo, registerDevice } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import type { HeliographOutputs, Runtime } from '../support/Runtime.ts';
import { apiSchema, rootFields } from '../support/sampleOperation.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { newPublisher, newUser, type User } from '../support/users.ts';

// Storms of generated nonsense at every door. After each, somebody's message is delivered as ever.

let shared: Runtime;
const own = ownNames();
let outputs: HeliographOutputs;
let alice: User;
let paula: User;
let storm = 0;

it.beforeAll(async ({ runtime }) => {
  shared = runtime;
  ({ outputs } = runtime);
  alice = await newUser(outputs);
  paula = await newPublisher(outputs);
  await registerDevice(outputs, alice, own('storm-phone'), { fcm: { token: own('storm-token') } });
});

it.afterEach(async () => {
  const title = `After storm ${storm++}`;
  await publishTo(outputs, paula.accessToken, { deviceIds: [own('storm-phone')] }, title);
  await until(
    `“${title}” arrives`,
    () => outboxOf(outputs, { token: own('storm-token') }),
    (pushes) => JSON.stringify(pushes).includes(title),
  );
  expect(shared.running).toBe(true);
  expect(shared.errors).not.toMatch(/Uncaught exception|Unhandled rejection/);
});

const anyText = fc.string({ unit: 'binary', maxLength: 200 });
const anyJson = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });

/** An answer of the GraphQL endpoint to an entitled caller: a known status, and clear errors where data is missing. */
function expectTyped({ status, data, errors }: Awaited<ReturnType<typeof graphqlRaw>>): void {
  expect([200, 400, 413]).toContain(status);
  if (data === null) expect(errors.length).toBeGreaterThan(0);
  for (const { message, errorType } of errors) {
    expect(message).toEqual(expect.stringMatching(/./));
    // What the caller sees of an internal fault; none of these inputs may cause one.
    expect(errorType ?? '').not.toMatch(/Internal|Unavailable|Unhandled|Code:/);
    expect(message).not.toMatch(/\bat .*\.(ts|js):\d|ECONN|undefined is not|Cannot read/);
  }
}

describe('GraphQL over HTTP', () => {
  it('takes any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const headers = { authorization: alice.accessToken };
        const response = await fetch(outputs.graphqlEndpoint, { method: 'POST', headers, body: bytes });
        expect(response.status).toBe(400);
        expect(await response.json()).toMatchObject({ errors: [{ message: expect.any(String) }] });
      }),
      runs(150),
    );
  });

  it('takes any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, async (body) => {
        expectTyped(await graphqlRaw(outputs, alice.accessToken, JSON.stringify(body)));
      }),
      runs(150),
    );
  });

  it('takes any query, variables and operation name', async () => {
    const body = fc.record(
      {
        query: fc.oneof(anyText, fc.constant('query ($id: ID!) { device(id: $id) { id } }')),
        variables: anyJson,
        operationName: anyJson,
        extensions: anyJson,
      },
      { requiredKeys: ['query'] },
    );
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        expectTyped(await graphqlRaw(outputs, alice.accessToken, JSON.stringify(given)));
      }),
      runs(200),
    );
  });

  it('takes any document made of GraphQL’s own words', async () => {
    const names = rootFields(apiSchema()).map((coordinate) => coordinate.split('.')[1] ?? '');
    const word = fc.constantFrom(
      ...[
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        ':',
        '!',
        '$',
        '...',
        '@',
        '=',
        '|',
        '"',
        '"""',
        '#',
        ',',
        '\n',
        '\\u',
        '-1',
        '1e999',
        '99999999999',
      ],
      ...[
        'query',
        'mutation',
        'subscription',
        'fragment',
        'on',
        'Query',
        'id',
        'nodes',
        'input',
        '$x',
        '$x: ID!',
        'null',
        'true',
        '@skip(if: true)',
        '@include(if: $x)',
      ],
      ...[
        '__schema',
        '__type(name: "Query")',
        '__typename',
        'edges',
        'pageInfo',
        'first: 5',
        'after: ""',
        'status: [SENT]',
        ...names,
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 40 }), async (words) => {
        expectTyped(await graphqlRaw(outputs, paula.accessToken, JSON.stringify({ query: words.join(' ') })));
      }),
      runs(250),
    );
  });

  it('takes any publish input', async () => {
    const text = fc.option(anyText, { nil: null });
    const input = fc.record(
      {
        idempotencyKey: anyText,
        audience: fc.record(
          {
            userIds: fc.array(anyText),
            deviceIds: fc.array(anyText),
            platform: fc.constantFrom('FCM', 'APNS', 'PIGEON'),
          },
          { requiredKeys: [] },
        ),
        content: fc.record(
          {
            title: text,
            body: text,
            data: fc.oneof(
              anyJson.map((value) => JSON.stringify(value)),
              anyText,
            ),
            badge: fc.integer(),
            sound: text,
            image: text,
            deepLink: text,
            category: text,
            thread: text,
            localizations: fc.array(fc.record({ locale: anyText, title: text })),
            overrides: fc.record(
              { apns: anyJson.map((value) => JSON.stringify(value)), fcm: text },
              { requiredKeys: [] },
            ),
          },
          { requiredKeys: [] },
        ),
        options: fc.record(
          {
            timeToLive: fc.integer(),
            collapseId: text,
            priority: fc.constantFrom('HIGH', 'NORMAL', 'LOW'),
            pushType: fc.constantFrom('ALERT', 'BACKGROUND'),
          },
          { requiredKeys: [] },
        ),
        scheduledAt: fc.oneof(
          anyText,
          fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        ),
      },
      { requiredKeys: ['idempotencyKey', 'audience', 'content'] },
    );
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const body = JSON.stringify({ query: publishMutation, variables: { input: given } });
        expectTyped(await graphqlRaw(outputs, paula.accessToken, body));
      }),
      runs(200),
    );
  });

  it('takes any device', async () => {
    const query = 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created } }';
    const token = fc.record({ token: fc.oneof(anyText, fc.stringMatching(/^[0-9a-f]{0,500}$/)) });
    const input = fc.record(
      {
        deviceId: anyText,
        address: fc.record({ fcm: token, apns: token }, { requiredKeys: [] }),
        name: anyText,
        locale: anyText,
        timeZone: anyText,
        appVersion: anyText,
      },
      { requiredKeys: ['deviceId', 'address'] },
    );
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        expectTyped(
          await graphqlRaw(outputs, alice.accessToken, JSON.stringify({ query, variables: { input: given } })),
        );
      }),
      runs(100),
    );
  });

  it('takes any id and any page', async () => {
    const query = `query ($id: ID!, $first: Int, $after: String) {
      device(id: $id) { id } message(id: $id) { id } stepUpChallenge(id: $id) { id }
      deliveries(messageId: $id, first: $first, after: $after) { nodes { id } }
      devices(first: $first, after: $after) { nodes { id } } messages(first: $first, after: $after, publisherId: $id) { nodes { id } }
    }`;
    const cursor = fc.oneof(
      anyText,
      fc
        .tuple(fc.constantFrom('k:', 'k:DEVICE#', 'k:DELIVERY#', 'x:'), anyText)
        .map(([kind, rest]) => Buffer.from(kind + rest).toString('base64')),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.record({ id: anyText, first: fc.option(fc.integer()), after: fc.option(cursor) }),
        async (variables) => {
          expectTyped(await graphqlRaw(outputs, paula.accessToken, JSON.stringify({ query, variables })));
        },
      ),
      runs(150),
    );
  });

  it('takes any authorization', async () => {
    const token = fc.string({ maxLength: 300 }).map((text) => text.replaceAll(/[^\x21-\x7e]/g, 'x'));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          token,
          fc.tuple(token, token, token).map((parts) => parts.join('.')),
        ),
        async (authorization) => {
          expect((await graphqlRaw(outputs, authorization, '{"query":"{ me { id } }"}')).status).toBe(401);
        },
      ),
      runs(100),
    );
  });
});

/** An error of the caller's, or the runtime's own `NotSupportedLocally` (501); never a fault. */
function expectAnswered(status: number): void {
  if (status !== 501) expect(status).toBeLessThan(500);
}

describe('the AWS APIs', () => {
  const targets = [
    [
      'dynamodb',
      'DynamoDB_20120810',
      ['GetItem', 'PutItem', 'Query', 'UpdateItem', 'TransactWriteItems', 'BatchGetItem', 'Scan', 'Nothing'],
    ],
    ['sqs', 'AmazonSQS', ['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'SetQueueAttributes', 'Nothing']],
    [
      'cognito-idp',
      'AWSCognitoIdentityProviderService',
      ['InitiateAuth', 'RespondToAuthChallenge', 'SignUp', 'GetUser', 'AdminGetUser', 'VerifySoftwareToken', 'Nothing'],
    ],
    ['secretsmanager', 'secretsmanager', ['GetSecretValue', 'Nothing']],
    ['logs', 'Logs_20140328', ['PutLogEvents', 'FilterLogEvents', 'Nothing']],
  ] as const;
  const names = [
    'TableName',
    'Key',
    'Item',
    'QueueUrl',
    'MessageBody',
    'UserPoolId',
    'Username',
    'ClientId',
    'AuthFlow',
    'AuthParameters',
    'SecretId',
    'logGroupName',
    'TransactItems',
    'KeyConditionExpression',
    'Session',
    'AccessToken',
  ];

  async function send(service: string, headers: Readonly<Record<string, string>>, body: string, path = '/') {
    const url = new URL(path, outputs.awsEndpoint);
    const scope = { region: outputs.region, service };
    return fetch(url, {
      method: 'POST',
      headers: signRequest({ method: 'POST', url, headers, body }, outputs.root, scope, Date.now()),
      body,
    });
  }

  it.each(targets)('%s takes any body', async (service, prefix, operations) => {
    const member = fc.constantFrom(...names);
    const body = fc.oneof(
      fc.dictionary(member, anyJson, { maxKeys: 5 }).map((value) => JSON.stringify(value)),
      anyJson.map((value) => JSON.stringify(value)),
      anyText,
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operations), body, async (operation, given) => {
        const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${prefix}.${operation}` };
        const response = await send(service, headers, given);
        expectAnswered(response.status);
        const answer = (await response.json()) as { __type?: string };
        if (response.status !== 200) expect(answer.__type).toMatch(/\w/);
      }),
      runs(80),
    );
  });

  it('sns takes any form', async () => {
    const pair = fc.tuple(
      fc.constantFrom(
        'TopicArn',
        'TargetArn',
        'Message',
        'MessageStructure',
        'Token',
        'PlatformApplicationArn',
        'Attributes.entry.1.key',
        'MessageAttributes.entry.99999999.Name',
      ),
      anyText,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('Publish', 'CreatePlatformEndpoint', 'Subscribe', 'PublishBatch', 'Nothing'),
        fc.array(pair, { maxLength: 6 }),
        async (action, pairs) => {
          const body = new URLSearchParams([['Action', action], ['Version', '2010-03-31'], ...pairs]).toString();
          const response = await send('sns', { 'content-type': 'application/x-www-form-urlencoded' }, body);
          expectAnswered(response.status);
          const text = await response.text();
          if (response.status !== 200) expect(text).toMatch(/<Code>\w+<\/Code>/);
        },
      ),
      runs(80),
    );
  });

  it('lambda takes any path and body', async () => {
    const path = fc.constantFrom(
      '/2015-03-31/functions/nothing/invocations',
      '/2015-03-31/functions/%20/invocations',
      '/2015-03-31/functions',
      '/2015-03-31/nothing',
      '/2018-06-01/runtime',
    );
    await fc.assert(
      fc.asyncProperty(path, anyText, async (given, body) => {
        const response = await send('lambda', { 'content-type': 'application/json' }, body, given);
        expectAnswered(response.status);
      }),
      runs(40),
    );
  });
});

describe('the port itself', () => {
  it('takes any bytes on a connection', async () => {
    const { port } = new URL(outputs.awsEndpoint);
    const start = fc.constantFrom(
      '',
      'GET / HTTP/1.1\r\n',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n',
      '\u0016\u0003\u0001',
      'PRI * HTTP/2.0\r\n\r\n',
    );
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 200 }), async (head, bytes) => {
        const socket = connect(Number(port), '127.0.0.1');
        socket.on('error', () => {});
        await once(socket, 'connect');
        socket.end(Buffer.concat([Buffer.from(head, 'latin1'), bytes]));
        socket.destroySoon();
      }),
      runs(100),
    );
  });
});

describe('the real-time protocol', () => {
  const protocol = (header: unknown) => `header-${Buffer.from(JSON.stringify(header)).toString('base64url')}`;

  /** Everything that came back until the server closed, or answered what was sent last. */
  async function talk(protocols: string[], frames: readonly (string | Uint8Array)[]): Promise<readonly string[]> {
    const socket = new WebSocket(outputs.realtimeEndpoint, protocols);
    const seen: string[] = [];
    socket.on('error', () => {});
    socket.on('message', (data) => seen.push(data.toString()));
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const opened = new Promise<void>((resolve) => socket.once('open', () => resolve()));
    await Promise.race([opened, closed]);
    for (const frame of frames) if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    const answered = new Promise<void>((resolve) => {
      socket.once('pong', () => resolve());
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    });
    await Promise.race([answered, closed]);
    socket.terminate();
    return seen;
  }

  it('takes any header', async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, async (header) => {
        const seen = await talk(['graphql-ws', protocol(header)], ['{"type":"connection_init"}']);
        expect(seen.join()).not.toContain('connection_ack');
      }),
      runs(60),
    );
  });

  it('takes any frames', async () => {
    const { host } = new URL(outputs.graphqlEndpoint);
    const header = { host, Authorization: alice.accessToken };
    const frame = fc.oneof(
      anyText,
      anyJson.map((value) => JSON.stringify(value)),
      fc.uint8Array({ maxLength: 100 }),
      fc
        .record(
          {
            type: fc.constantFrom('start', 'stop', 'connection_init', 'ka', 'data', 'x'),
            id: anyJson,
            payload: anyJson,
          },
          { requiredKeys: ['type'] },
        )
        .map((value) => JSON.stringify(value)),
      fc
        .tuple(anyJson, anyText)
        .map(([authorization, data]) =>
          JSON.stringify({ type: 'start', id: '1', payload: { data, extensions: { authorization } } }),
        ),
      anyText.map((query) =>
        JSON.stringify({
          type: 'start',
          id: '2',
          payload: { data: JSON.stringify({ query }), extensions: { authorization: header } },
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 8 }), async (frames) => {
        const seen = await talk(['graphql-ws', protocol(header)], ['{"type":"connection_init"}', ...frames]);
        for (const text of seen) expect(JSON.parse(text)).toMatchObject({ type: expect.any(String) });
      }),
      runs(80),
    );
  });
});
