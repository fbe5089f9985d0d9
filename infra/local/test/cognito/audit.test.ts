import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SoftwareAuthenticator } from '../../testing/SoftwareAuthenticator.ts';
import { createPool, type RunningCognito, startCognito } from '../../testing/startCognito.ts';
import { answer, createUser, signIn, tokensOf } from '../../testing/users.ts';

let running: RunningCognito;
let poolId: string;
let clientId: string;
beforeEach(async () => {
  running = await startCognito();
  ({ poolId, clientId } = await createPool(running));
  await createUser(running, poolId, 'ann', { email: 'ann@example.com' });
});
afterEach(() => running.stop());

test('every operation of the SDK is done or refused by name', () => {
  const names = Object.keys(sdk).flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? []);
  expect(names.length).toBeGreaterThan(100);
  expect(Object.keys(running.cognito.apis[0]?.operations ?? {})).toEqual(expect.arrayContaining(names));
});

test('a session string ends with its user: a namesake cannot answer it', async () => {
  const start = (PREFERRED_CHALLENGE: string) =>
    running.client.send(
      new sdk.InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'USER_AUTH',
        AuthParameters: { USERNAME: 'ann', PREFERRED_CHALLENGE },
      }),
    );
  const { Session } = await start('EMAIL_OTP');
  const EMAIL_OTP_CODE = running.lastCode();
  await running.client.send(new sdk.AdminDeleteUserCommand({ UserPoolId: poolId, Username: 'ann' }));
  const respond = (session: string | undefined, code: string) =>
    answer(running, clientId, 'EMAIL_OTP', session, { USERNAME: 'ann', EMAIL_OTP_CODE: code });
  const refused = { name: 'NotAuthorizedException', message: 'Invalid session for the user.' };
  await expect(respond(Session, EMAIL_OTP_CODE)).rejects.toMatchObject(refused);
  await createUser(running, poolId, 'ann', { email: 'another-ann@example.com' });
  await expect(respond(Session, EMAIL_OTP_CODE)).rejects.toMatchObject(refused);
  const own = await start('EMAIL_OTP');
  tokensOf((await respond(own.Session, running.lastCode())).AuthenticationResult);
});

describe('passkeys', () => {
  const register = async (AccessToken: string, completeWith = AccessToken) => {
    const passkey = new SoftwareAuthenticator('app.example');
    const started = await running.client.send(new sdk.StartWebAuthnRegistrationCommand({ AccessToken }));
    const { challenge } = started.CredentialCreationOptions as { challenge: string };
    const Credential = passkey.register(challenge);
    await running.client.send(new sdk.CompleteWebAuthnRegistrationCommand({ AccessToken: completeWith, Credential }));
    return passkey;
  };

  test('are registered at the app client that began it', async () => {
    const other = await running.apply('AWS::Cognito::UserPoolClient', 'Other', {
      UserPoolId: poolId,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    });
    const here = await signIn(running, clientId, 'ann');
    const there = await signIn(running, other.physicalId, 'ann');
    await expect(register(here.AccessToken, there.AccessToken)).rejects.toMatchObject({
      name: 'WebAuthnClientMismatchException',
    });
    await register(here.AccessToken, (await signIn(running, clientId, 'ann')).AccessToken);
  });

  test('are listed page by page', async () => {
    const { AccessToken } = await signIn(running, clientId, 'ann');
    const ids = [];
    for (let count = 0; count < 3; count++) ids.push((await register(AccessToken)).credentialId);
    const list = (more: object) =>
      running.client.send(new sdk.ListWebAuthnCredentialsCommand({ AccessToken, ...more }));
    const first = await list({ MaxResults: 2 });
    expect(first.Credentials).toHaveLength(2);
    const second = await list({ MaxResults: 2, NextToken: first.NextToken });
    expect(second.NextToken).toBeUndefined();
    const found = [...(first.Credentials ?? []), ...(second.Credentials ?? [])].map(({ CredentialId }) => CredentialId);
    expect(found.toSorted()).toEqual(ids.toSorted());
    await expect(list({ MaxResults: 21 })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('a template that Cognito would not take is refused', () => {
  test.each([
    [{ AccessTokenValidity: 4, TokenValidityUnits: { AccessToken: 'minutes' } }],
    [{ AccessTokenValidity: 25 }],
    [{ IdTokenValidity: 2, TokenValidityUnits: { IdToken: 'days' } }],
    [{ RefreshTokenValidity: 59, TokenValidityUnits: { RefreshToken: 'minutes' } }],
    [{ RefreshTokenValidity: 3651 }],
    [{ AuthSessionValidity: 2 }],
    [{ AuthSessionValidity: 16 }],
  ])('a client with %j', async (properties) => {
    const client = { UserPoolId: poolId, ...properties };
    await expect(running.apply('AWS::Cognito::UserPoolClient', 'Wrong', client)).rejects.toMatchObject({
      code: 'InvalidParameterException',
    });
  });

  test.each([
    [{ Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } }],
    [{ Policies: {}, EnabledMfas: ['EMAIL_OTP'], MfaConfiguration: 'OPTIONAL' }],
    [
      {
        Policies: {},
        EnabledMfas: [],
        LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: 'arn', LambdaVersion: 'V2_0' } },
      },
    ],
  ])('a pool of the Lite tier with %j', async (properties) => {
    await expect(
      running.apply('AWS::Cognito::UserPool', 'Lite', { UserPoolTier: 'LITE', ...properties }),
    ).rejects.toMatchObject({ code: 'FeatureUnavailableInTierException' });
  });
});
