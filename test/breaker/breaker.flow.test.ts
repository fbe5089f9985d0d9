import { randomUUID } from 'node:crypto';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { expect } from 'vitest';
import { platformOperations } from '../../functions/rules/stepUp/decideStepUp.ts';
import { graphqlData } from '../support/graphql.ts';
import { pushesWith, setFaults, until } from '../support/observe.ts';
import { publishMutation, publishTo, registerDevice } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { SettingRows } from '../support/settingRows.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { subscribeAs } from '../support/subscribeAs.ts';
import { newAdmin, newPublisher, newUser, type User } from '../support/users.ts';

// The breaker of FCM, in a runtime whose breakers hold for seconds. No other file uses FCM there meanwhile.

const own = ownNames();
let outputs: HeliographOutputs;
let ada: User;
let alice: User;
let paula: User;

it.beforeAll(async ({ passkeyRuntime }) => {
  ({ outputs } = passkeyRuntime);
  ada = await newAdmin(outputs);
  alice = await newUser(outputs);
  paula = await newPublisher(outputs);
  const token = own('token');
  await registerDevice(outputs, alice, own('phone'), { fcm: { token } });
});
it.afterAll(() => setFaults(outputs, {}));

const publish = async (title: string, options: object = {}) => {
  const audience = { userIds: [alice.sub] };
  const input = { idempotencyKey: randomUUID(), audience, content: { title }, options };
  const data = await graphqlData<{ publish: { message: { id: string } } }>(
    outputs,
    paula.accessToken,
    publishMutation,
    {
      input,
    },
  );
  return data.publish.message.id;
};

interface Seen {
  readonly heldBecause: string | null;
  readonly deliveries: {
    readonly nodes: readonly {
      readonly status: string;
      readonly reason: string | null;
      readonly heldBecause: string | null;
    }[];
  };
}

const query =
  'query ($id: ID!) { message(id: $id) { heldBecause deliveries { nodes { status reason heldBecause } } } }';
const messageOf = async (id: string) =>
  (await graphqlData<{ message: Seen }>(outputs, paula.accessToken, query, { id })).message;

const waits = (because: string | null) => ({ status: 'QUEUED', reason: null, heldBecause: because });

async function untilHeld(id: string, because: string): Promise<void> {
  const message = await until(
    'the message is held',
    () => messageOf(id),
    ({ heldBecause }) => heldBecause === because,
  );
  expect(message.deliveries.nodes).toEqual([waits(because)]);
}

async function untilAccepted(id: string): Promise<void> {
  const message = await until(
    'the push service accepted it',
    () => messageOf(id),
    ({ deliveries }) => deliveries.nodes[0]?.status === 'PROVIDER_ACCEPTED',
  );
  expect(message.heldBecause).toBeNull();
}

/** Runs the evaluation as its schedule does, once a minute. */
async function evaluate(): Promise<void> {
  const lambda = new LambdaClient({
    endpoint: outputs.awsEndpoint,
    region: outputs.region,
    credentials: outputs.root,
  });
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const FunctionName = Functions.map((one) => `${one.FunctionName}`).find((name) => /evaluatePlatforms/i.test(name));
  const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName }));
  expect(FunctionError).toBeUndefined();
}

async function fcm(): Promise<{ readonly heldBecause: string | null; readonly heldBy: string | null }> {
  const platforms = 'query { platforms { platform heldBecause heldBy } }';
  type Answer = {
    readonly platforms: readonly { platform: string; heldBecause: string | null; heldBy: string | null }[];
  };
  const answer = await graphqlData<Answer>(outputs, paula.accessToken, platforms);
  const found = answer.platforms.find(({ platform }) => platform === 'FCM');
  if (found === undefined) throw new Error('platforms has no FCM.');
  return found;
}

/** Follows the platforms live. `next` resolves with what the next report about FCM says. */
async function follow() {
  const { client, answer } = await subscribeAs(
    outputs,
    paula.accessToken,
    'subscription { onPlatformState { platform heldBecause } }',
  );
  expect(answer.type).toBe('start_ack');
  const next = async (): Promise<string | null> => {
    for (;;) {
      const { type, payload } = await client.next();
      const { onPlatformState: report } = (payload as { data?: { onPlatformState?: Report } } | undefined)?.data ?? {};
      if (type === 'data' && report?.platform === 'FCM') return report.heldBecause;
    }
  };
  return { next, [Symbol.dispose]: () => client.socket.terminate() };
}

interface Report {
  readonly platform: string;
  readonly heldBecause: string | null;
}

it('holds what refused credentials would lose, tells live, closes by itself and sends each once', async () => {
  using live = await follow();
  await setFaults(outputs, { answers: { GCM: 'invalid-credentials' } });
  const first = await publish('Refused');
  expect(await live.next()).toBe('PLATFORM_CREDENTIALS');
  // From here on SNS refuses too, so that no probe reaches the push service.
  await setFaults(outputs, { disabledPlatforms: ['GCM'] });
  const titles = ['One', 'Two', 'In order'].map((title) => own(title));
  const ids = await Promise.all(titles.map((title, index) => publish(title, index === 2 ? { groupId: 'g' } : {})));
  for (const id of ids) await untilHeld(id, 'PLATFORM_CREDENTIALS');

  await setFaults(outputs, {});
  await until('the breaker closes', async () => {
    await evaluate();
    return (await fcm()).heldBecause === null;
  });
  expect(await live.next()).toBeNull();
  for (const id of ids) await untilAccepted(id);
  for (const title of titles) expect(await pushesWith(outputs, title)).toHaveLength(1);
  const refused = await messageOf(first);
  expect(refused.deliveries.nodes).toMatchObject([{ status: 'FAILED', reason: 'CREDENTIALS_INVALID' }]);
});

it('is opened and closed by an admin, and closes by nothing else', async () => {
  using rows = new SettingRows(outputs);
  await rows.open(platformOperations);
  using live = await follow();
  const change = (name: string) => {
    const Input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${Input}!) { ${name}(input: $input) { platform { heldBecause heldBy } } }`;
    return graphqlData(outputs, ada.accessToken, mutation, { input: { platform: 'FCM' } });
  };
  expect(await change('holdPlatform')).toEqual({
    holdPlatform: { platform: { heldBecause: 'PLATFORM_HELD_BY_ADMIN', heldBy: ada.sub } },
  });
  expect(await live.next()).toBe('PLATFORM_HELD_BY_ADMIN');
  // Senders know it within two seconds.
  const sent = await until('a message is held', async () => {
    const { id } = await publishTo(outputs, paula.accessToken, { userIds: [alice.sub] }, own('Held'));
    await until(
      'it is sent or held',
      () => messageOf(id),
      ({ heldBecause, deliveries }) => {
        return heldBecause !== null || deliveries.nodes[0]?.status === 'PROVIDER_ACCEPTED';
      },
    );
    return (await messageOf(id)).heldBecause === null ? null : id;
  });
  await evaluate();
  expect(await fcm()).toMatchObject({ heldBecause: 'PLATFORM_HELD_BY_ADMIN', heldBy: ada.sub });
  await change('releasePlatform');
  expect(await live.next()).toBeNull();
  await untilAccepted(`${sent}`);
  for (const operation of platformOperations) await rows.delete(operation);

  const held = { name: 'heldBecause', before: null, after: '"PLATFORM_HELD_BY_ADMIN"' };
  const acts = [
    ['Mutation.releasePlatform', { ...held, before: held.after, after: null }],
    ['Mutation.holdPlatform', held],
  ].map(([operation, change]) => ({ operation, target: 'platform/FCM', changes: [change] }));
  const asked = 'nodes { operation target changes { name before after } actor { username } }';
  const audit = `query ($actor: ID, $target: String) {
    of: auditLog(actor: $actor) { ${asked} }
    latest: auditLog(target: $target, first: 2) { ${asked} }
    all: auditLog(operation: "Mutation.holdPlatform", until: "2020-01-01T00:00:00Z") { ${asked} }
  }`;
  const by = acts.map((act) => ({ ...act, actor: { username: ada.username } }));
  expect(await graphqlData(outputs, ada.accessToken, audit, { actor: ada.sub, target: 'platform/FCM' })).toEqual({
    of: { nodes: by },
    latest: { nodes: by },
    all: { nodes: [] },
  });
  const copies = await until('both acts are copied', copiesOf, ({ length }) => length === 2);
  expect(copies.toReversed()).toMatchObject(acts.map(({ operation, target }) => ({ operation, target })));
});

/** The acts of ada in the log group of the audit log. */
async function copiesOf(): Promise<readonly { readonly actor: string }[]> {
  const { awsEndpoint: endpoint, region, root: credentials } = outputs;
  const logs = new CloudWatchLogsClient({ endpoint, region, credentials });
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const logGroupName = logGroups.map((group) => `${group.logGroupName}`).find((name) => name.includes('AuditLogGroup'));
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
  const entries = events.map(({ message }) => JSON.parse(`${message}`) as { act?: { actor: string } });
  return entries.flatMap(({ act }) => (act?.actor === ada.sub ? [act] : []));
}
