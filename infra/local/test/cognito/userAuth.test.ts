import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  CompleteWebAuthnRegistrationCommand,
  DeleteWebAuthnCredentialCommand,
  InitiateAuthCommand,
  ListWebAuthnCredentialsCommand,
  StartWebAuthnRegistrationCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SoftwareAuthenticator } from '../../testing/SoftwareAuthenticator.ts';
import { createPool, type RunningCognito, startCognito } from '../../testing/startCognito.ts';
import { answer, createUser, password, signIn, tokensOf } from '../../testing/users.ts';

let running: RunningCognito;
let poolId: string;
let clientId: string;
let number = 0;
let username: string;

beforeAll(async () => {
  running = await startCognito();
  ({ poolId, clientId } = await createPool(running));
});
afterAll(() => running.stop());
beforeEach(async () => {
  username = `user-${number++}`;
  await createUser(running, poolId, username, { email: `${username}@example.com`, phone_number: '+491701234567' });
});

function start(parameters: Readonly<Record<string, string>>, name = username) {
  return running.client.send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: name, ...parameters },
    }),
  );
}

/** The WebAuthn challenge inside the options of a WEB_AUTHN challenge. */
function challengeIn(parameters: Readonly<Record<string, string>> | undefined): string {
  return JSON.parse(parameters?.CREDENTIAL_REQUEST_OPTIONS ?? '{}').challenge;
}

async function begin(AccessToken: string): Promise<string> {
  const started = await running.client.send(new StartWebAuthnRegistrationCommand({ AccessToken }));
  const options = started.CredentialCreationOptions;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new Error('There are no options.');
  }
  expect(options.rp).toMatchObject({ id: 'app.example' });
  return String(options.challenge);
}

async function register(authenticator: SoftwareAuthenticator): Promise<string> {
  const { AccessToken } = await signIn(running, clientId, username);
  const Credential = authenticator.register(await begin(AccessToken));
  await running.client.send(new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential }));
  return AccessToken;
}

describe('USER_AUTH', () => {
  test('offers what pool and user have, and goes on with the choice', async () => {
    const offered = await start({});
    expect(offered).toMatchObject({
      ChallengeName: 'SELECT_CHALLENGE',
      AvailableChallenges: ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP'],
    });
    const chosen = await answer(running, clientId, 'SELECT_CHALLENGE', offered.Session, {
      USERNAME: username,
      ANSWER: 'SMS_OTP',
    });
    expect(chosen.ChallengeName).toBe('SMS_OTP');
    const result = await answer(running, clientId, 'SMS_OTP', chosen.Session, {
      USERNAME: username,
      SMS_OTP_CODE: running.lastCode(),
    });
    tokensOf(result.AuthenticationResult);
  });

  test('signs in by password, and refuses a wrong one', async () => {
    const result = await start({ PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: password });
    tokensOf(result.AuthenticationResult);
    await expect(start({ PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'Wrong-Horse-7' })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await expect(start({ PREFERRED_CHALLENGE: 'TELEPATHY' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  test('verifies a user again for an administrator, by a code that is good once', async () => {
    const started = await running.client.send(
      new AdminInitiateAuthCommand({
        UserPoolId: poolId,
        ClientId: clientId,
        AuthFlow: 'USER_AUTH',
        AuthParameters: { USERNAME: username, PREFERRED_CHALLENGE: 'EMAIL_OTP' },
      }),
    );
    expect(running.outbox.at(-1)).toMatchObject({ kind: 'email', destination: `${username}@example.com` });
    const respond = () =>
      running.client.send(
        new AdminRespondToAuthChallengeCommand({
          UserPoolId: poolId,
          ClientId: clientId,
          ChallengeName: 'EMAIL_OTP',
          Session: started.Session,
          ChallengeResponses: { USERNAME: username, EMAIL_OTP_CODE: running.lastCode() },
        }),
      );
    tokensOf((await respond()).AuthenticationResult);
    await expect(respond()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test('looks the same for a user that does not exist, and sends nothing', async () => {
    const before = running.outbox.length;
    const started = await start({ PREFERRED_CHALLENGE: 'EMAIL_OTP' }, 'nobody');
    expect(started.ChallengeName).toBe('EMAIL_OTP');
    expect(running.outbox).toHaveLength(before);
    await expect(
      answer(running, clientId, 'EMAIL_OTP', started.Session, { USERNAME: 'nobody', EMAIL_OTP_CODE: '12345678' }),
    ).rejects.toMatchObject({ name: 'CodeMismatchException' });
  });
});

describe('passkeys', () => {
  test.each(['ES256', 'RS256'] as const)('with %s register, sign in, are listed and deleted', async (algorithm) => {
    const authenticator = new SoftwareAuthenticator('app.example', algorithm);
    const AccessToken = await register(authenticator);
    const started = await start({ PREFERRED_CHALLENGE: 'WEB_AUTHN' });
    const CREDENTIAL = authenticator.authenticate(challengeIn(started.ChallengeParameters));
    const result = await answer(running, clientId, 'WEB_AUTHN', started.Session, { USERNAME: username, CREDENTIAL });
    tokensOf(result.AuthenticationResult);

    const listed = await running.client.send(new ListWebAuthnCredentialsCommand({ AccessToken }));
    expect(listed.Credentials).toMatchObject([
      {
        CredentialId: authenticator.credentialId,
        RelyingPartyId: 'app.example',
        AuthenticatorTransports: ['internal'],
      },
    ]);
    await running.client.send(
      new DeleteWebAuthnCredentialCommand({ AccessToken, CredentialId: authenticator.credentialId }),
    );
    expect((await start({ PREFERRED_CHALLENGE: 'WEB_AUTHN' })).ChallengeName).toBe('SELECT_CHALLENGE');
  });

  test.each<[string, string, (authenticator: SoftwareAuthenticator, challenge: string) => string]>([
    ['another challenge', 'The challenge of the credential is not the one', (key) => key.authenticate('AAAA')],
    [
      'a foreign origin',
      'The origin of the credential',
      (key, challenge) => {
        key.origin = 'https://app.example.evil.test';
        return key.authenticate(challenge);
      },
    ],
    [
      'a foreign relying party',
      'not of the relying party',
      (key, challenge) => {
        key.relyingPartyId = 'evil.test';
        return key.authenticate(challenge);
      },
    ],
    [
      'nobody present',
      'did not verify the user',
      (key, challenge) => {
        key.flags = 0;
        return key.authenticate(challenge);
      },
    ],
    [
      'a counter that went back',
      'signature counter',
      (key, challenge) => {
        key.counter = 1;
        return key.authenticate(challenge);
      },
    ],
    [
      'a signature of another key',
      'signature of the credential',
      (key, challenge) => {
        const forged = JSON.parse(new SoftwareAuthenticator('app.example').authenticate(challenge));
        return JSON.stringify({ ...forged, id: key.credentialId });
      },
    ],
    [
      'an unknown credential',
      'not registered',
      (_, challenge) => new SoftwareAuthenticator('app.example').authenticate(challenge),
    ],
    ['no JSON', 'not registered', () => 'not json'],
  ])('with %s are refused', async (_, message, respond) => {
    const authenticator = new SoftwareAuthenticator('app.example');
    authenticator.counter = 5;
    await register(authenticator);
    const started = await start({ PREFERRED_CHALLENGE: 'WEB_AUTHN' });
    const CREDENTIAL = respond(authenticator, challengeIn(started.ChallengeParameters));
    await expect(
      answer(running, clientId, 'WEB_AUTHN', started.Session, { USERNAME: username, CREDENTIAL }),
    ).rejects.toMatchObject({ name: 'NotAuthorizedException', message: expect.stringContaining(message) });
  });

  test('answer a session once', async () => {
    const authenticator = new SoftwareAuthenticator('app.example');
    await register(authenticator);
    const started = await start({ PREFERRED_CHALLENGE: 'WEB_AUTHN' });
    const respond = () =>
      answer(running, clientId, 'WEB_AUTHN', started.Session, {
        USERNAME: username,
        CREDENTIAL: authenticator.authenticate(challengeIn(started.ChallengeParameters)),
      });
    await respond();
    await expect(respond()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test('cannot be registered without the challenge, twice, or malformed', async () => {
    const authenticator = new SoftwareAuthenticator('app.example');
    const { AccessToken } = await signIn(running, clientId, username);
    const complete = (Credential: ReturnType<SoftwareAuthenticator['register']>) =>
      running.client.send(new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential }));
    await expect(complete(authenticator.register('AAAA'))).rejects.toMatchObject({
      name: 'WebAuthnChallengeNotFoundException',
    });
    const challenge = await begin(AccessToken);
    await complete(authenticator.register(challenge));
    await expect(complete(authenticator.register(challenge))).rejects.toMatchObject({
      name: 'WebAuthnChallengeNotFoundException',
    });
    const again = authenticator.register(await begin(AccessToken));
    await expect(complete(again)).rejects.toMatchObject({ name: 'WebAuthnCredentialNotSupportedException' });
    const cut = new SoftwareAuthenticator('app.example').register(await begin(AccessToken));
    const attestationObject = cut.response.attestationObject.slice(0, 120);
    await expect(complete({ ...cut, response: { ...cut.response, attestationObject } })).rejects.toMatchObject({
      name: 'WebAuthnCredentialNotSupportedException',
    });
  });
});
