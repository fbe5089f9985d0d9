import {
  AdminAddUserToGroupCommand,
  CreateGroupCommand,
  type InitiateAuthResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import { Amplify } from 'aws-amplify';
import {
  autoSignIn,
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  confirmUserAttribute,
  fetchAuthSession,
  fetchMFAPreference,
  fetchUserAttributes,
  getCurrentUser,
  resetPassword,
  sendUserAttributeVerificationCode,
  setUpTOTP,
  signIn,
  signOut,
  signUp,
  updateMFAPreference,
  updatePassword,
  verifyTOTPSetup,
} from 'aws-amplify/auth';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { totpCode } from '../../cognito/totp.ts';
import { createPool, type RunningCognito, startCognito } from '../../testing/startCognito.ts';
import { createUser, password } from '../../testing/users.ts';

let running: RunningCognito;
let poolId: string;
let clientId: string;
let number = 0;
let username: string;

beforeAll(async () => {
  running = await startCognito();
  ({ poolId, clientId } = await createPool(running));
  await running.client.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName: 'admins' }));
  Amplify.configure({
    Auth: { Cognito: { userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint: running.url } },
  });
});
afterAll(() => running.stop());

beforeEach(async () => {
  username = `user-${number++}`;
  await createUser(running, poolId, username, { email: `${username}@example.com`, phone_number: '+491701234567' });
});
afterEach(() => signOut());

async function enrolTotp(): Promise<string> {
  const { sharedSecret } = await setUpTOTP();
  await verifyTOTPSetup({ code: totpCode(sharedSecret, running.clock.now()) });
  await updateMFAPreference({ totp: 'PREFERRED' });
  running.clock.advance(30_000);
  return sharedSecret;
}

/** Has Amplify draw this number of 1,024 bits, 32 bits at a time. */
function drawForKey(secret: number) {
  const words = Array.from({ length: 32 }, (_, index) => (index === 31 ? secret : 0));
  let next = 0;
  return vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    if (array instanceof Uint32Array) array[0] = words[next++ % words.length] ?? 0;
    return array;
  });
}

/** Asks the server again until its key has this form. Returns the client's keys, in hexadecimal. */
function answerWithKey(form: RegExp): { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const ask = fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    for (;;) {
      const response = await ask(input, init);
      const { ChallengeParameters } = (await response.clone().json()) as InitiateAuthResponse;
      const key = ChallengeParameters?.SRP_B;
      if (key === undefined) return response;
      if (!form.test(key)) continue;
      asked.push(JSON.parse(String(init?.body)).AuthParameters.SRP_A);
      return response;
    }
  });
  return { asked };
}

describe('aws-amplify, unmodified', () => {
  test('signs in by SRP and gets tokens that the published keys verify', async () => {
    await running.client.send(
      new AdminAddUserToGroupCommand({ UserPoolId: poolId, Username: username, GroupName: 'admins' }),
    );
    const { isSignedIn } = await signIn({ username, password });
    expect(isSignedIn).toBe(true);
    const { tokens } = await fetchAuthSession();
    const jwks = await (await fetch(`${running.url}/${poolId}/.well-known/jwks.json`)).json();
    for (const use of ['access', 'id'] as const) {
      const verifier = CognitoJwtVerifier.create({ userPoolId: poolId, clientId, tokenUse: use });
      verifier.cacheJwks(jwks as Parameters<typeof verifier.cacheJwks>[0]);
      const claims = await verifier.verify(String(use === 'id' ? tokens?.idToken : tokens?.accessToken));
      expect(claims['cognito:groups']).toEqual(['admins']);
    }
    expect(tokens?.accessToken.payload).toMatchObject({
      username,
      client_id: clientId,
      scope: 'aws.cognito.signin.user.admin',
    });
    expect(tokens?.idToken?.payload).toMatchObject({ email: `${username}@example.com`, 'cognito:username': username });
    expect((await getCurrentUser()).username).toBe(username);
  });

  // Each number is padded by its first digits. The client's key is 2 to the power of the number that it draws.
  test.each([
    ['the client’s key with a sign bit, the server’s a digit short', 3071, /^[0-9a-f]{767}$/],
    ['the client’s key a digit short, the server’s with a sign bit', 3066, /^[89a-f][0-9a-f]{767}$/],
    ['both keys without either', 3068, /^[1-7][0-9a-f]{767}$/],
  ])('signs in by SRP with %s', async (_, secret, serverKey) => {
    const drawn = drawForKey(secret);
    const { asked } = answerWithKey(serverKey);
    try {
      expect((await signIn({ username, password })).isSignedIn).toBe(true);
      expect(asked).toEqual([(2n ** BigInt(secret)).toString(16)]);
    } finally {
      drawn.mockRestore();
      vi.mocked(fetch).mockRestore();
    }
  });

  test('signs in by itself after a confirmed sign-up', async () => {
    const name = `${username}-auto`;
    await signUp({
      username: name,
      password,
      options: { userAttributes: { email: `${name}@example.com` }, autoSignIn: { authFlowType: 'USER_AUTH' } },
    });
    const { nextStep } = await confirmSignUp({ username: name, confirmationCode: running.lastCode() });
    expect(nextStep.signUpStep).toBe('COMPLETE_AUTO_SIGN_IN');
    expect((await autoSignIn()).isSignedIn).toBe(true);
  });

  test('refuses a wrong password and an unknown user alike', async () => {
    const wrong = await signIn({ username, password: 'Wrong-Horse-7' }).catch((error: Error) => error);
    const unknown = await signIn({ username: 'nobody', password }).catch((error: Error) => error);
    for (const error of [wrong, unknown]) {
      expect(error).toMatchObject({ name: 'NotAuthorizedException', message: 'Incorrect username or password.' });
    }
  });

  test('enrols a software token and asks for it at the next sign-in', async () => {
    await signIn({ username, password });
    const secret = await enrolTotp();
    expect(await fetchMFAPreference()).toEqual({ enabled: ['TOTP'], preferred: 'TOTP' });
    await signOut();

    const step = await signIn({ username, password });
    expect(step.nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_TOTP_CODE');
    const right = totpCode(secret, running.clock.now());
    const wrong = right === '000000' ? '000001' : '000000';
    await expect(confirmSignIn({ challengeResponse: wrong })).rejects.toMatchObject({ name: 'CodeMismatchException' });
    expect((await confirmSignIn({ challengeResponse: right })).isSignedIn).toBe(true);
  });

  test('refreshes, and is signed out everywhere by a global sign-out', async () => {
    await signIn({ username, password });
    const first = await fetchAuthSession();
    running.clock.advance(1000);
    const second = await fetchAuthSession({ forceRefresh: true });
    expect(second.tokens?.accessToken.payload.jti).not.toBe(first.tokens?.accessToken.payload.jti);
    expect(second.tokens?.accessToken.payload.origin_jti).toBe(first.tokens?.accessToken.payload.origin_jti);
    const stolen = String(second.tokens?.accessToken);
    await signOut({ global: true });
    const response = await fetch(running.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser' },
      body: JSON.stringify({ AccessToken: stolen }),
    });
    expect(await response.json()).toMatchObject({
      __type: 'NotAuthorizedException',
      message: 'Access Token has been revoked',
    });
    expect((await fetchAuthSession()).tokens).toBeUndefined();
  });

  test('signs up, confirms, verifies an attribute, and changes and resets the password', async () => {
    const name = `${username}-new`;
    await signUp({ username: name, password, options: { userAttributes: { email: `${name}@example.com` } } });
    await expect(signIn({ username: name, password })).resolves.toMatchObject({
      nextStep: { signInStep: 'CONFIRM_SIGN_UP' },
    });
    await confirmSignUp({ username: name, confirmationCode: running.lastCode() });
    await signIn({ username: name, password });
    expect(await fetchUserAttributes()).toMatchObject({ email_verified: 'true' });
    await sendUserAttributeVerificationCode({ userAttributeKey: 'email' });
    await confirmUserAttribute({ userAttributeKey: 'email', confirmationCode: running.lastCode() });
    await updatePassword({ oldPassword: password, newPassword: 'Better-Horse-8' });
    await signOut();
    await resetPassword({ username: name });
    await confirmResetPassword({ username: name, newPassword: 'Best-Horse-9', confirmationCode: running.lastCode() });
    expect((await signIn({ username: name, password: 'Best-Horse-9' })).isSignedIn).toBe(true);
  });

  test('signs in by choice: an e-mailed code, and a password by SRP', async () => {
    const step = await signIn({ username, options: { authFlowType: 'USER_AUTH', preferredChallenge: 'EMAIL_OTP' } });
    expect(step.nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
    expect((await confirmSignIn({ challengeResponse: running.lastCode() })).isSignedIn).toBe(true);
    await signOut();

    const choice = await signIn({ username, options: { authFlowType: 'USER_AUTH' } });
    expect(choice.nextStep.signInStep).toBe('CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION');
    await confirmSignIn({ challengeResponse: 'PASSWORD_SRP' });
    expect((await confirmSignIn({ challengeResponse: password })).isSignedIn).toBe(true);
  });
});
