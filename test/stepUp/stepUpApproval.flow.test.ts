import { randomUUID } from 'node:crypto';
import { RealtimeClient } from 'local-cloud/testing/RealtimeClient';
import { expect } from 'vitest';
import { PublishDocument, withStepUp } from '../../client/index.ts';
import { nextSecond } from '../support/clock.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { amplifyAt, signInWithAmplify, trustLocalAuthority } from '../support/liveClients.ts';
import { outboxOf, until } from '../support/observe.ts';
import { registerDevice } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { test } from '../support/sharedRuntime.ts';
import { type SignedIn, signInAs } from '../support/signIn.ts';
import { challenged, challengeIdOf, errorOf, initiate, publishAs, respond } from '../support/stepUp.ts';
import { adminOfSettings, clearSettings, guardPublish } from '../support/stepUpSettings.ts';
import { createUser, type NewUser, newPublisher, type User } from '../support/users.ts';

const approveMutation = 'mutation ($input: ApproveStepUpInput!) { approveStepUp(input: $input) { id status } }';
const subscription = 'subscription ($id: ID!) { onStepUpChallenge(id: $id) { id status } }';

const own = ownNames();
let outputs: HeliographOutputs;
let ada: User;

test.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  ada = await adminOfSettings(outputs);
  await guardPublish(outputs, ada, { methods: ['PUSH_STEP_UP'] });
});
test.afterAll(() => clearSettings(outputs, ada));

/** A phone with its own sign-in, registered before the laptop's. */
async function phoneAndLaptop(
  signInOnLaptop = (user: NewUser) => signInAs(outputs, user),
): Promise<{ phone: SignedIn; laptop: SignedIn; pushToken: string }> {
  const user = await createUser(outputs, { groups: ['publishers'] });
  const phone = await signInAs(outputs, user);
  const pushToken = `approval-${randomUUID()}`;
  await registerDevice(outputs, phone, pushToken, { fcm: { token: pushToken } });
  // The phone must be older.
  await nextSecond();
  return { phone, laptop: await signInOnLaptop(user), pushToken };
}

/** Returns the value of `heliograph.stepUp` at any depth of a push. */
function requestIn(body: unknown): { secret?: string } {
  const found = /"heliograph\.stepUp":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(body));
  return JSON.parse(JSON.parse(found?.[1] ?? '"{}"'));
}

/** Makes a refused call on the laptop. Returns the number it shows, and what the phone gets. */
async function asked(laptop: SignedIn, pushToken: string) {
  const { challengeId, again: publish } = await challenged(outputs, laptop.accessToken, laptop);
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

/** Returns the pushes to the phone. */
async function pushTo(pushToken: string): Promise<{ readonly secret: string }> {
  const received = async () =>
    (await outboxOf(outputs, { kind: 'push' })).find((sent) => sent.destination === pushToken);
  const sent = await until('the phone is asked', received);
  return { secret: `${requestIn(sent?.body).secret}` };
}

test('the laptop waits, the phone approves with its own sign-in, and the laptop hears it and goes on', async () => {
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
  const { phone, laptop, pushToken } = await phoneAndLaptop();
  const { publish, challengeId, secret } = await asked(laptop, pushToken);
  const denied = await graphql(outputs, phone.accessToken, approveMutation, {
    input: { challengeId, secret, approve: false },
  });
  expect(denied.data).toEqual({ approveStepUp: { id: challengeId, status: 'STEP_UP_LOCKED' } });
  expect(errorOf(await publish()).errorType).toBe('ChallengeLocked');
});

test('nobody else listens, and a phone that a thief registers is not asked', async () => {
  const { phone, laptop, pushToken } = await phoneAndLaptop();
  const { challengeId } = await asked(laptop, pushToken);
  const header = { Authorization: phone.accessToken, host: new URL(outputs.graphqlEndpoint).host };
  const live = await RealtimeClient.withHeader(outputs.realtimeEndpoint, header).connect();
  live.start('approval', subscription, { id: challengeId }, header);
  expect(await live.next()).toMatchObject({ type: 'error' });
  live.socket.close();

  const stolen = await newPublisher(outputs);
  await registerDevice(outputs, stolen, own('thief'), { fcm: { token: own('thief') } });
  const answer = await publishAs(outputs, stolen.accessToken, stolen);
  const refused = await initiate(outputs, stolen.accessToken, challengeIdOf(answer));
  expect(errorOf(refused).errorType).toBe('NoStepUpMethod');
  expect((await outboxOf(outputs)).filter(({ destination }) => destination === own('thief'))).toEqual([]);
});

test('a client over Amplify shows the number, waits for the phone, and goes on', async () => {
  trustLocalAuthority(outputs);
  const { phone, laptop, pushToken } = await phoneAndLaptop((user) => signInWithAmplify(outputs, user));
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
