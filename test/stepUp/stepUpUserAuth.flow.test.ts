import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  AdminDisableUserCommand,
  AssociateSoftwareTokenCommand,
  DeleteUserAttributesCommand,
  DeleteWebAuthnCredentialCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListWebAuthnCredentialsCommand,
  SetUserMFAPreferenceCommand,
  UpdateUserAttributesCommand,
  VerifySoftwareTokenCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { totpCode } from 'local-cloud/totp';
import { describe, expect } from 'vitest';
import type { StepUpGrantRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { nextSecond } from '../support/clock.ts';
import { cognitoOf } from '../support/cognito.ts';
import { databaseOf, tableOf } from '../support/dynamodb.ts';
import { graphql } from '../support/graphql.ts';
import { newRecipient } from '../support/newRecipient.ts';
import { relyingParty } from '../support/passkeyContext.ts';
import { initiateByPasskey, registerPasskey, respondByPasskey } from '../support/passkeys.ts';
import type { Runtime } from '../support/Runtime.ts';
import { test } from '../support/sharedRuntime.ts';
import { nextTotpCode, signInAs } from '../support/signIn.ts';
import {
  challenged as challengedBy,
  challengeOf,
  errorOf,
  initiate,
  lastCode,
  respond,
  wrongCode,
} from '../support/stepUp.ts';
import { adminOfSettings, clearSettings, guardPublish } from '../support/stepUpSettings.ts';
import { newPublisher, type User } from '../support/users.ts';

let running: Runtime;
let outputs: Runtime['outputs'];
let ada: User;
let recipient: User;

test.beforeAll(async ({ passkeyRuntime }) => {
  running = passkeyRuntime;
  ({ outputs } = running);
  recipient = await newRecipient(outputs);
  ada = await adminOfSettings(outputs);
  // Users with MFA prove by their authenticator app here too: the strategy is for codes that are sent.
  await guardPublish(outputs, ada, {
    methods: ['PASSKEY_STEP_UP', 'SMS_STEP_UP', 'EMAIL_STEP_UP', 'SOFTWARE_TOKEN_STEP_UP'],
  });
});
test.afterAll(() => clearSettings(outputs, ada));

/** Creates a publisher with a passkey, who then signs in again. */
async function publisherWithPasskey() {
  const user = await newPublisher(outputs);
  const passkey = await registerPasskey(outputs, user.accessToken);
  return { passkey, user: await signInLater(user) };
}

/** Signs in a second after the setup, since `auth_time` is in whole seconds. */
async function signInLater(user: User): Promise<User> {
  await nextSecond();
  return { ...user, ...(await signInAs(outputs, user)) };
}

/** Returns the id of the app client by which step-up signs users in. */
async function stepUpClientId(): Promise<string> {
  const { awsEndpoint: endpoint, region, root: credentials } = outputs;
  const { Functions = [] } = await new LambdaClient({ endpoint, region, credentials }).send(
    new ListFunctionsCommand({}),
  );
  const ids = Functions.flatMap(({ Environment }) => Environment?.Variables?.STEP_UP_CLIENT_ID ?? []);
  expect(new Set(ids).size).toBe(1);
  return `${ids[0]}`;
}

const challenged = (token: string) => challengedBy(outputs, token, recipient);

describe('codes by a sign-in', () => {
  test.each([
    ['phone', {}, 'SMS_STEP_UP'],
    ['email', { phoneVerified: false }, 'EMAIL_STEP_UP'],
  ] as const)('a code of eight digits to the %s lets the refused call pass, once', async (address, options, method) => {
    const user = await newPublisher(outputs, options);
    const { challengeId, again } = await challenged(user.accessToken);
    const initiated = await initiate(outputs, user.accessToken, challengeId);
    expect(initiated.data).toMatchObject({ initiateStepUp: { challenge: { method, codeLength: 8 } } });
    const code = await lastCode(outputs, user[address]);
    expect(code).toMatch(/^[0-9]{8}$/);
    expect(errorOf(await respond(outputs, user.accessToken, challengeId, code.slice(0, 6)))).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.code', limit: '8 digits' },
    });
    const wrong = wrongCode(code).padStart(8, '0');
    expect(errorOf(await respond(outputs, user.accessToken, challengeId, wrong))).toMatchObject({
      errorType: 'CodeMismatch',
      errorInfo: { attemptsRemaining: 4 },
    });
    expect((await respond(outputs, user.accessToken, challengeId, code)).errors).toEqual([]);
    expect(errorOf(await respond(outputs, user.accessToken, challengeId, code)).errorType).toBe('CodeReplayed');
    expect((await again()).errors).toEqual([]);
  });

  test('the one before does not count once another was sent', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    const { challengeId } = await challenged(accessToken);
    await initiate(outputs, accessToken, challengeId);
    const first = await lastCode(outputs, phone);
    await initiate(outputs, accessToken, challengeId);
    expect(errorOf(await respond(outputs, accessToken, challengeId, first)).errorType).toBe('CodeMismatch');
    expect((await respond(outputs, accessToken, challengeId, await lastCode(outputs, phone))).errors).toEqual([]);
  });

  test('more than Cognito’s five attribute codes an hour are sent', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    for (let proof = 0; proof < 6; proof += 1) {
      const { challengeId, again } = await challenged(accessToken);
      expect((await initiate(outputs, accessToken, challengeId)).errors).toEqual([]);
      expect((await respond(outputs, accessToken, challengeId, await lastCode(outputs, phone))).errors).toEqual([]);
      expect((await again()).errors).toEqual([]);
    }
  });

  test('what a thief sets up before the user’s proof is not known by it', async () => {
    const { accessToken: AccessToken, phone, username } = await newPublisher(outputs);
    const cognito = cognitoOf(outputs);
    const email = `thief-${username}@example.com`;
    const UserAttributes = [{ Name: 'email', Value: email }];
    await cognito.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }));
    const Code = await lastCode(outputs, email);
    await cognito.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code }));
    // The user signs in again at step-up's client, within the seconds that a trigger may be late.
    const { challengeId, again } = await challenged(AccessToken);
    await initiate(outputs, AccessToken, challengeId);
    expect((await respond(outputs, AccessToken, challengeId, await lastCode(outputs, phone))).errors).toEqual([]);
    expect((await again()).errors).toEqual([]);
    await cognito.send(new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames: ['phone_number'] }));
    const next = await challenged(AccessToken);
    expect(errorOf(await initiate(outputs, AccessToken, next.challengeId)).errorType).toBe('FactorTooNew');
  });

  test('the sign-in leaves no tokens behind, and the user’s own stay', async () => {
    const { accessToken, phone } = await newPublisher(outputs);
    const { challengeId } = await challenged(accessToken);
    const initiated = await initiate(outputs, accessToken, challengeId);
    const answered = await respond(outputs, accessToken, challengeId, await lastCode(outputs, phone));
    expect(JSON.stringify([initiated, answered])).not.toMatch(/eyJ|cognitoSignIn|session/i);
    await cognitoOf(outputs).send(new GetUserCommand({ AccessToken: accessToken }));
  });
});

describe('a passkey', () => {
  test('from before the sign-in lets the refused call pass, once, and the audit says by what', async () => {
    const { passkey, user } = await publisherWithPasskey();
    const { challengeId, again } = await challenged(user.accessToken);
    const options = await initiateByPasskey(outputs, user.accessToken, challengeId);
    expect(options).toMatchObject({
      rpId: relyingParty,
      userVerification: 'required',
      allowCredentials: [{ id: passkey.credentialId }],
    });
    const challenge = await challengeOf(outputs, user.accessToken, challengeId);
    expect(challenge).toMatchObject({ method: 'PASSKEY_STEP_UP', status: 'STEP_UP_INITIATED' });
    const credential = passkey.authenticate(options.challenge);
    const answered = await respondByPasskey(outputs, user.accessToken, challengeId, credential);
    expect(answered.errors).toEqual([]);
    expect((await again()).errors).toEqual([]);
    const replayed = await respondByPasskey(outputs, user.accessToken, challengeId, credential);
    expect(errorOf(replayed).errorType).toBe('CodeReplayed');
    const audit = await graphql(
      outputs,
      ada.accessToken,
      'query ($userId: ID) { stepUpAudit(userId: $userId) { nodes { method outcome } } }',
      { userId: user.sub },
    );
    expect(audit.data).toEqual({
      stepUpAudit: {
        nodes: ['CodeReplayed', 'STEP_UP_CONSUMED', 'STEP_UP_COMPLETED', 'STEP_UP_INITIATED'].map((outcome) => ({
          method: 'PASSKEY_STEP_UP',
          outcome,
        })),
      },
    });
    expect(JSON.stringify(audit)).not.toContain(passkey.credentialId);
  });

  test('of a user with MFA does where the user made it MFA', async () => {
    const { passkey, user } = await publisherWithPasskey();
    const cognito = cognitoOf(outputs);
    const { accessToken: AccessToken } = user;
    const { SecretCode = '' } = await cognito.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    const verify = { AccessToken, UserCode: totpCode(SecretCode, Date.now()) };
    await cognito.send(new VerifySoftwareTokenCommand(verify));
    const set = (settings: object) => cognito.send(new SetUserMFAPreferenceCommand({ AccessToken, ...settings }));
    await set({ SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
    // The code of the next step: the present one is used.
    const { accessToken } = await signInAs(outputs, user, nextTotpCode(SecretCode));
    const { challengeId } = await challenged(accessToken);
    const initiated = await initiate(outputs, accessToken, challengeId);
    expect(initiated.data).toMatchObject({ initiateStepUp: { challenge: { method: 'SOFTWARE_TOKEN_STEP_UP' } } });

    await set({ WebAuthnMfaSettings: { Enabled: true } });
    const other = await challenged(accessToken);
    const options = await initiateByPasskey(outputs, accessToken, other.challengeId);
    const credential = passkey.authenticate(options.challenge);
    expect((await respondByPasskey(outputs, accessToken, other.challengeId, credential)).errors).toEqual([]);
    expect((await other.again()).errors).toEqual([]);
  });
});

test('the id of step-up’s app client signs nobody in', async () => {
  const { user } = await publisherWithPasskey();
  const ClientId = await stepUpClientId();
  const start = (parameters: Record<string, string>, AuthFlow: 'USER_AUTH' | 'USER_SRP_AUTH' = 'USER_AUTH') =>
    cognitoOf(outputs).send(
      new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters: { USERNAME: user.username, ...parameters } }),
    );
  for (const PREFERRED_CHALLENGE of ['SMS_OTP', 'EMAIL_OTP', 'WEB_AUTHN', 'PASSWORD']) {
    await expect(start({ PREFERRED_CHALLENGE })).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  }
  await expect(start({ SRP_A: 'a'.repeat(64) }, 'USER_SRP_AUTH')).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});

describe('a thief of the access token', () => {
  test('registers a passkey, which does not count; nor where it signs in the stead of a known one', async () => {
    const { passkey, user } = await publisherWithPasskey();
    const thiefs = await registerPasskey(outputs, user.accessToken);
    const { challengeId, again } = await challenged(user.accessToken);
    const options = await initiateByPasskey(outputs, user.accessToken, challengeId);
    expect(options.allowCredentials.map(({ id }) => id)).toEqual([passkey.credentialId]);
    const assertion = JSON.parse(thiefs.authenticate(options.challenge));
    const give = (credential: object) =>
      respondByPasskey(outputs, user.accessToken, challengeId, JSON.stringify(credential));
    expect(errorOf(await give(assertion)).errorType).toBe('FactorTooNew');
    // Only the credential's id is the known passkey's.
    expect(errorOf(await give({ ...assertion, id: passkey.credentialId })).errorType).toBe('CodeMismatch');
    expect(errorOf(await again()).errorType).toBe('StepUpRequired');
  });

  test('has nothing to prove with where the user has no factor but the thief’s', async () => {
    const user = await newPublisher(outputs, { phoneVerified: false, emailVerified: false });
    await registerPasskey(outputs, user.accessToken);
    const { challengeId } = await challenged(user.accessToken);
    expect(errorOf(await initiate(outputs, user.accessToken, challengeId)).errorType).toBe('FactorTooNew');
  });

  test('deletes the known passkey and registers another under its id, which is new', async () => {
    const { passkey, user } = await publisherWithPasskey();
    const { challengeId } = await challenged(user.accessToken);
    const options = await initiateByPasskey(outputs, user.accessToken, challengeId);
    const cognito = cognitoOf(outputs);
    const { accessToken: AccessToken } = user;
    await cognito.send(new DeleteWebAuthnCredentialCommand({ AccessToken, CredentialId: passkey.credentialId }));
    const thiefs = await registerPasskey(outputs, AccessToken, passkey.id);
    const { Credentials = [] } = await cognito.send(new ListWebAuthnCredentialsCommand({ AccessToken }));
    expect(Credentials.map(({ CredentialId }) => CredentialId)).toEqual([passkey.credentialId]);
    const answered = await respondByPasskey(outputs, AccessToken, challengeId, thiefs.authenticate(options.challenge));
    expect(errorOf(answered).errorType).toBe('FactorTooNew');
  });
});

describe('refused', () => {
  test('a passkey deleted in between', async () => {
    const { passkey, user } = await publisherWithPasskey();
    const { challengeId } = await challenged(user.accessToken);
    const { challenge } = await initiateByPasskey(outputs, user.accessToken, challengeId);
    await cognitoOf(outputs).send(
      new DeleteWebAuthnCredentialCommand({ AccessToken: user.accessToken, CredentialId: passkey.credentialId }),
    );
    const answered = await respondByPasskey(outputs, user.accessToken, challengeId, passkey.authenticate(challenge));
    expect(errorOf(answered).errorType).toBe('UnknownPasskey');
    expect(errorOf(await initiate(outputs, user.accessToken, challengeId)).errorType).toBe('NoStepUpMethod');
  });

  test('a user disabled in between', async () => {
    const { passkey, user } = await publisherWithPasskey();
    const { challengeId } = await challenged(user.accessToken);
    const { challenge } = await initiateByPasskey(outputs, user.accessToken, challengeId);
    const whom = { UserPoolId: outputs.userPoolId, Username: user.username };
    await cognitoOf(outputs).send(new AdminDisableUserCommand(whom));
    const answered = await respondByPasskey(outputs, user.accessToken, challengeId, passkey.authenticate(challenge));
    expect(errorOf(answered).errorType).toBe('SignInRequired');
  });

  test('an assertion for another site, for an earlier challenge, for another user’s, and another user’s passkey', async () => {
    const { passkey, user } = await publisherWithPasskey();
    const other = await publisherWithPasskey();
    const othersChallenge = await challenged(other.user.accessToken);
    const { challenge: others } = await initiateByPasskey(outputs, other.user.accessToken, othersChallenge.challengeId);
    const { challengeId } = await challenged(user.accessToken);
    const { challenge: earlier } = await initiateByPasskey(outputs, user.accessToken, challengeId);
    const { challenge } = await initiateByPasskey(outputs, user.accessToken, challengeId);
    const typeOf = async (credential: string) =>
      errorOf(await respondByPasskey(outputs, user.accessToken, challengeId, credential)).errorType;
    expect(await typeOf(passkey.authenticate(earlier))).toBe('PasskeyChallengeMismatch');
    expect(await typeOf(passkey.authenticate(others))).toBe('PasskeyChallengeMismatch');
    expect(await typeOf(other.passkey.authenticate(challenge))).toBe('UnknownPasskey');
    passkey.relyingPartyId = 'evil.example';
    expect(await typeOf(passkey.authenticate(challenge))).toBe('RelyingPartyMismatch');
    passkey.relyingPartyId = relyingParty;
    passkey.flags = 0x01;
    expect(await typeOf(passkey.authenticate(challenge))).toBe('ChallengeLocked');
    expect(await challengeOf(outputs, other.user.accessToken, othersChallenge.challengeId)).toMatchObject({
      status: 'STEP_UP_INITIATED',
    });
  });

  test('a code for a passkey, and a credential for a code', async () => {
    const { passkey, user } = await publisherWithPasskey();
    const { challengeId } = await challenged(user.accessToken);
    const { challenge } = await initiateByPasskey(outputs, user.accessToken, challengeId);
    expect(errorOf(await respond(outputs, user.accessToken, challengeId, '12345678'))).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.code' },
    });
    const someone = await newPublisher(outputs);
    const byCode = await challenged(someone.accessToken);
    await initiate(outputs, someone.accessToken, byCode.challengeId);
    const credential = passkey.authenticate(challenge);
    expect(errorOf(await respondByPasskey(outputs, someone.accessToken, byCode.challengeId, credential))).toMatchObject(
      { errorType: 'InvalidInput', errorInfo: { field: 'input.credential' } },
    );
  });
});

test('nothing that signs anybody in is in a log (last: of all that was done here)', async () => {
  const { awsEndpoint: endpoint, region, root: credentials } = outputs;
  const sessions = (await stepUpSessions()).flatMap(({ cognitoSignIn }) => cognitoSignIn?.session ?? []);
  expect(sessions.length).toBeGreaterThan(0);
  const logs = new CloudWatchLogsClient({ endpoint, region, credentials });
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const pages = await Promise.all(
    logGroups.map(({ logGroupName }) => logs.send(new FilterLogEventsCommand({ logGroupName }))),
  );
  const lines = pages.flatMap(({ events = [] }) => events.map(({ message }) => message)).join('\n');
  expect(lines).toContain('platform.start');
  expect(lines).not.toMatch(/eyJ|clientDataJSON|authenticatorData|SECRET_HASH/);
  for (const secret of sessions) expect(`${lines}${running.printed}${running.errors}`).not.toContain(secret);
});

/** Returns the rows of step-up's sessions. */
async function stepUpSessions(): Promise<readonly StepUpGrantRow[]> {
  const TableName = await tableOf(outputs, 'StepUpSessions');
  const { Items = [] } = await databaseOf(outputs).send(new ScanCommand({ TableName }));
  return Items as StepUpGrantRow[];
}
