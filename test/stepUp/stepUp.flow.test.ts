import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { platformOperations, topicOperations } from '../../functions/rules/stepUp/decideStepUp.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { publishMutation, registerDevice } from '../support/operations.ts';
import { ownNames } from '../support/ownNames.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { test } from '../support/sharedRuntime.ts';
import { nextTotpCode, type SignedIn, signIn } from '../support/signIn.ts';
import {
  type Challenge,
  challengeIdOf,
  challengeOf,
  errorOf,
  initiate,
  lastCode,
  putSetting,
  respond,
} from '../support/stepUp.ts';
import { adminOfSettings, clearSettings } from '../support/stepUpSettings.ts';
import { newPublisher, type User } from '../support/users.ts';

const own = ownNames();
let outputs: HeliographOutputs;
let ada: SignedIn;
let paula: User;
let erin: User;

test.beforeAll(async ({ runtime }) => {
  ({ outputs } = runtime);
  // The demo's admin has an authenticator app, whose codes count once. No other file of the shared runtime uses her.
  ada = await signIn(outputs, 'ada');
  paula = await newPublisher(outputs);
  erin = await newPublisher(outputs, { phoneVerified: false });
  await registerDevice(outputs, paula, own('paulas-phone'), { fcm: { token: own('step-up-paula') } });
});
test.afterAll(async () => clearSettings(outputs, await adminOfSettings(outputs)));

describe('step-up', () => {
  test('an admin proves who she is with her authenticator app, and her setting is written once', async () => {
    const setting = { operation: 'Mutation.publish', requirement: 'STEP_UP_REQUIRED' };

    const refused = await putSetting(outputs, ada.accessToken, setting);
    expect(refused.data).toBeNull();
    expect(errorOf(refused)).toMatchObject({
      errorType: 'StepUpRequired',
      errorInfo: {
        operation: 'Mutation.putStepUpSetting',
        scope: 'OPERATION',
        methods: ['SOFTWARE_TOKEN_STEP_UP', 'SMS_STEP_UP', 'EMAIL_STEP_UP'],
        maxAge: 300,
      },
    });
    const challengeId = challengeIdOf(refused);
    expect(challengeIdOf(await putSetting(outputs, ada.accessToken, setting))).toBe(challengeId);
    expect(await challengeOf(outputs, ada.accessToken, challengeId)).toMatchObject({
      status: 'STEP_UP_REQUIRED',
      method: null,
      attemptsRemaining: 5,
    });

    const { initiateStepUp } = (await initiate(outputs, ada.accessToken, challengeId)).data as {
      initiateStepUp: { challenge: Challenge };
    };
    expect(initiateStepUp.challenge).toMatchObject({ status: 'STEP_UP_INITIATED', method: 'SOFTWARE_TOKEN_STEP_UP' });
    // The code of the next step: the present one counts once, and signed her in.
    const secret = outputs.users.find(({ username }) => username === 'ada')?.totpSecret ?? '';
    const answered = await respond(outputs, ada.accessToken, challengeId, nextTotpCode(secret));
    expect(answered.errors).toEqual([]);
    expect(answered.data).toMatchObject({
      respondToStepUpChallenge: { challenge: { id: challengeId, status: 'STEP_UP_COMPLETED' } },
    });

    const passed = await putSetting(outputs, ada.accessToken, setting);
    expect(passed.errors).toEqual([]);
    expect(passed.data).toEqual({
      putStepUpSetting: {
        setting: {
          operation: 'Mutation.publish',
          requirement: 'STEP_UP_REQUIRED',
          scope: 'OPERATION',
          methods: ['SOFTWARE_TOKEN_STEP_UP', 'SMS_STEP_UP', 'EMAIL_STEP_UP'],
          maxAge: 300,
          maxAttempts: 5,
          updatedBy: ada.sub,
        },
      },
    });
    expect((await challengeOf(outputs, ada.accessToken, challengeId))?.status).toBe('STEP_UP_CONSUMED');
    const again = challengeIdOf(await putSetting(outputs, ada.accessToken, setting));
    expect(again).not.toBe(challengeId);

    const { stepUpSettings } = await graphqlData<{ stepUpSettings: { nodes: { operation: string }[] } }>(
      outputs,
      ada.accessToken,
      '{ stepUpSettings { nodes { operation } } }',
    );
    const own = stepUpSettings.nodes.filter(
      ({ operation }) => ![...platformOperations, ...topicOperations].includes(operation),
    );
    expect(own).toEqual([{ operation: 'Mutation.publish' }]);
  });

  test('a publisher answers with the code on her phone, and the call she was refused goes through once', async () => {
    const publish = (idempotencyKey: string) =>
      graphql(outputs, paula.accessToken, publishMutation, {
        input: { idempotencyKey, audience: { userIds: [paula.sub] }, content: { title: 'All hands' } },
      });
    const key = randomUUID();

    const challengeId = challengeIdOf(await publish(key));
    const initiated = await initiate(outputs, paula.accessToken, challengeId);
    expect(initiated.data).toMatchObject({
      initiateStepUp: { challenge: { method: 'SMS_STEP_UP', destination: `+*******${paula.phone.slice(-4)}` } },
    });
    const code = await lastCode(outputs, paula.phone);
    expect((await respond(outputs, paula.accessToken, challengeId, code)).errors).toEqual([]);

    expect(await publish(key)).toMatchObject({ errors: [], data: { publish: { replayed: false } } });
    expect(errorOf(await publish(randomUUID())).errorType).toBe('StepUpRequired');
  });

  test('a user without a verified phone gets the code by e-mail', async () => {
    const { accessToken, email } = erin;
    const call = () =>
      graphql(outputs, accessToken, publishMutation, {
        input: { idempotencyKey: 'by-e-mail', audience: { userIds: [paula.sub] }, content: { title: 'Hello' } },
      });
    const challengeId = challengeIdOf(await call());
    const initiated = await initiate(outputs, accessToken, challengeId);
    expect(initiated.data).toMatchObject({ initiateStepUp: { challenge: { method: 'EMAIL_STEP_UP' } } });
    expect(JSON.stringify(initiated)).not.toContain(email);
    await respond(outputs, accessToken, challengeId, await lastCode(outputs, email));
    expect(await call()).toMatchObject({ errors: [], data: { publish: { replayed: false } } });
  });

  test('an admin reads who proved what, and when it was used', async () => {
    const ask = (after: string | null) =>
      graphqlData<{ stepUpAudit: { nodes: object[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }>(
        outputs,
        ada.accessToken,
        `query ($userId: ID, $after: String) { stepUpAudit(userId: $userId, first: 2, after: $after) {
          nodes { userId operation method outcome } pageInfo { hasNextPage endCursor } } }`,
        { userId: paula.sub, after },
      );
    const { stepUpAudit: newest } = await ask(null);
    const entry = { userId: paula.sub, operation: 'Mutation.publish', method: 'SMS_STEP_UP' };
    expect(newest.nodes).toEqual([
      { ...entry, outcome: 'STEP_UP_CONSUMED' },
      { ...entry, outcome: 'STEP_UP_COMPLETED' },
    ]);
    const { stepUpAudit: oldest } = await ask(newest.pageInfo.endCursor);
    expect(oldest).toMatchObject({
      nodes: [{ ...entry, outcome: 'STEP_UP_INITIATED' }],
      pageInfo: { hasNextPage: false },
    });
    const { stepUpAudit: today } = await graphqlData<{ stepUpAudit: { nodes: { userId: string }[] } }>(
      outputs,
      ada.accessToken,
      '{ stepUpAudit { nodes { userId outcome } } }',
    );
    const own = today.nodes.filter(({ userId }) => [ada, paula, erin].some(({ sub }) => sub === userId));
    expect(own).toHaveLength(9);
    expect(today.nodes).toContainEqual({ userId: ada.sub, outcome: 'STEP_UP_CONSUMED' });
  });

  test('a setting names no method that the backend is deployed without', async () => {
    const answer = await putSetting(outputs, ada.accessToken, {
      operation: 'Mutation.putStepUpSetting',
      requirement: 'STEP_UP_REQUIRED',
      methods: ['PASSKEY_STEP_UP'],
    });
    expect(errorOf(answer)).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.methods', given: 'PASSKEY_STEP_UP' },
    });
  });

  test('a setting names an operation of this API that can be guarded', async () => {
    const answer = await putSetting(outputs, ada.accessToken, {
      operation: 'Mutation.fly',
      requirement: 'STEP_UP_DENY',
    });
    expect(errorOf(answer)).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: {
        field: 'input.operation',
        given: 'Mutation.fly',
        limit: expect.stringMatching(/Mutation\.publish,.*Mutation\.putStepUpSetting/),
      },
    });
  });
});
