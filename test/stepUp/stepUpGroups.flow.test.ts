import { randomUUID } from 'node:crypto';
import { claimsOf } from 'local-cloud/testing/users';
import { describe, expect } from 'vitest';
import {
  CancelMessageDocument,
  CreateTopicDocument,
  DeleteStepUpSettingDocument,
  PublishDocument,
  PutStepUpSettingDocument,
  StepUpSettingsDocument,
  withStepUp,
} from '../../client/index.ts';
import { type GraphQLAnswer, graphql, graphqlData } from '../support/graphql.ts';
import { amplifyAt, signInWithAmplify, trustLocalAuthority } from '../support/liveClients.ts';
import { newRecipient } from '../support/newRecipient.ts';

import type { HeliographOutputs } from '../support/Runtime.ts';
import { SettingRows } from '../support/settingRows.ts';
import { test } from '../support/sharedRuntime.ts';
import {
  challengeIdOf,
  challengeOf,
  errorOf,
  initiate,
  lastCode,
  proveBy,
  publishAs,
  putSetting,
  respond,
  wrongCode,
} from '../support/stepUp.ts';
import { adminOfSettings, clearSettings } from '../support/stepUpSettings.ts';
import { createUser, type NewUserOptions, newUser, type User } from '../support/users.ts';

const requireMutation = 'mutation ($input: RequireStepUpInput!) { requireStepUp(input: $input) { operation } }';
const consumeMutation = 'mutation ($input: RequireStepUpInput!) { consumeStepUpGrant(input: $input) { challengeId } }';
const deleteMutation =
  'mutation ($input: DeleteStepUpSettingInput!) { deleteStepUpSetting(input: $input) { operation group deleted } }';

let outputs: HeliographOutputs;
let ada: User;
let bob: User;
let rows: SettingRows;

test.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  trustLocalAuthority(outputs);
  ada = await adminOfSettings(outputs);
  bob = await newRecipient(outputs);
  rows = new SettingRows(outputs);
});
test.afterAll(async () => {
  rows[Symbol.dispose]();
  await clearSettings(outputs, ada);
});

/** Clears the settings, so that each test has them to itself. */
test.beforeEach(async () => {
  for (const group of await rows.groups()) await remove({ group: group.group });
  for (const { operation } of await rows.operations()) {
    if (!operation.endsWith('StepUpSetting')) await remove({ operation });
  }
});

async function remove(input: object): Promise<unknown> {
  return (await graphqlData<{ deleteStepUpSetting: unknown }>(outputs, ada.accessToken, deleteMutation, { input }))
    .deleteStepUpSetting;
}

async function put(input: object): Promise<void> {
  const answer = await putSetting(outputs, ada.accessToken, { requirement: 'STEP_UP_REQUIRED', ...input });
  expect(answer.errors).toEqual([]);
}

const inGroup = (group: string, operations: string[], rule: object = {}) => ({
  requirement: 'STEP_UP_REQUIRED',
  group,
  operations,
  ...rule,
});

/** Creates a user whose token a service knows. */
interface Member extends User {
  readonly jti: string;
}

async function createMember(groups: NewUserOptions['groups'] = ['publishers']): Promise<Member> {
  const user = await newUser(outputs, { groups });
  return { ...user, jti: `${claimsOf(user.accessToken).jti}` };
}

/** Asks as a service about an operation of its own. Returns the answer. */
function ask({ sub, jti }: Member, operation: string, given = 'a', mutation = requireMutation): Promise<GraphQLAnswer> {
  const input = { operation, arguments: given, summary: 'Pay 5', user: { sub, jti } };
  return graphql(outputs, outputs.service, mutation, { input });
}

async function prove(user: User, answer: GraphQLAnswer): Promise<void> {
  await proveBy(outputs, user.accessToken, challengeIdOf(answer), user.phone);
}

const publish = (token: string, title?: string) => publishAs(outputs, token, bob, title);

describe('a group', () => {
  test('is set by an admin, proved for once, and holds for its operations, through Amplify', async () => {
    const port = Number(new URL(outputs.graphqlEndpointTls).port);
    await signInWithAmplify(outputs, await createUser(outputs, { groups: ['admins'] }));
    const admin = amplifyAt(outputs, port);
    const operations = ['Mutation.publish', 'Mutation.cancelMessage'];
    const { putStepUpSetting } = await admin.request(PutStepUpSettingDocument, {
      input: { group: 'messages', operations, requirement: 'STEP_UP_REQUIRED', scope: 'SESSION' },
    });
    expect(putStepUpSetting.setting).toMatchObject({ operation: null, group: 'messages', operations });
    await admin.request(PutStepUpSettingDocument, {
      input: { operation: 'Mutation.createTopic', requirement: 'STEP_UP_REQUIRED', scope: 'SESSION' },
    });
    const { stepUpSettings } = await admin.request(StepUpSettingsDocument, {});
    expect(stepUpSettings.nodes).toMatchObject([
      { group: 'messages', operation: null, operations },
      { group: null, operation: 'Mutation.createTopic', operations: ['Mutation.createTopic'] },
      { operation: 'Mutation.deleteStepUpSetting' },
      { operation: 'Mutation.putStepUpSetting' },
    ]);

    const user = await createUser(outputs, { groups: ['admins', 'publishers'] });
    await signInWithAmplify(outputs, user);
    const asked: string[] = [];
    const heliograph = withStepUp(amplifyAt(outputs, port), {
      async askForCode({ operation }) {
        asked.push(operation);
        return lastCode(outputs, user.phone);
      },
    });
    const send = (title: string) =>
      heliograph.request(PublishDocument, {
        input: {
          idempotencyKey: randomUUID(),
          audience: { userIds: [bob.sub] },
          content: { title },
          scheduledAt: new Date(Date.now() + 3_600_000).toISOString(),
        },
      });
    const { publish: first } = await send('one');
    await send('two');
    await heliograph.request(CancelMessageDocument, { input: { messageId: first.message.id } });
    expect(asked).toEqual(['Mutation.publish']);
    // This operation is outside the group and needs its own proof.
    const topic = { input: { idempotencyKey: randomUUID(), name: 'News', type: 'STANDARD' as const } };
    await heliograph.request(CreateTopicDocument, topic);
    expect(asked).toEqual(['Mutation.publish', 'Mutation.createTopic']);
    await send('three');
    expect(asked).toHaveLength(2);

    const { deleteStepUpSetting } = await heliograph.request(DeleteStepUpSettingDocument, {
      input: { group: 'messages' },
    });
    expect(deleteStepUpSetting).toEqual({ operation: null, group: 'messages', deleted: true });
    expect(await rows.operations()).not.toContainEqual(expect.objectContaining({ group: 'messages' }));
    expect(await remove({ group: 'messages' })).toMatchObject({ deleted: false });
  });

  test('is changed as a whole: who leaves has the default again, who comes had a setting of its own', async () => {
    await put({ operation: 'billing:own', requirement: 'STEP_UP_DENY' });
    await put(inGroup('g', ['billing:stays', 'Mutation.publish']));
    const user = await createMember();
    expect(errorOf(await ask(user, 'billing:own')).errorType).toBe('OperationDenied');
    expect(errorOf(await publish(user.accessToken)).errorInfo).toMatchObject({ group: 'g' });
    await put(inGroup('g', ['billing:stays', 'billing:own'], { methods: ['EMAIL_STEP_UP'] }));
    for (const operation of ['billing:stays', 'billing:own']) {
      expect(errorOf(await ask(user, operation)).errorInfo).toMatchObject({ group: 'g', methods: ['EMAIL_STEP_UP'] });
    }
    expect((await publish(user.accessToken)).errors).toEqual([]);
  });

  test('holds an operation alone: it gets no setting of its own, nor another group', async () => {
    await put(inGroup('g', ['billing:pay', 'billing:refund']));
    await put(inGroup('other', ['billing:list']));
    const before = await rows.all();
    const expected = { errorType: 'OperationInGroup', errorInfo: { operation: 'billing:pay', group: 'g' } };
    const attempts = [
      { operation: 'billing:pay', requirement: 'STEP_UP_NOT_REQUIRED' },
      inGroup('new', ['billing:x', 'billing:pay']),
      inGroup('other', ['billing:pay'], { requirement: 'STEP_UP_NOT_REQUIRED' }),
    ];
    for (const attempt of attempts) {
      expect(errorOf(await putSetting(outputs, ada.accessToken, attempt))).toMatchObject(expected);
    }
    const input = { operation: 'billing:pay' };
    expect(errorOf(await graphql(outputs, ada.accessToken, deleteMutation, { input }))).toMatchObject(expected);
    // Nothing of what was refused was written.
    expect(await rows.all()).toEqual(before);
    const moved = inGroup('g', ['billing:refund']);
    await put(moved);
    await put(inGroup('other', ['billing:list', 'billing:pay']));
  });

  test('cannot deny the operations that would undo it, however they come in', async () => {
    for (const operation of ['Mutation.putStepUpSetting', 'Mutation.deleteStepUpSetting']) {
      const group = inGroup('g', ['billing:pay', operation], { requirement: 'STEP_UP_DENY' });
      expect(errorOf(await putSetting(outputs, ada.accessToken, group))).toMatchObject({
        errorType: 'InvalidInput',
        errorInfo: { field: 'input.requirement' },
      });
    }
    expect(await rows.groups()).toEqual([]);
  });

  test('of fifty operations is changed in one transaction, and listed on one line', async () => {
    const operations = Array.from({ length: 50 }, (_, index) => `billing:op${index}`);
    await put(inGroup('fifty', operations));
    await put(inGroup('fifty', [...operations.slice(0, 10), ...operations.slice(0, 40).map((name) => `${name}b`)]));
    expect((await rows.operations()).filter(({ group }) => group === 'fifty')).toHaveLength(50);
    const { stepUpSettings } = await graphqlData<{ stepUpSettings: { nodes: object[]; pageInfo: object } }>(
      outputs,
      ada.accessToken,
      '{ stepUpSettings(first: 1) { nodes { group } pageInfo { hasNextPage } } }',
    );
    expect(stepUpSettings).toEqual({ nodes: [{ group: 'fifty' }], pageInfo: { hasNextPage: true } });
  });
});

describe('a proof of session scope', () => {
  test('unlocks its own group, not another, and not what is in none', async () => {
    await put(inGroup('one', ['billing:a', 'billing:b'], { scope: 'SESSION' }));
    await put(inGroup('two', ['billing:c'], { scope: 'SESSION' }));
    await put({ operation: 'billing:d', scope: 'SESSION' });
    await put({ operation: 'billing:e', scope: 'SESSION' });
    const user = await createMember();
    await prove(user, await ask(user, 'billing:a'));
    expect((await ask(user, 'billing:b', 'anything')).errors).toEqual([]);
    expect(errorOf(await ask(user, 'billing:c')).errorInfo).toMatchObject({ group: 'two' });
    expect(errorOf(await ask(user, 'billing:d')).errorInfo).not.toHaveProperty('group');

    // A second proof leaves the first, and without a group it is for its own operation.
    await prove(user, await ask(user, 'billing:d'));
    expect((await ask(user, 'billing:d', 'anything')).errors).toEqual([]);
    expect(errorOf(await ask(user, 'billing:e')).errorType).toBe('StepUpRequired');
    expect(errorOf(await ask(user, 'billing:c')).errorType).toBe('StepUpRequired');
    expect((await ask(user, 'billing:b')).errors).toEqual([]);
  });

  test('is judged by the rule as it is now', async () => {
    await put(inGroup('one', ['billing:a'], { scope: 'SESSION' }));
    const user = await createMember();
    await prove(user, await ask(user, 'billing:a'));
    await put(inGroup('one', ['billing:a'], { scope: 'SESSION', methods: ['EMAIL_STEP_UP'] }));
    expect(errorOf(await ask(user, 'billing:a')).errorType).toBe('StepUpRequired');
    await put(inGroup('one', ['billing:a'], { scope: 'SESSION' }));
    expect((await ask(user, 'billing:a', 'b')).errors).toEqual([]);
    await put(inGroup('one', ['billing:a'], { scope: 'OPERATION' }));
    expect(errorOf(await ask(user, 'billing:a', 'b')).errorType).toBe('StepUpRequired');
  });

  test('does not follow an operation into another group, nor does its grant or an open challenge', async () => {
    await put(inGroup('one', ['billing:a', 'billing:b'], { scope: 'SESSION' }));
    const user = await createMember();
    await prove(user, await ask(user, 'billing:a'));
    const other = await createMember();
    const open = challengeIdOf(await ask(other, 'billing:a'));
    await initiate(outputs, other.accessToken, open);
    const code = await lastCode(outputs, other.phone);

    await put(inGroup('one', ['billing:b'], { scope: 'SESSION' }));
    await put(inGroup('two', ['billing:a'], { scope: 'SESSION' }));
    // The same call has a grant that was not used yet.
    expect(errorOf(await ask(user, 'billing:a')).errorInfo).toMatchObject({ group: 'two' });
    expect((await ask(user, 'billing:b')).errors).toEqual([]);
    // The challenge was for the former group.
    expect((await respond(outputs, other.accessToken, open, code)).errors).toEqual([]);
    expect(challengeIdOf(await ask(other, 'billing:a'))).not.toBe(open);
    expect((await ask(other, 'billing:b')).errors).toEqual([]);
  });

  test('of a group that was deleted while its challenge was open unlocks nothing', async () => {
    await put(inGroup('one', ['Mutation.createTopic', 'billing:a'], { scope: 'SESSION' }));
    const user = await createMember(['admins']);
    const open = challengeIdOf(await ask(user, 'billing:a'));
    await initiate(outputs, user.accessToken, open);
    const code = await lastCode(outputs, user.phone);
    await remove({ group: 'one' });
    await put({ operation: 'billing:b', scope: 'SESSION' });
    await respond(outputs, user.accessToken, open, code);
    // By default a service's operation needs a proof. This proof was for a deleted group.
    expect(challengeIdOf(await ask(user, 'billing:a'))).not.toBe(open);
    expect(errorOf(await ask(user, 'billing:b')).errorType).toBe('StepUpRequired');
  });
});

test('a proof of operation scope in a group is for one call of one operation, and spent once', async () => {
  await put(inGroup('g', ['billing:a', 'billing:b']));
  const user = await createMember();
  await prove(user, await ask(user, 'billing:a', 'x'));
  expect(errorOf(await ask(user, 'billing:b', 'x')).errorType).toBe('StepUpRequired');
  expect(errorOf(await ask(user, 'billing:a', 'y', consumeMutation)).errorType).toBe('StepUpRequired');
  await prove(user, await ask(user, 'billing:a', 'x'));
  const answers = await Promise.all([1, 2, 3].map(() => ask(user, 'billing:a', 'x', consumeMutation)));
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
});

describe('a batch and a single message', () => {
  const batchMutation = 'mutation ($input: PublishBatchInput!) { publishBatch(input: $input) { results { id } } }';
  const session = { scope: 'SESSION' };

  function batch(token: string): Promise<GraphQLAnswer> {
    const message = { idempotencyKey: randomUUID(), audience: { userIds: [bob.sub] }, content: { title: 'x' } };
    return graphql(outputs, token, batchMutation, { input: { entries: [{ id: 'a', message }] } });
  }

  test('in two groups: a proof for one of them sends no batch, and a batch’s is for itself', async () => {
    await put(inGroup('one', ['Mutation.publish'], session));
    await put(inGroup('two', ['Mutation.publishBatch'], session));
    const user = await createMember();
    await prove(user, await publish(user.accessToken));
    expect((await publish(user.accessToken, 'more')).errors).toEqual([]);
    const refused = await batch(user.accessToken);
    expect(errorOf(refused)).toMatchObject({ errorType: 'StepUpRequired', errorInfo: { scope: 'OPERATION' } });
    const other = await createMember();
    await prove(other, await batch(other.accessToken));
    expect(errorOf(await publish(other.accessToken)).errorType).toBe('StepUpRequired');
    expect(errorOf(await batch(other.accessToken)).errorType).toBe('StepUpRequired');
  });

  test('where only the single one is in a group: the group’s rule is the batch’s too', async () => {
    await put(inGroup('one', ['Mutation.publish', 'billing:a'], session));
    const user = await createMember();
    expect(errorOf(await batch(user.accessToken)).errorInfo).toMatchObject({ group: 'one', scope: 'SESSION' });
    await prove(user, await ask(user, 'billing:a'));
    expect((await batch(user.accessToken)).errors).toEqual([]);
    await put(inGroup('one', ['Mutation.publish'], { requirement: 'STEP_UP_DENY' }));
    expect(errorOf(await batch(user.accessToken)).errorType).toBe('OperationDenied');
  });
});

test('users’ own devices and subscriptions can be privileged, and what they do is done once the user has proved who they are', async () => {
  const register = 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created } }';
  const unregister = 'mutation ($input: UnregisterDeviceInput!) { unregisterDevice(input: $input) { unregistered } }';
  const subscribe =
    'mutation ($input: SubscribeToTopicInput!) { subscribeToTopic(input: $input) { subscription { topicId } } }';
  const unsubscribe =
    'mutation ($input: UnsubscribeFromTopicInput!) { unsubscribeFromTopic(input: $input) { unsubscribed } }';
  await rows.openTopics();
  const { createTopic } = await graphqlData<{ createTopic: { topic: { id: string } } }>(
    outputs,
    ada.accessToken,
    'mutation ($input: CreateTopicInput!) { createTopic(input: $input) { topic { id } } }',
    { input: { idempotencyKey: randomUUID(), name: 'News', type: 'STANDARD', access: 'OPEN' } },
  );
  const topicId = createTopic.topic.id;
  const operations = ['registerDevice', 'unregisterDevice', 'subscribeToTopic', 'unsubscribeFromTopic'];
  await put(
    inGroup(
      'own',
      operations.map((name) => `Mutation.${name}`),
    ),
  );
  const deviceId = `phone-${randomUUID()}`;
  const address = { fcm: { token: deviceId } };
  for (const [mutation, input, other, payload] of [
    [register, { deviceId, address }, { deviceId, address: { fcm: { token: 'thief' } } }, { created: true }],
    [subscribe, { topicId }, { topicId: '0'.repeat(26) }, { subscription: { topicId } }],
    [unsubscribe, { topicId }, { topicId: '0'.repeat(26) }, { unsubscribed: true }],
    [unregister, { deviceId }, { deviceId: 'other' }, { unregistered: true }],
  ] as const) {
    const user = await createMember([]);
    const call = (given: object) => graphql(outputs, user.accessToken, mutation, { input: given });
    if (mutation !== register && mutation !== subscribe) {
      // The mutations that undo these calls need something to undo.
      await put(inGroup('own', ['billing:pause']));
      await graphqlData(outputs, user.accessToken, register, { input: { deviceId, address } });
      await graphqlData(outputs, user.accessToken, subscribe, { input: { topicId } });
      await put(
        inGroup(
          'own',
          operations.map((name) => `Mutation.${name}`),
        ),
      );
    }
    await prove(user, await call(input));
    expect(errorOf(await call(other)).errorType).toBe('StepUpRequired');
    await prove(user, await call(input));
    expect(Object.values((await call(input)).data ?? {})).toEqual([payload]);
    expect(errorOf(await call(input)).errorType).toBe('StepUpRequired');
  }
});

describe('whoever guesses', () => {
  const members = ['billing:a', 'billing:b', 'billing:c', 'billing:d'];

  test('has the group’s attempts together, and the lock is the group’s', async () => {
    await put(inGroup('g', members, { maxAttempts: 3 }));
    await put(inGroup('h', ['billing:x']));
    const user = await createMember();
    const ids: string[] = [];
    for (const operation of members) ids.push(challengeIdOf(await ask(user, operation)));
    const [a = '', b = '', c = '', d = ''] = ids;
    // Each challenge has a code. Only the last one counts.
    for (const id of [a, b, c]) await initiate(outputs, user.accessToken, id);
    const code = await lastCode(outputs, user.phone);
    const guess = (id: string, given = wrongCode(code)) => respond(outputs, user.accessToken, id, given);
    expect(errorOf(await guess(a)).errorInfo).toMatchObject({ attemptsRemaining: 2 });
    expect(errorOf(await guess(b)).errorInfo).toMatchObject({ attemptsRemaining: 1 });
    expect(await challengeOf(outputs, user.accessToken, c)).toMatchObject({ attemptsRemaining: 1 });
    const { errorType, errorInfo } = errorOf(await guess(c));
    expect(errorType).toBe('ChallengeLocked');

    for (const id of [a, b, c]) expect(errorOf(await guess(id, code)).errorType).toBe('ChallengeLocked');
    expect(errorOf(await initiate(outputs, user.accessToken, d)).errorType).toBe('ChallengeLocked');
    for (const operation of members) {
      expect(errorOf(await ask(user, operation, 'other'))).toMatchObject({
        errorType: 'ChallengeLocked',
        errorInfo: { group: 'g' },
      });
    }
    expect(await challengeOf(outputs, user.accessToken, d)).toMatchObject({
      status: 'STEP_UP_LOCKED',
      lockedUntil: errorInfo?.lockedUntil,
    });
    expect(errorOf(await ask(user, 'billing:x')).errorType).toBe('StepUpRequired');
  });

  test('does not have more by guessing at all operations at once', async () => {
    await put(inGroup('g', members, { maxAttempts: 2 }));
    const user = await createMember();
    const ids = await Promise.all(members.map(async (operation) => challengeIdOf(await ask(user, operation))));
    for (const id of ids) await initiate(outputs, user.accessToken, id);
    const wrong = wrongCode(await lastCode(outputs, user.phone));
    const answers = await Promise.all(
      [...ids, ...ids, ...ids].map((id) => respond(outputs, user.accessToken, id, wrong)),
    );
    const types = answers.map((answer) => errorOf(answer).errorType);
    // The newest code is for one challenge. At the others, any code has expired.
    const looked = ['CodeMismatch', 'CodeExpired'];
    expect(types.filter((type) => looked.includes(`${type}`)).length).toBeLessThanOrEqual(1);
    expect(new Set(types).difference(new Set([...looked, 'ChallengeLocked']))).toEqual(new Set());
  });
});

describe('admins at once', () => {
  /** Checks the rows' invariant: a group's operations, and no others, have its rule. */
  async function expectConsistent(): Promise<void> {
    const members = await rows.operations();
    for (const { group, operations, revision: _, ...rule } of await rows.groups()) {
      const own = members.filter((row) => row.group === group);
      expect(own.map(({ operation }) => operation).toSorted()).toEqual([...operations].toSorted());
      for (const { methods, maxAge, updatedAt } of own) {
        expect({ methods, maxAge, updatedAt }).toMatchObject({
          methods: rule.methods,
          maxAge: rule.maxAge,
          updatedAt: rule.updatedAt,
        });
      }
    }
    const groups = (await rows.groups()).map(({ group }) => group);
    for (const { group } of members) if (group !== undefined) expect(groups).toContain(group);
  }

  test('never leave operations of a group with rules that differ', async () => {
    const other = await createMember(['admins']);
    const operations = ['billing:a', 'billing:b', 'billing:c', 'billing:d'];
    await put(inGroup('g', operations));
    for (let round = 0; round < 6; round += 1) {
      const changes = [
        inGroup('g', operations.slice(0, 2), { maxAge: 100 + round }),
        inGroup('g', operations.slice(1), { maxAge: 200 + round }),
        inGroup('g', ['billing:e', ...operations], { maxAge: 300 + round }),
        inGroup('h', ['billing:e', 'billing:a'], { maxAge: 400 + round }),
      ];
      const answers = await Promise.all([
        ...changes.map((change, index) =>
          putSetting(outputs, index % 2 === 0 ? ada.accessToken : other.accessToken, change),
        ),
        putSetting(outputs, other.accessToken, { operation: 'billing:b', requirement: 'STEP_UP_NOT_REQUIRED' }),
        graphql(outputs, other.accessToken, deleteMutation, { input: { group: round % 2 === 0 ? 'g' : 'h' } }),
      ]);
      for (const { errors } of answers) {
        if (errors[0]) expect(['StepUpGroupChanged', 'OperationInGroup', 'Unavailable']).toContain(errors[0].errorType);
      }
      await expectConsistent();
    }
  });

  test('leave no moment in which an operation of the group passes', async () => {
    await put(inGroup('g', ['Mutation.publish', 'billing:a']));
    const user = await createMember();
    let changing = true;
    const changes = (async () => {
      for (let round = 0; round < 8; round += 1) {
        await put(inGroup('g', ['Mutation.publish', `billing:${round}`], { maxAge: 100 + round }));
      }
      changing = false;
    })();
    let calls = 0;
    while (changing) {
      expect(errorOf(await publish(user.accessToken, `${calls}`)).errorType).toBe('StepUpRequired');
      calls += 1;
    }
    await changes;
    expect(calls).toBeGreaterThan(0);
  });
});
