import { randomUUID } from 'node:crypto';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  AdminUserGlobalSignOutCommand,
  AssociateSoftwareTokenCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  SetUserMFAPreferenceCommand,
  UpdateUserAttributesCommand,
  VerifySoftwareTokenCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { fetchAuthSession } from 'aws-amplify/auth';
import { claimsOf } from 'local-cloud/testing/users';
import { totpCode } from 'local-cloud/totp';
import { describe, expect } from 'vitest';
import { LOCKED } from '../../functions/rules/stepUp/lockedMessage.ts';
import { cognitoOf } from '../support/cognito.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { signInWithAmplify } from '../support/liveClients.ts';
import { newRecipient } from '../support/newRecipient.ts';
import { until } from '../support/observe.ts';
import type { Runtime } from '../support/Runtime.ts';
import { SettingRows } from '../support/settingRows.ts';
import { test } from '../support/sharedRuntime.ts';
import { nextTotpCode, signInAs } from '../support/signIn.ts';
import {
  challenged as challengedBy,
  challengeIdOf,
  challengeOf,
  errorOf,
  initiate,
  lastCode,
  proveBy,
  publishAs,
  respond,
  respondMutation,
  wrongCode,
} from '../support/stepUp.ts';
import { adminOfSettings, clearSettings, guardPublish } from '../support/stepUpSettings.ts';
import { createUser, newPublisher, newUser, type User } from '../support/users.ts';

let running: Runtime;
let outputs: Runtime['outputs'];
let ada: User;
let recipient: User;

test.beforeAll(async ({ runtime }) => {
  running = runtime;
  ({ outputs } = runtime);
  ada = await adminOfSettings(outputs);
  recipient = await newRecipient(outputs);
});
test.afterAll(() => clearSettings(outputs, ada));
// Tests that need another rule set it.
test.beforeEach(() => guardPublish(outputs, ada));

const publish = (token: string, title?: string) => publishAs(outputs, token, recipient, title);
const challenged = (token: string) => challengedBy(outputs, token, recipient);

describe('a proof unlocks one call', () => {
  test('not the same call with another argument', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    const { challengeId } = await challenged(accessToken);
    await proveBy(outputs, accessToken, challengeId, phone);
    expect(errorOf(await publish(accessToken, 'something else')).errorType).toBe('StepUpRequired');
  });

  test('not twice, and not two calls at once', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    const { challengeId, again } = await challenged(accessToken);
    await proveBy(outputs, accessToken, challengeId, phone);
    const answers = await Promise.all([again(), again(), again(), again()]);
    const messages = answers.flatMap(({ data }) => {
      const payload = data?.publish as { replayed: boolean; message: { id: string } } | undefined;
      return payload && !payload.replayed ? [payload.message.id] : [];
    });
    expect(messages).toHaveLength(1);
    expect((await challengeOf(outputs, accessToken, challengeId))?.status).toBe('STEP_UP_CONSUMED');
    expect(errorOf(await publish(accessToken)).errorType).toBe('StepUpRequired');
  });

  test('not another operation', async () => {
    const operation = 'Mutation.deleteStepUpSetting';
    using rows = new SettingRows(outputs);
    // Without a setting it needs a proof.
    await rows.delete(operation);
    const { accessToken, phone } = await newUser(outputs, { groups: ['admins', 'publishers'] });
    const { challengeId } = await challenged(accessToken);
    await proveBy(outputs, accessToken, challengeId, phone);
    const answer = await graphql(
      outputs,
      accessToken,
      'mutation { deleteStepUpSetting(input: { operation: "Mutation.publish" }) { deleted } }',
    );
    expect(errorOf(answer)).toMatchObject({
      errorType: 'StepUpRequired',
      errorInfo: { operation },
    });
  });

  test('not after the setting was narrowed to another method', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    const { challengeId, again } = await challenged(accessToken);
    await proveBy(outputs, accessToken, challengeId, phone);
    await guardPublish(outputs, ada, { methods: ['SOFTWARE_TOKEN_STEP_UP'] });
    const answer = await again();
    expect(errorOf(answer).errorType).toBe('StepUpRequired');
  });

  test('not several calls in one document', async () => {
    const { accessToken, phone, sub } = await newPublisher(outputs);
    const { jti } = claimsOf(accessToken);
    const input = `input: { operation: "billing:transfer", arguments: "a", summary: "Pay 5", user: { sub: "${sub}", jti: "${jti}" } }`;
    const consume = (alias: string) => `${alias}: consumeStepUpGrant(${input}) { challengeId }`;
    const refused = await graphql(outputs, outputs.service, `mutation { ${consume('a')} }`);
    const challengeId = challengeIdOf(refused);
    await proveBy(outputs, accessToken, challengeId, phone);
    const document = `mutation { ${['a', 'b', 'c', 'd'].map(consume).join(' ')} }`;
    // An error ends the document, at the latest with the second call.
    const answers = await Promise.all([1, 2, 3].map(() => graphql(outputs, outputs.service, document)));
    expect(answers.map((answer) => errorOf(answer).path).toSorted()).toEqual([['a'], ['a'], ['b']]);
    const { stepUpAudit } = await graphqlData<{ stepUpAudit: { nodes: { outcome: string }[] } }>(
      outputs,
      ada.accessToken,
      'query ($userId: ID) { stepUpAudit(userId: $userId) { nodes { outcome } } }',
      { userId: sub },
    );
    expect(stepUpAudit.nodes.filter(({ outcome }) => outcome === 'STEP_UP_CONSUMED')).toHaveLength(1);
  });

  test('not under the refreshed token of the same sign-in', async () => {
    const user = await createUser(outputs, { groups: ['publishers'] });
    const { accessToken } = await signInWithAmplify(outputs, user);
    const { challengeId, again } = await challenged(accessToken);
    await proveBy(outputs, accessToken, challengeId, user.phone);
    const { tokens } = await fetchAuthSession({ forceRefresh: true });
    const refreshed = `${tokens?.accessToken}`;
    expect(refreshed).not.toBe(accessToken);
    expect(errorOf(await publish(refreshed)).errorType).toBe('StepUpRequired');
    expect(errorOf(await respond(outputs, refreshed, challengeId, '123456')).errorType).toBe('NotFound');
    expect((await again()).errors).toEqual([]);
  });

  test('and STEP_UP_DENY refuses whatever was proved', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    const { challengeId, again } = await challenged(accessToken);
    await proveBy(outputs, accessToken, challengeId, phone);
    await guardPublish(outputs, ada, { requirement: 'STEP_UP_DENY' });
    const answer = await again();
    expect(errorOf(answer)).toMatchObject({
      errorType: 'OperationDenied',
      errorInfo: { operation: 'Mutation.publish' },
    });
  });
});

describe('attempts', () => {
  test('are counted, and the last wrong one locks the challenge for the right code too', async () => {
    await guardPublish(outputs, ada, { maxAttempts: 3 });
    const { accessToken, phone } = await newPublisher(outputs);
    const { challengeId, again } = await challenged(accessToken);
    await guardPublish(outputs, ada);
    await initiate(outputs, accessToken, challengeId);
    const code = await lastCode(outputs, phone);
    for (const attemptsRemaining of [2, 1]) {
      expect(errorOf(await respond(outputs, accessToken, challengeId, wrongCode(code)))).toMatchObject({
        errorType: 'CodeMismatch',
        errorInfo: { attemptsRemaining },
      });
    }
    const locked = errorOf(await respond(outputs, accessToken, challengeId, wrongCode(code)));
    expect(locked).toMatchObject({
      errorType: 'ChallengeLocked',
      errorInfo: { lockedUntil: expect.stringMatching(/^\d{4}-/) },
    });
    expect(errorOf(await respond(outputs, accessToken, challengeId, code)).errorType).toBe('ChallengeLocked');
    expect(errorOf(await initiate(outputs, accessToken, challengeId)).errorType).toBe('ChallengeLocked');
    expect(errorOf(await again()).errorType).toBe('ChallengeLocked');
    expect(errorOf(await publish(accessToken, 'other arguments')).errorType).toBe('ChallengeLocked');
    expect(await challengeOf(outputs, accessToken, challengeId)).toMatchObject({
      status: 'STEP_UP_LOCKED',
      attemptsRemaining: 0,
      lockedUntil: `${locked.errorInfo?.lockedUntil}`,
    });
  });

  test('are not multiplied by aliases in one document', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    const { challengeId } = await challenged(accessToken);
    await initiate(outputs, accessToken, challengeId);
    const code = await lastCode(outputs, phone);
    const guesses = Array.from({ length: 12 }, (_, index) => wrongCode(String((Number(code) + index) % 1_000_000)));
    // The right code is the last of the aliases.
    const aliased = [...guesses, code].map(
      (guess, index) =>
        `a${index}: respondToStepUpChallenge(input: { challengeId: "${challengeId}", code: "${guess.padStart(6, '0')}" }) { challenge { status } }`,
    );
    const { errors } = await graphql(outputs, accessToken, `mutation { ${aliased.join('\n')} }`);
    expect(errors.filter(({ errorType }) => errorType === 'CodeMismatch').length).toBeLessThanOrEqual(4);
    expect((await challengeOf(outputs, accessToken, challengeId))?.status).not.toBe('STEP_UP_COMPLETED');
  });

  test('are not multiplied by requests at once', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    const { challengeId } = await challenged(accessToken);
    await initiate(outputs, accessToken, challengeId);
    const code = await lastCode(outputs, phone);
    const wrong = wrongCode(code);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => respond(outputs, accessToken, challengeId, wrong)),
    );
    const types = answers.map((answer) => errorOf(answer).errorType);
    expect(types.filter((type) => type === 'CodeMismatch').length).toBeLessThanOrEqual(4);
    expect(types.every((type) => type === 'CodeMismatch' || type === 'ChallengeLocked')).toBe(true);
    expect(errorOf(await respond(outputs, accessToken, challengeId, code)).errorType).toBe('ChallengeLocked');
  });

  test('are not bought anew by calling again with other arguments', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    const first = await challenged(accessToken);
    await initiate(outputs, accessToken, first.challengeId);
    await respond(outputs, accessToken, first.challengeId, wrongCode(await lastCode(outputs, phone)));
    const second = challengeIdOf(await publish(accessToken, 'other arguments'));
    expect(second).not.toBe(first.challengeId);
    expect((await challengeOf(outputs, accessToken, second))?.attemptsRemaining).toBe(4);
  });

  test('are not bought anew by refreshing the token or signing in again: 15 an hour', async () => {
    const user = await createUser(outputs, { groups: ['publishers'], phoneVerified: false });
    const types: (string | undefined)[] = [];
    for (let session = 0; session < 4; session += 1) {
      const { accessToken } = await signInAs(outputs, user);
      const { challengeId } = await challenged(accessToken);
      await initiate(outputs, accessToken, challengeId);
      const code = await lastCode(outputs, user.email);
      for (let attempt = 0; attempt < 5; attempt += 1) {
        types.push(errorOf(await respond(outputs, accessToken, challengeId, wrongCode(code))).errorType);
      }
    }
    expect(types.filter((type) => type === 'CodeMismatch')).toHaveLength(12);
    expect(types.filter((type) => type === 'ChallengeLocked')).toHaveLength(3);
    expect(types.slice(15)).toEqual(Array(5).fill('LimitExceeded'));
  });
});

describe('answers that are not the answer', () => {
  test('to a challenge that was not initiated, by a code of another purpose', async () => {
    const { accessToken } = await newPublisher(outputs);
    const { challengeId } = await challenged(accessToken);
    expect(errorOf(await respond(outputs, accessToken, challengeId, '123456')).errorType).toBe('ChallengeNotInitiated');
  });

  test('to somebody else’s challenge: it is not there', async () => {
    const victim = await newPublisher(outputs);
    const thief = await newPublisher(outputs);
    const { challengeId, again } = await challenged(victim.accessToken);
    const own = await challenged(thief.accessToken);
    await initiate(outputs, thief.accessToken, own.challengeId);
    const ownCode = await lastCode(outputs, thief.phone);
    const foreign = errorOf(await respond(outputs, thief.accessToken, challengeId, ownCode));
    const unknown = errorOf(await respond(outputs, thief.accessToken, randomUUID(), ownCode));
    expect(foreign.errorType).toBe('NotFound');
    expect({ ...foreign, path: null }).toEqual({ ...unknown, path: null });
    expect(errorOf(await initiate(outputs, thief.accessToken, challengeId)).errorType).toBe('NotFound');
    expect(await challengeOf(outputs, thief.accessToken, challengeId)).toBeNull();
    expect(errorOf(await again()).errorType).toBe('StepUpRequired');
  });

  test('to the same user’s challenge in another session, and a proof there counts here for nothing', async () => {
    const user = await createUser(outputs, { groups: ['publishers'] });
    const here = await signInAs(outputs, user);
    const there = await signInAs(outputs, user);
    const { challengeId } = await challenged(there.accessToken);
    expect(errorOf(await initiate(outputs, here.accessToken, challengeId)).errorType).toBe('NotFound');
    await proveBy(outputs, there.accessToken, challengeId, user.phone);
    expect(errorOf(await publish(here.accessToken)).errorType).toBe('StepUpRequired');
  });

  test('twice: the challenge was answered', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    const { challengeId } = await challenged(accessToken);
    await proveBy(outputs, accessToken, challengeId, phone);
    const code = await lastCode(outputs, phone);
    expect(errorOf(await respond(outputs, accessToken, challengeId, code)).errorType).toBe('CodeReplayed');
    expect(errorOf(await initiate(outputs, accessToken, challengeId)).errorType).toBe('CodeReplayed');
  });

  test('by a code that a newer one replaced, or that was used up', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    const first = await challenged(accessToken);
    await initiate(outputs, accessToken, first.challengeId);
    const old = await lastCode(outputs, phone);
    await initiate(outputs, accessToken, first.challengeId);
    const fresh = await lastCode(outputs, phone);
    // Once in a million the new code is the old one.
    const stale = old === fresh ? wrongCode(fresh) : old;
    expect(errorOf(await respond(outputs, accessToken, first.challengeId, stale)).errorType).toBe('CodeMismatch');
    expect((await respond(outputs, accessToken, first.challengeId, fresh)).errors).toEqual([]);
  });

  test('by a code that was sent for another operation, though it is the newest', async () => {
    const { accessToken, phone, sub } = await newPublisher(outputs);
    const { jti } = claimsOf(accessToken);
    const wanted = await challenged(accessToken);
    const input = { operation: 'billing:transfer', arguments: 'a', summary: 'Pay 5', user: { sub, jti } };
    const require = 'mutation ($input: RequireStepUpInput!) { requireStepUp(input: $input) { operation } }';
    const other = challengeIdOf(await graphql(outputs, outputs.service, require, { input }));
    await initiate(outputs, accessToken, wanted.challengeId);
    await initiate(outputs, accessToken, other);
    const code = await lastCode(outputs, phone);
    expect(errorOf(await respond(outputs, accessToken, wanted.challengeId, code))).toMatchObject({
      errorType: 'CodeExpired',
      errorInfo: { attemptsRemaining: 4 },
    });
    expect(errorOf(await wanted.again()).errorType).toBe('StepUpRequired');
    expect((await respond(outputs, accessToken, other, code)).errors).toEqual([]);
  });

  test('codes are sent three times for a challenge', async () => {
    const { accessToken } = await newPublisher(outputs);
    const { challengeId } = await challenged(accessToken);
    const types = [];
    for (let send = 0; send < 4; send += 1) {
      types.push((await initiate(outputs, accessToken, challengeId)).errors[0]?.errorType);
    }
    expect(types).toEqual([undefined, undefined, undefined, 'LimitExceeded']);
  });

  test('codes of another form are not attempts', async () => {
    const { accessToken } = await newPublisher(outputs);
    const { challengeId } = await challenged(accessToken);
    await initiate(outputs, accessToken, challengeId);
    for (const code of ['', '12345', '1234567', '12345a', '１２３４５６', ' 12345', "1' OR 1=1"]) {
      expect(errorOf(await respond(outputs, accessToken, challengeId, code)).errorType).toBe('InvalidInput');
    }
    expect((await challengeOf(outputs, accessToken, challengeId))?.attemptsRemaining).toBe(5);
  });
});

describe('a stolen access token', () => {
  test('does not count with a software token that it enrolled: the code goes to the phone', async () => {
    const { accessToken: AccessToken } = await newPublisher(outputs);
    const secret = await enrol(AccessToken);
    await cognitoOf(outputs).send(
      new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } }),
    );
    const { challengeId } = await challenged(AccessToken);
    const initiated = await initiate(outputs, AccessToken, challengeId);
    expect(initiated.data).toMatchObject({ initiateStepUp: { challenge: { method: 'SMS_STEP_UP' } } });
    const code = nextTotpCode(secret);
    expect(errorOf(await respond(outputs, AccessToken, challengeId, code)).errorType).toBe('CodeMismatch');
  });

  test('does not count with a software token that took the place of the one at sign-in', async () => {
    await guardPublish(outputs, ada, { methods: ['SOFTWARE_TOKEN_STEP_UP', 'MAYBE_SOFTWARE_TOKEN_STEP_UP'] });
    const user = await createUser(outputs, { groups: ['publishers'] });
    const before = await signInAs(outputs, user);
    const secret = await enrol(before.accessToken);
    const cognito = cognitoOf(outputs);
    const preferred = { Enabled: true, PreferredMfa: true };
    await cognito.send(
      new SetUserMFAPreferenceCommand({ AccessToken: before.accessToken, SoftwareTokenMfaSettings: preferred }),
    );
    const signInCode = nextTotpCode(secret);
    const { accessToken: AccessToken } = await signInAs(outputs, user, signInCode);
    const { challengeId } = await challenged(AccessToken);
    expect((await initiate(outputs, AccessToken, challengeId)).data).toMatchObject({
      initiateStepUp: { challenge: { method: 'SOFTWARE_TOKEN_STEP_UP' } },
    });
    // The code that signed in was used.
    expect(errorOf(await respond(outputs, AccessToken, challengeId, signInCode)).errorType).toBe('CodeReplayed');
    // Cognito would take a code of the new secret from here on.
    const { SecretCode = '' } = await cognito.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    const code = totpCode(SecretCode, Date.now());
    expect(errorOf(await respond(outputs, AccessToken, challengeId, code)).errorType).toBe('FactorTooNew');
    await cognito.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: code }));
    const next = nextTotpCode(SecretCode);
    expect(errorOf(await respond(outputs, AccessToken, challengeId, next)).errorType).toBe('FactorTooNew');
    expect((await challengeOf(outputs, AccessToken, challengeId))?.status).toBe('STEP_UP_INITIATED');
  });

  test('does not have the code sent to another phone or mailbox', async () => {
    const { accessToken: AccessToken, phone } = await newPublisher(outputs);
    await cognitoOf(outputs).send(
      new UpdateUserAttributesCommand({
        AccessToken,
        UserAttributes: [
          { Name: 'phone_number', Value: '+15559999999' },
          { Name: 'email', Value: 'thief@example.com' },
        ],
      }),
    );
    const { challengeId } = await challenged(AccessToken);
    expect(errorOf(await initiate(outputs, AccessToken, challengeId)).errorType).toBe('NoStepUpMethod');
    await expect(lastCode(outputs, '+15559999999')).rejects.toThrow('No code was sent');
    // The number stays unusable once Cognito has verified it.
    const AttributeName = 'phone_number';
    await cognitoOf(outputs).send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName }));
    const Code = await lastCode(outputs, '+15559999999');
    await cognitoOf(outputs).send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));
    expect(errorOf(await initiate(outputs, AccessToken, challengeId)).errorType).toBe('FactorTooNew');
    // The old number, set again, is not verified.
    await cognitoOf(outputs).send(
      new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: 'phone_number', Value: phone }] }),
    );
    expect(errorOf(await initiate(outputs, AccessToken, challengeId)).errorType).toBe('NoStepUpMethod');
  });

  test('does not have the password reset to another mailbox, to sign in anew', async () => {
    const { accessToken: AccessToken, ...user } = await newPublisher(outputs);
    const cognito = cognitoOf(outputs);
    const email = `thief-${randomUUID()}@example.com`;
    const reset = async (mailbox: string, Password: string) => {
      const whom = { ClientId: outputs.userPoolClientId, Username: user.username };
      await cognito.send(new ForgotPasswordCommand(whom));
      const ConfirmationCode = await lastCode(outputs, mailbox);
      await cognito.send(new ConfirmForgotPasswordCommand({ ...whom, ConfirmationCode, Password }));
    };
    // The mailbox that was there at the sign-in counts.
    await reset(user.email, 'Another-user-2468');
    await cognito.send(
      new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: 'email', Value: email }] }),
    );
    const AttributeName = 'email';
    await cognito.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName }));
    const Code = await lastCode(outputs, email);
    await cognito.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));
    await expect(reset(email, 'Thief-user-2468')).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: expect.stringContaining('changed after the last sign-in'),
    });
    // A sign-in with the password makes the new mailbox known.
    await signInAs(outputs, { ...user, password: 'Another-user-2468' });
    await reset(email, 'Third-user-2468');
    expect((await signInAs(outputs, { ...user, password: 'Third-user-2468' })).sub).toBe(user.sub);
  });

  test('does not get a second method by changing the preference once the challenge has one', async () => {
    const { accessToken: AccessToken } = await newPublisher(outputs);
    const { challengeId } = await challenged(AccessToken);
    await initiate(outputs, AccessToken, challengeId);
    const secret = await enrol(AccessToken);
    await cognitoOf(outputs).send(
      new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } }),
    );
    expect((await initiate(outputs, AccessToken, challengeId)).data).toMatchObject({
      initiateStepUp: { challenge: { method: 'SMS_STEP_UP' } },
    });
    const code = nextTotpCode(secret);
    expect(errorOf(await respond(outputs, AccessToken, challengeId, code)).errorType).toBe('CodeMismatch');
  });

  /** Enrols and verifies a new software token. Returns its secret. */
  async function enrol(AccessToken: string): Promise<string> {
    const cognito = cognitoOf(outputs);
    const { SecretCode = '' } = await cognito.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    await cognito.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: totpCode(SecretCode, Date.now()) }));
    return SecretCode;
  }
});

describe('tokens that are no access token of this API', () => {
  test('an ID token is refused before anything is looked at', async () => {
    const { idToken, accessToken, phone } = await newPublisher(outputs);
    expect(errorOf(await publish(idToken)).errorType).toBe('AccessTokenRequired');
    const { challengeId } = await challenged(accessToken);
    await initiate(outputs, accessToken, challengeId);
    const code = await lastCode(outputs, phone);
    expect(errorOf(await respond(outputs, idToken, challengeId, code)).errorType).toBe('AccessTokenRequired');
    expect(errorOf(await initiate(outputs, idToken, challengeId)).errorType).toBe('AccessTokenRequired');
  });

  test('a forged, an unsigned and an empty one, and none', async () => {
    const { accessToken } = await newPublisher(outputs);
    const [head = '', body = '', signature = ''] = accessToken.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, 'cognito:groups': ['admins'] })).toString('base64url');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    for (const token of [`${head}.${forged}.${signature}`, `${none}.${forged}.`, `${none}.${body}.`, 'x', null]) {
      const answer = await graphql(outputs, token, respondMutation, { input: { challengeId: 'x', code: '123456' } });
      expect(answer).toMatchObject({ status: 401, data: null });
    }
  });

  test('the challenge of a session that has been signed out cannot be answered', async () => {
    const { accessToken, phone, username } = await newPublisher(outputs);
    const { challengeId } = await challenged(accessToken);
    await initiate(outputs, accessToken, challengeId);
    const code = await lastCode(outputs, phone);
    await cognitoOf(outputs).send(
      new AdminUserGlobalSignOutCommand({ UserPoolId: outputs.userPoolId, Username: username }),
    );
    expect(errorOf(await respond(outputs, accessToken, challengeId, code)).errorType).toBe('SignInRequired');
  });

  test('nobody but admins reads or changes settings', async () => {
    const { accessToken } = await newPublisher(outputs);
    const setting = { operation: 'Mutation.publish', requirement: 'STEP_UP_NOT_REQUIRED' };
    for (const identity of [accessToken, outputs.service]) {
      const put = await graphql(
        outputs,
        identity,
        'mutation ($input: PutStepUpSettingInput!) { putStepUpSetting(input: $input) { setting { operation } } }',
        { input: setting },
      );
      expect(put.data?.putStepUpSetting ?? null).toBeNull();
      expect(put.errors).not.toEqual([]);
      const read = await graphql(outputs, identity, '{ stepUpSettings { nodes { operation } } }');
      expect(read.data?.stepUpSettings ?? null).toBeNull();
      expect(read.errors).not.toEqual([]);
    }
    expect(errorOf(await publish(accessToken)).errorType).toBe('StepUpRequired');
  });
});

describe('session scope', () => {
  test('unlocks operations of that scope alone, and this token alone', async () => {
    await guardPublish(outputs, ada, { scope: 'SESSION' });
    const user = await createUser(outputs, { groups: ['publishers'] });
    const { accessToken } = await signInAs(outputs, user);
    const { challengeId } = await challenged(accessToken);
    await proveBy(outputs, accessToken, challengeId, user.phone);
    for (const title of ['one', 'two']) expect((await publish(accessToken, title)).errors).toEqual([]);
    const other = await signInAs(outputs, user);
    expect(errorOf(await publish(other.accessToken)).errorType).toBe('StepUpRequired');
    await guardPublish(outputs, ada, { scope: 'OPERATION' });
    expect(errorOf(await publish(accessToken, 'three')).errorType).toBe('StepUpRequired');
  });
});

test('no token, code or address is in any log, and a lockout is there for the alarm to count', async () => {
  const { accessToken, phone } = await newPublisher(outputs);
  const { challengeId } = await challenged(accessToken);
  await initiate(outputs, accessToken, challengeId);
  const code = await lastCode(outputs, phone);
  const wrong = wrongCode(code);
  const before = (await logged(`{ $.message = "${LOCKED}" }`)).length;
  for (let attempt = 0; attempt < 5; attempt += 1) await respond(outputs, accessToken, challengeId, wrong);

  await until(
    'the lockout is logged',
    () => logged(`{ $.message = "${LOCKED}" }`),
    ({ length }) => length > before,
  );
  const everything = [...(await logged()), running.printed, running.errors].join('\n');
  expect(everything).toContain(LOCKED);
  expect(everything).not.toContain(accessToken.split('.')[2]);
  // The audit and the logs have no codes and no phone numbers.
  const { stepUpAudit } = await graphqlData<{ stepUpAudit: { nodes: Record<string, unknown>[] } }>(
    outputs,
    ada.accessToken,
    '{ stepUpAudit(first: 100) { nodes { id at userId challengeId operation method outcome } } }',
  );
  const recorded = JSON.stringify(stepUpAudit.nodes.map(({ id: _, at: __, ...rest }) => rest));
  expect(recorded).toContain(challengeId);
  for (const text of [everything, recorded]) {
    for (const secret of [phone, `"${code}"`, `code: ${code}`, `"${wrong}"`]) expect(text).not.toContain(secret);
  }
});

/** Returns the lines of every log group that match a metric filter's pattern. */
async function logged(filterPattern = ''): Promise<string[]> {
  const { awsEndpoint: endpoint, region, root: credentials } = outputs;
  const logs = new CloudWatchLogsClient({ endpoint, region, credentials });
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const pages = await Promise.all(
    logGroups.map(({ logGroupName }) => logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }))),
  );
  return pages.flatMap(({ events = [] }) => events.flatMap(({ message }) => message ?? []));
}
