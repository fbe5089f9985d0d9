import { randomUUID } from 'node:crypto';
import { RealtimeClient } from 'local-cloud/testing/RealtimeClient';
import { totpCode } from 'local-cloud/totp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PublishDocument, withStepUp } from '../../client/index.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { amplifyAt, trustLocalAuthority } from '../support/liveClients.ts';
import { outboxOf, until } from '../support/observe.ts';
import { publishMutation, registerDevice } from '../support/operations.ts';
import { Runtime } from '../support/Runtime.ts';
import { type SignedIn, signIn, signInAs } from '../support/signIn.ts';
import { challengeIdOf, createUser, errorOf, initiate, putSetting, respond } from '../support/stepUp.ts';

const approveMutation = 'mutation ($input: ApproveStepUpInput!) { approveStepUp(input: $input) { id status } }';
const subscription = 'subscription ($id: ID!) { onStepUpChallenge(id: $id) { id status } }';

let runtime: Runtime;

beforeAll(async () => {
  runtime = await Runtime.start();
  const { outputs } = runtime;
  const ada = await signIn(outputs, 'ada');
  const setting = { operation: 'Mutation.publish', requirement: 'STEP_UP_REQUIRED', methods: ['PUSH_STEP_UP'] };
  const challengeId = challengeIdOf(await putSetting(outputs, ada.accessToken, setting));
  await initiate(outputs, ada.accessToken, challengeId);
  const secret = outputs.users.find(({ username }) => username === 'ada')?.totpSecret ?? '';
  await respond(outputs, ada.accessToken, challengeId, totpCode(secret, Date.now() + 30_000));
  expect((await putSetting(outputs, ada.accessToken, setting)).errors).toEqual([]);
});
afterAll(() => runtime[Symbol.asyncDispose]());

/** A phone with its own sign-in, registered before the laptop's. */
async function phoneAndLaptop(): Promise<{ phone: SignedIn; laptop: SignedIn; pushToken: string }> {
  const { outputs } = runtime;
  const user = await createUser(outputs);
  const phone = await signInAs(outputs, user);
  const pushToken = `approval-${randomUUID()}`;
  await registerDevice(outputs, phone, pushToken, { fcm: { token: pushToken } });
  const registered = Math.floor(Date.now() / 1000);
  // A token's `auth_time` is whole seconds, and the phone must be older.
  await until(async () => Math.floor(Date.now() / 1000) > registered);
  return { phone, laptop: await signInAs(outputs, user), pushToken };
}

/** What stands under `heliograph.stepUp` in a push, however deep. */
function requestIn(body: unknown): { secret?: string } {
  const found = /"heliograph\.stepUp":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(body));
  return JSON.parse(JSON.parse(found?.[1] ?? '"{}"'));
}

/** The laptop's refused call, the number it shows, and what the phone got. */
async function asked(laptop: SignedIn, pushToken: string) {
  const { outputs } = runtime;
  const input = { idempotencyKey: randomUUID(), audience: { userIds: [laptop.sub] }, content: { title: 'Go' } };
  const publish = () => graphql(outputs, laptop.accessToken, publishMutation, { input });
  const challengeId = challengeIdOf(await publish());
  const { initiateStepUp } = await graphqlData<{
    initiateStepUp: { challenge: { method: string; matchNumber: string } };
  }>(
    outputs,
    laptop.accessToken,
    'mutation ($input: InitiateStepUpInput!) { initiateStepUp(input: $input) { challenge { method matchNumber } } }',
    { input: { challengeId } },
  );
  expect(initiateStepUp.challenge.method).toBe('PUSH_STEP_UP');
  const { secret } = await pushTo(pushToken);
  return { publish, challengeId, secret, number: initiateStepUp.challenge.matchNumber };
}

/** What the phone was sent. */
async function pushTo(pushToken: string): Promise<{ readonly secret: string }> {
  const received = async () =>
    (await outboxOf(runtime.outputs, { kind: 'push' })).find((sent) => sent.destination === pushToken);
  await until(async () => (await received()) !== undefined);
  return { secret: `${requestIn((await received())?.body).secret}` };
}

test('the laptop waits, the phone approves with its own sign-in, and the laptop hears it and goes on', async () => {
  const { outputs } = runtime;
  const { phone, laptop, pushToken } = await phoneAndLaptop();
  const { publish, challengeId, secret, number } = await asked(laptop, pushToken);
  const header = { Authorization: laptop.accessToken, host: new URL(outputs.graphqlEndpoint).host };
  const live = await RealtimeClient.withHeader(outputs.realtimeEndpoint, header).connect();
  await live.subscribe('approval', subscription, { id: challengeId }, header);

  const input = { challengeId, secret, number, approve: true };
  expect(errorOf(await graphql(outputs, laptop.accessToken, approveMutation, { input })).errorType).toBe('SameSession');
  expect(errorOf(await respond(outputs, laptop.accessToken, challengeId, '123456')).errorType).toBe('InvalidInput');
  expect(errorOf(await publish()).errorType).toBe('StepUpRequired');

  expect(await graphql(outputs, phone.accessToken, approveMutation, { input })).toMatchObject({ errors: [] });
  expect(await live.next()).toMatchObject({
    type: 'data',
    payload: { data: { onStepUpChallenge: { id: challengeId, status: 'STEP_UP_COMPLETED' } } },
  });
  live.socket.close();
  expect(await publish()).toMatchObject({ errors: [], data: { publish: { replayed: false } } });
});

test('the phone denies, and the laptop cannot ask again for a while', async () => {
  const { outputs } = runtime;
  const { phone, laptop, pushToken } = await phoneAndLaptop();
  const { publish, challengeId, secret } = await asked(laptop, pushToken);
  const denied = await graphql(outputs, phone.accessToken, approveMutation, {
    input: { challengeId, secret, approve: false },
  });
  expect(denied.data).toEqual({ approveStepUp: { id: challengeId, status: 'STEP_UP_LOCKED' } });
  expect(errorOf(await publish()).errorType).toBe('ChallengeLocked');
});

test('nobody else listens, and a phone that a thief registers is not asked', async () => {
  const { outputs } = runtime;
  const { phone, laptop, pushToken } = await phoneAndLaptop();
  const { challengeId } = await asked(laptop, pushToken);
  const header = { Authorization: phone.accessToken, host: new URL(outputs.graphqlEndpoint).host };
  const live = await RealtimeClient.withHeader(outputs.realtimeEndpoint, header).connect();
  live.start('approval', subscription, { id: challengeId }, header);
  expect(await live.next()).toMatchObject({ type: 'error' });
  live.socket.close();

  const victim = await createUser(outputs);
  const stolen = await signInAs(outputs, victim);
  await registerDevice(outputs, stolen, 'thief', { fcm: { token: 'thief' } });
  const answer = await graphql(outputs, stolen.accessToken, publishMutation, {
    input: { idempotencyKey: randomUUID(), audience: { userIds: [stolen.sub] }, content: { title: 'Go' } },
  });
  const refused = await initiate(outputs, stolen.accessToken, challengeIdOf(answer));
  expect(errorOf(refused).errorType).toBe('NoStepUpMethod');
  expect((await outboxOf(outputs)).filter(({ destination }) => destination === 'thief')).toEqual([]);
});

test('a client over Amplify shows the number, waits for the phone, and goes on', async () => {
  const { outputs } = runtime;
  trustLocalAuthority(outputs);
  const { phone, laptop, pushToken } = await phoneAndLaptop();
  const heliograph = withStepUp(amplifyAt(outputs, Number(new URL(outputs.graphqlEndpoint).port)), {
    async showNumber({ id: challengeId, matchNumber: number }, ended) {
      const push = await pushTo(pushToken);
      const input = { challengeId, secret: push.secret, number, approve: true };
      const hidden = new Promise<void>((resolve) => ended.addEventListener('abort', () => resolve()));
      await graphqlData(outputs, phone.accessToken, approveMutation, { input });
      await hidden;
    },
  });
  const input = { idempotencyKey: randomUUID(), audience: { userIds: [laptop.sub] }, content: { title: 'Go' } };
  expect(await heliograph.request(PublishDocument, { input })).toMatchObject({ publish: { replayed: false } });
});
