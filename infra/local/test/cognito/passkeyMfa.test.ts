import {
  AssociateSoftwareTokenCommand,
  CompleteWebAuthnRegistrationCommand,
  InitiateAuthCommand,
  SetUserMFAPreferenceCommand,
  StartWebAuthnRegistrationCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { totpCode } from '../../cognito/totp.ts';
import { SoftwareAuthenticator } from '../../testing/SoftwareAuthenticator.ts';
import { createPool, type RunningCognito, startCognito } from '../../testing/startCognito.ts';
import { answer, createUser, signIn, tokensOf } from '../../testing/users.ts';

let running: RunningCognito;
beforeEach(async () => {
  running = await startCognito();
});
afterEach(() => running.stop());

const multiFactor = { WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION' };

/** A user with a passkey, in a pool of their own. */
async function userWithPasskey(poolProperties: Readonly<Record<string, string>>) {
  const { poolId, clientId } = await createPool(running, poolProperties);
  await createUser(running, poolId, 'user', { email: 'user@example.com' });
  const { AccessToken } = await signIn(running, clientId, 'user');
  const passkey = new SoftwareAuthenticator('app.example');
  const { CredentialCreationOptions } = await running.client.send(
    new StartWebAuthnRegistrationCommand({ AccessToken }),
  );
  const { challenge } = CredentialCreationOptions as { challenge: string };
  const Credential = passkey.register(challenge);
  await running.client.send(new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential }));
  return {
    clientId,
    passkey,
    setPreference: (settings: object) =>
      running.client.send(new SetUserMFAPreferenceCommand({ AccessToken, ...settings })),
    async setUpSoftwareToken() {
      const { SecretCode = '' } = await running.client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
      const UserCode = totpCode(SecretCode, running.clock.now());
      await running.client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
    },
    start: () =>
      running.client.send(
        new InitiateAuthCommand({
          ClientId: clientId,
          AuthFlow: 'USER_AUTH',
          AuthParameters: { USERNAME: 'user', PREFERRED_CHALLENGE: 'WEB_AUTHN' },
        }),
      ),
  };
}

test('a passkey is MFA by itself for users who turned that on, and proves that they were verified', async () => {
  const { clientId, passkey, setPreference, setUpSoftwareToken, start } = await userWithPasskey(multiFactor);
  const refused = { name: 'InvalidParameterException' };
  await expect(setPreference({ WebAuthnMfaSettings: { Enabled: true } })).rejects.toMatchObject(refused);
  await setUpSoftwareToken();
  await setPreference({ SoftwareTokenMfaSettings: { Enabled: true } });
  expect((await start()).ChallengeName).toBe('SELECT_CHALLENGE');

  await setPreference({ WebAuthnMfaSettings: { Enabled: true } });
  const sign = async () => {
    const { ChallengeParameters, Session } = await start();
    const options = JSON.parse(ChallengeParameters?.CREDENTIAL_REQUEST_OPTIONS ?? '{}');
    expect(options.userVerification).toBe('required');
    const CREDENTIAL = passkey.authenticate(options.challenge);
    return answer(running, clientId, 'WEB_AUTHN', Session, { USERNAME: 'user', CREDENTIAL });
  };
  tokensOf((await sign()).AuthenticationResult);
  passkey.flags = 0x01;
  await expect(sign()).rejects.toMatchObject({ name: 'NotAuthorizedException' });

  await setPreference({ WebAuthnMfaSettings: { Enabled: false } });
  expect((await start()).ChallengeName).toBe('SELECT_CHALLENGE');
});

test('a passkey is no MFA where the pool does not say so', async () => {
  const { setPreference, setUpSoftwareToken, start } = await userWithPasskey({});
  expect((await start()).ChallengeName).toBe('WEB_AUTHN');
  await setUpSoftwareToken();
  await setPreference({ SoftwareTokenMfaSettings: { Enabled: true } });
  await expect(setPreference({ WebAuthnMfaSettings: { Enabled: true } })).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
});

test.each([
  [['PASSWORD', 'EMAIL_OTP'], {}],
  [['PASSWORD', 'WEB_AUTHN'], {}],
  [['PASSWORD', 'SMS_OTP', 'WEB_AUTHN'], multiFactor],
])('a pool that requires MFA does not take %s as first factors', async (AllowedFirstAuthFactors, more) => {
  const properties = { MfaConfiguration: 'ON', Policies: { SignInPolicy: { AllowedFirstAuthFactors } }, ...more };
  await expect(createPool(running, properties)).rejects.toMatchObject({ code: 'InvalidParameterException' });
});
