import { describe, expect } from 'vitest';
import { type GraphQLAnswerError, graphql, graphqlData, type Identity } from '../support/graphql.ts';
import { publishTo } from '../support/operations.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { SettingRows } from '../support/settingRows.ts';
import { test } from '../support/sharedRuntime.ts';
import { challengeIdOf, challengeOf, errorOf, proveBy, putSetting } from '../support/stepUp.ts';
import { adminOfSettings, clearSettings } from '../support/stepUpSettings.ts';
import { subscribeAs } from '../support/subscribeAs.ts';
import { newAdmin, newPublisher, newUser, type User } from '../support/users.ts';

const required = { requirement: 'STEP_UP_REQUIRED' };

/** The error of a subscription that was refused, null for one that began. */
async function refusalOf(outputs: HeliographOutputs, identity: Identity, query: string, variables: object) {
  const { client, answer } = await subscribeAs(outputs, identity, query, { ...variables });
  client.socket.terminate();
  const { errors } = (answer.payload ?? {}) as { errors?: readonly GraphQLAnswerError[] };
  return answer.type === 'start_ack' ? null : (errors?.[0] ?? answer);
}

describe('what admins and publishers read', () => {
  let outputs: HeliographOutputs;
  let ada: User;
  test.beforeAll(async ({ runtime }) => {
    ({ outputs } = runtime);
    ada = await adminOfSettings(outputs);
  });
  test.afterAll(() => clearSettings(outputs, ada));

  test('can need a proof, and no other way leads to the same', async () => {
    const paula = await newPublisher(outputs);
    const { id } = await publishTo(outputs, paula.accessToken, { platform: 'FCM' }, 'Read by proof');
    const operations = ['Query.messages', 'Query.deliveries'];
    const reads = { ...required, group: 'reads', operations, scope: 'SESSION' };
    expect((await putSetting(outputs, ada.accessToken, reads)).errors).toEqual([]);

    const list = '{ messages { nodes { id } } }';
    const others = [
      'query ($id: ID!) { message(id: $id) { id } }',
      'query ($id: ID!) { deliveries(messageId: $id) { nodes { id } } }',
      'query ($id: ID!) { deliveryEvents(messageId: $id) { endSequence } }',
    ];
    const watch = 'subscription ($id: ID!) { onDeliveryReport(messageId: $id) { messageId } }';
    // It shows the message, again and again once it is cancelled.
    const cancel = 'mutation ($id: ID!) { cancelMessage(input: { messageId: $id }) { message { title } } }';
    for (const query of [list, cancel, ...others]) {
      const refused = await graphql(outputs, paula.accessToken, query, query === list ? {} : { id });
      expect(errorOf(refused)).toMatchObject({ errorType: 'StepUpRequired', errorInfo: { group: 'reads' } });
    }
    expect(await refusalOf(outputs, paula.accessToken, watch, { id })).toMatchObject({ errorType: 'StepUpRequired' });
    // A role has no second factor.
    expect((await graphql(outputs, outputs.service, list)).errors).toEqual([]);

    const challengeId = challengeIdOf(await graphql(outputs, paula.accessToken, list));
    expect(await challengeOf(outputs, paula.accessToken, challengeId)).toMatchObject({
      operation: 'Query.messages',
      summary: 'Read your messages',
    });
    await proveBy(outputs, paula.accessToken, challengeId, paula.phone);
    const { messages } = await graphqlData<{ messages: { nodes: { id: string }[] } }>(
      outputs,
      paula.accessToken,
      '{ messages { nodes { id deliveries { nodes { id } } } } }',
    );
    expect(messages.nodes).toEqual([{ id, deliveries: { nodes: expect.any(Array) } }]);
    for (const query of others) expect((await graphql(outputs, paula.accessToken, query, { id })).errors).toEqual([]);
    expect(await refusalOf(outputs, paula.accessToken, watch, { id })).toBeNull();
  });

  test('nested in another answer is held to the same setting', async () => {
    const paula = await newPublisher(outputs);
    const { id } = await publishTo(outputs, paula.accessToken, { platform: 'FCM' }, 'Nested');
    await putSetting(outputs, ada.accessToken, { ...required, group: 'reads', operations: ['Query.deliveries'] });
    const query = 'query ($id: ID!) { message(id: $id) { id deliveries { nodes { id } } } }';
    const ask = () => graphql(outputs, paula.accessToken, query, { id });
    await proveBy(outputs, paula.accessToken, challengeIdOf(await ask()), paula.phone);
    expect(await ask()).toMatchObject({
      errors: [],
      data: { message: { id, deliveries: { nodes: expect.any(Array) } } },
    });
    expect(errorOf(await ask()).errorType).toBe('StepUpRequired');
  });

  test.for([
    ['Query.auditLog', '{ auditLog { nodes { id } } }', 'Read the audit log'],
    ['Query.stepUpAudit', '{ stepUpAudit { nodes { id } } }', 'Read the step-up audit'],
    ['Query.stepUpSettings', '{ stepUpSettings { nodes { group } } }', 'Read the step-up settings'],
    [
      'Query.topicSubscribers',
      '{ topicSubscribers(topicId: "x") { nodes { protocol } } }',
      'Read the subscribers of topic x',
    ],
  ] as const)('%s is read once for each proof', async ([operation, query, summary]) => {
    const admin = await newAdmin(outputs);
    const ask = () => graphql(outputs, admin.accessToken, query);
    expect((await ask()).errors).toEqual([]);
    await putSetting(outputs, ada.accessToken, { ...required, operation });
    const challengeId = challengeIdOf(await ask());
    expect(await challengeOf(outputs, admin.accessToken, challengeId)).toMatchObject({ operation, summary });
    await proveBy(outputs, admin.accessToken, challengeId, admin.phone);
    expect((await ask()).errors).toEqual([]);
    expect(errorOf(await ask()).errorType).toBe('StepUpRequired');
    using rows = new SettingRows(outputs);
    await rows.delete(operation);
  });

  test('of a user’s own things no setting can name, unless the deployment says so', async () => {
    const answer = await putSetting(outputs, ada.accessToken, { ...required, operation: 'Query.devices' });
    expect(errorOf(answer)).toMatchObject({ errorType: 'InvalidInput', errorInfo: { field: 'input.operation' } });
  });
});

test('users’ own reads, and what they watch, can need a proof where the deployment says so', async ({
  passkeyRuntime,
}) => {
  const { outputs } = passkeyRuntime;
  const ada = await adminOfSettings(outputs);
  const user = await newUser(outputs);
  const reads = [
    '{ devices { nodes { id } } }',
    '{ device(id: "none") { id } }',
    '{ inbox { nodes { delivery { id } } } }',
    '{ topicSubscriptions { nodes { topicId } } }',
  ];
  const watches = [
    'subscription { onMyDeliveries { messageId } }',
    'subscription { onMyDevices { deviceId } }',
    'subscription { onMyTopicSubscriptions { topicId } }',
  ];
  const outcomes = async () => [
    ...(await Promise.all(reads.map((query) => graphql(outputs, user.accessToken, query)))).map(
      ({ errors }) => errors[0]?.errorType ?? null,
    ),
    ...(await Promise.all(watches.map((query) => refusalOf(outputs, user.accessToken, query, {})))).map(
      (error) => error?.errorType ?? null,
    ),
  ];
  expect(await outcomes()).toEqual(Array(7).fill(null));
  const operations = ['Query.devices', 'Query.inbox', 'Query.topicSubscriptions'];
  const group = { ...required, group: 'own', operations, scope: 'SESSION', methods: ['SMS_STEP_UP'] };
  expect((await putSetting(outputs, ada.accessToken, group)).errors).toEqual([]);
  expect(await outcomes()).toEqual(Array(7).fill('StepUpRequired'));
  const [first = ''] = reads;
  await proveBy(outputs, user.accessToken, challengeIdOf(await graphql(outputs, user.accessToken, first)), user.phone);
  expect(await outcomes()).toEqual(Array(7).fill(null));
  await clearSettings(outputs, ada);
});
