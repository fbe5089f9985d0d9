import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminListDevicesCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  ChangePasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  RevokeTokenCommand,
  SetUserMFAPreferenceCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifySoftwareTokenCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { totpCode } from '../../cognito/totp.ts';
import { createPool, type RunningCognito, startCognito } from '../../testing/startCognito.ts';
import { answer, claimsOf, createUser, password, signIn, startSignIn, tokensOf } from '../../testing/users.ts';

let running: RunningCognito;
let poolId: string;
let clientId: string;
let otherClientId: string;
let number = 0;
let username: string;

beforeAll(async () => {
  running = await startCognito();
  ({ poolId, clientId } = await createPool(running));
  const other = await running.apply('AWS::Cognito::UserPoolClient', 'OtherClient', {
    UserPoolId: poolId,
    ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
  });
  otherClientId = other.physicalId;
});
afterAll(() => running.stop());
beforeEach(async () => {
  username = `user-${number++}`;
  await createUser(running, poolId, username, {
    email: `${username}@example.com`,
    email_verified: 'true',
    phone_number: '+491701234567',
    phone_number_verified: 'true',
  });
});

/** Enrols a software token, prefers it, and moves past the time step whose code was used up. */
async function enrolTotp(): Promise<string> {
  const { AccessToken } = await signIn(running, clientId, username);
  const { SecretCode = '' } = await running.client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  const UserCode = totpCode(SecretCode, running.clock.now());
  await running.client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
  await running.client.send(
    new SetUserMFAPreferenceCommand({
      AccessToken,
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    }),
  );
  running.clock.advance(60_000);
  return SecretCode;
}

const refused = (name: string, message?: string) => (message === undefined ? { name } : { name, message });
const other = (code: string) => (code === '000000' ? '000001' : '000000');

describe('session strings', () => {
  test('are used once', async () => {
    const secret = await enrolTotp();
    const { Session } = await startSignIn(running, clientId, username);
    const responses = () => ({ USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: totpCode(secret, running.clock.now()) });
    await answer(running, clientId, 'SOFTWARE_TOKEN_MFA', Session, responses());
    running.clock.advance(30_000);
    await expect(answer(running, clientId, 'SOFTWARE_TOKEN_MFA', Session, responses())).rejects.toMatchObject(
      refused('NotAuthorizedException', 'Invalid session for the user, session can only be used once.'),
    );
  });

  test('let one of many answers at once through', async () => {
    const secret = await enrolTotp();
    const sessions = await Promise.all(Array.from({ length: 4 }, () => startSignIn(running, clientId, username)));
    const SOFTWARE_TOKEN_MFA_CODE = totpCode(secret, running.clock.now());
    const outcomes = await Promise.allSettled(
      [...sessions, ...sessions].map(({ Session }) =>
        answer(running, clientId, 'SOFTWARE_TOKEN_MFA', Session, { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('expire after three minutes', async () => {
    const secret = await enrolTotp();
    const { Session } = await startSignIn(running, clientId, username);
    running.clock.advance(180_000);
    await expect(
      answer(running, clientId, 'SOFTWARE_TOKEN_MFA', Session, {
        USERNAME: username,
        SOFTWARE_TOKEN_MFA_CODE: totpCode(secret, running.clock.now()),
      }),
    ).rejects.toMatchObject(refused('NotAuthorizedException', 'Invalid session for the user, session is expired.'));
  });

  test('belong to one user, one client and one challenge', async () => {
    const secret = await enrolTotp();
    const stranger = `${username}-stranger`;
    await createUser(running, poolId, stranger);
    const { Session } = await startSignIn(running, clientId, username);
    const SOFTWARE_TOKEN_MFA_CODE = totpCode(secret, running.clock.now());
    const attempts = [
      answer(running, clientId, 'SOFTWARE_TOKEN_MFA', Session, { USERNAME: stranger, SOFTWARE_TOKEN_MFA_CODE }),
      answer(running, otherClientId, 'SOFTWARE_TOKEN_MFA', Session, { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE }),
      answer(running, clientId, 'SMS_MFA', Session, { USERNAME: username, SMS_MFA_CODE: SOFTWARE_TOKEN_MFA_CODE }),
      answer(running, clientId, 'NEW_PASSWORD_REQUIRED', Session, { USERNAME: username, NEW_PASSWORD: password }),
      answer(running, clientId, 'MFA_SETUP', Session, { USERNAME: username }),
      answer(running, clientId, 'SOFTWARE_TOKEN_MFA', 'a forged session string', {
        USERNAME: username,
        SOFTWARE_TOKEN_MFA_CODE,
      }),
    ];
    for (const attempt of attempts) {
      await expect(attempt).rejects.toMatchObject(refused('NotAuthorizedException', 'Invalid session for the user.'));
    }
    // None of that used it up.
    const result = await answer(running, clientId, 'SOFTWARE_TOKEN_MFA', Session, {
      USERNAME: username,
      SOFTWARE_TOKEN_MFA_CODE,
    });
    tokensOf(result.AuthenticationResult);
  });

  test('end after five wrong codes', async () => {
    const secret = await enrolTotp();
    const { Session } = await startSignIn(running, clientId, username);
    const right = totpCode(secret, running.clock.now());
    const near = [-30_000, 0, 30_000].map((offset) => totpCode(secret, running.clock.now() + offset));
    const wrong = ['000000', '000001', '000002', '000003'].find((code) => !near.includes(code)) ?? '';
    for (let attempt = 0; attempt < 5; attempt++) {
      await expect(
        answer(running, clientId, 'SOFTWARE_TOKEN_MFA', Session, {
          USERNAME: username,
          SOFTWARE_TOKEN_MFA_CODE: wrong,
        }),
      ).rejects.toMatchObject(refused('CodeMismatchException', 'Invalid code received for user'));
    }
    await expect(
      answer(running, clientId, 'SOFTWARE_TOKEN_MFA', Session, { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: right }),
    ).rejects.toMatchObject(refused('NotAuthorizedException'));
  });
});

describe('software tokens', () => {
  test('accept a code once, at sign-in and afterwards', async () => {
    const secret = await enrolTotp();
    const code = totpCode(secret, running.clock.now());
    const first = await startSignIn(running, clientId, username);
    const result = await answer(running, clientId, 'SOFTWARE_TOKEN_MFA', first.Session, {
      USERNAME: username,
      SOFTWARE_TOKEN_MFA_CODE: code,
    });
    const { AccessToken } = tokensOf(result.AuthenticationResult);
    const replayed = refused('ExpiredCodeException', 'Your software token has already been used once.');
    const second = await startSignIn(running, clientId, username);
    await expect(
      answer(running, clientId, 'SOFTWARE_TOKEN_MFA', second.Session, {
        USERNAME: username,
        SOFTWARE_TOKEN_MFA_CODE: code,
      }),
    ).rejects.toMatchObject(replayed);
    await expect(
      running.client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: code })),
    ).rejects.toMatchObject(replayed);
    const next = totpCode(secret, running.clock.now() + 30_000);
    const verified = await running.client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: next }));
    expect(verified.Status).toBe('SUCCESS');
  });

  test('do not take codes from two steps away, nor wrong ones', async () => {
    const secret = await enrolTotp();
    const started = await startSignIn(running, clientId, username);
    for (const offset of [-60_000, 60_000]) {
      await expect(
        answer(running, clientId, 'SOFTWARE_TOKEN_MFA', started.Session, {
          USERNAME: username,
          SOFTWARE_TOKEN_MFA_CODE: totpCode(secret, running.clock.now() + offset),
        }),
      ).rejects.toMatchObject(refused('CodeMismatchException'));
    }
  });

  test('newly associated leave the old one in force until they are verified', async () => {
    const secret = await enrolTotp();
    const started = await startSignIn(running, clientId, username);
    const result = await answer(running, clientId, 'SOFTWARE_TOKEN_MFA', started.Session, {
      USERNAME: username,
      SOFTWARE_TOKEN_MFA_CODE: totpCode(secret, running.clock.now()),
    });
    const { AccessToken } = tokensOf(result.AuthenticationResult);
    await running.client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    await expect(
      running.client.send(
        new VerifySoftwareTokenCommand({ AccessToken, UserCode: totpCode(secret, running.clock.now() + 30_000) }),
      ),
    ).rejects.toMatchObject(refused('EnableSoftwareTokenMFAException', 'Code mismatch'));
    const again = await startSignIn(running, clientId, username);
    const passed = await answer(running, clientId, 'SOFTWARE_TOKEN_MFA', again.Session, {
      USERNAME: username,
      SOFTWARE_TOKEN_MFA_CODE: totpCode(secret, running.clock.now() + 30_000),
    });
    tokensOf(passed.AuthenticationResult);
  });

  test('cannot be preferred before they are verified', async () => {
    const { AccessToken } = await signIn(running, clientId, username);
    await expect(
      running.client.send(
        new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true } }),
      ),
    ).rejects.toMatchObject(refused('InvalidParameterException', 'User has not verified software token mfa'));
  });
});

describe('other second factors', () => {
  test('a code by SMS or e-mail goes to the outbox and expires', async () => {
    for (const [factor, parameter, settings] of [
      ['SMS_MFA', 'SMS_MFA_CODE', 'SMSMfaSettings'],
      ['EMAIL_OTP', 'EMAIL_OTP_CODE', 'EmailMfaSettings'],
    ] as const) {
      await running.client.send(
        new AdminSetUserMFAPreferenceCommand({
          UserPoolId: poolId,
          Username: username,
          [settings]: { Enabled: true, PreferredMfa: true },
        }),
      );
      const first = await startSignIn(running, clientId, username);
      expect(first.ChallengeName).toBe(factor);
      const code = running.lastCode();
      expect(running.outbox.at(-1)).toMatchObject({ kind: factor === 'SMS_MFA' ? 'sms' : 'email', user: username });
      const responses = { USERNAME: username, [parameter]: code };
      await expect(
        answer(running, clientId, factor, first.Session, { USERNAME: username, [parameter]: other(code) }),
      ).rejects.toMatchObject(refused('CodeMismatchException', 'Invalid code or auth state for the user.'));
      const result = await answer(running, clientId, factor, first.Session, responses);
      tokensOf(result.AuthenticationResult);
      const second = await startSignIn(running, clientId, username);
      const late = running.lastCode();
      running.clock.advance(181_000);
      await expect(
        answer(running, clientId, factor, second.Session, { USERNAME: username, [parameter]: late }),
      ).rejects.toMatchObject(refused('NotAuthorizedException'));
    }
    // Two factors are on now and none is preferred, so the user chooses.
    await running.client.send(
      new AdminSetUserMFAPreferenceCommand({
        UserPoolId: poolId,
        Username: username,
        EmailMfaSettings: { Enabled: true, PreferredMfa: false },
      }),
    );
    const choice = await startSignIn(running, clientId, username);
    expect(choice.ChallengeName).toBe('SELECT_MFA_TYPE');
    const chosen = await answer(running, clientId, 'SELECT_MFA_TYPE', choice.Session, {
      USERNAME: username,
      ANSWER: 'SMS_MFA',
    });
    expect(chosen.ChallengeParameters).toMatchObject({ CODE_DELIVERY_DESTINATION: '+********4567' });
  });
});

describe('codes for attributes', () => {
  test('are asked for five times an hour, and answered fifteen times', async () => {
    const { AccessToken } = await signIn(running, clientId, username);
    const ask = () =>
      running.client.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: 'phone_number' }));
    const verify = (Code: string) =>
      running.client.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'phone_number', Code }));
    const limit = refused('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
    for (let call = 0; call < 5; call++) await ask();
    await expect(ask()).rejects.toMatchObject(limit);
    const code = running.lastCode();
    for (let call = 0; call < 14; call++) {
      await expect(verify(other(code))).rejects.toMatchObject(refused('CodeMismatchException'));
    }
    await verify(code);
    await expect(verify(code)).rejects.toMatchObject(limit);
    running.clock.advance(3_599_000);
    const renewed = await signIn(running, clientId, username);
    running.clock.advance(2_000);
    await running.client.send(
      new GetUserAttributeVerificationCodeCommand({ AccessToken: renewed.AccessToken, AttributeName: 'phone_number' }),
    );
  });

  test('are good once, and for a day', async () => {
    const first = await signIn(running, clientId, username);
    await running.client.send(
      new GetUserAttributeVerificationCodeCommand({ AccessToken: first.AccessToken, AttributeName: 'email' }),
    );
    const Code = running.lastCode();
    running.clock.advance(24 * 3_600_000);
    const { AccessToken } = await signIn(running, clientId, username);
    const verify = (code: string) =>
      running.client.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code: code }));
    const expired = refused('ExpiredCodeException', 'Invalid code provided, please request a code again.');
    await expect(verify(Code)).rejects.toMatchObject(expired);
    await running.client.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: 'email' }));
    const fresh = running.lastCode();
    await verify(fresh);
    await expect(verify(fresh)).rejects.toMatchObject(expired);
  });

  test('a changed address is unverified until its code is given, and cannot be declared verified by the user', async () => {
    const { AccessToken } = await signIn(running, clientId, username);
    const update = (Name: string, Value: string) =>
      running.client.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));
    await update('email', `new-${username}@example.com`);
    const verified = async () => {
      const { UserAttributes = [] } = await running.client.send(new GetUserCommand({ AccessToken }));
      return UserAttributes.find(({ Name }) => Name === 'email_verified')?.Value;
    };
    expect(await verified()).toBe('false');
    await expect(update('email_verified', 'true')).rejects.toMatchObject(refused('NotAuthorizedException'));
    await running.client.send(
      new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code: running.lastCode() }),
    );
    expect(await verified()).toBe('true');
  });
});

describe('passwords', () => {
  test('lock the name after five wrong ones, known or not', async () => {
    for (const name of [username, `nobody-${username}`]) {
      for (let attempt = 0; attempt < 5; attempt++) {
        await expect(startSignIn(running, clientId, name, 'Wrong-Horse-7')).rejects.toMatchObject(
          refused('NotAuthorizedException', 'Incorrect username or password.'),
        );
      }
      await expect(startSignIn(running, clientId, name)).rejects.toMatchObject(
        refused('NotAuthorizedException', 'Password attempts exceeded'),
      );
    }
    running.clock.advance(1001);
    await signIn(running, clientId, username);
  });

  test('follow Cognito’s own policy where the pool has none', async () => {
    const { physicalId: UserPoolId } = await running.apply('AWS::Cognito::UserPool', 'Bare', {});
    const set = (Password: string) =>
      running.client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: 'ann', Password, Permanent: true }));
    await running.client.send(new AdminCreateUserCommand({ UserPoolId, Username: 'ann', MessageAction: 'SUPPRESS' }));
    for (const proposed of ['password', 'Passw0rd', 'passw0rd!', 'PASSW0RD!', 'Password!', 'Pas5w!']) {
      await expect(set(proposed)).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    }
    await set('Passw0rd!');
  });

  test('follow the policy', async () => {
    const { AccessToken } = await signIn(running, clientId, username);
    for (const [proposed, reason] of [
      ['Ab1', 'Password not long enough'],
      ['alllower1', 'Password must have uppercase characters'],
      ['ALLUPPER1', 'Password must have lowercase characters'],
      ['NoNumbers', 'Password must have numeric characters'],
    ] as const) {
      await expect(
        running.client.send(
          new ChangePasswordCommand({ AccessToken, PreviousPassword: password, ProposedPassword: proposed }),
        ),
      ).rejects.toMatchObject(refused('InvalidPasswordException', `Password did not conform with policy: ${reason}`));
    }
  });

  test('that are temporary must be changed at the first sign-in, within their days', async () => {
    const name = `${username}-invited`;
    await running.client.send(
      new AdminCreateUserCommand({
        UserPoolId: poolId,
        Username: name,
        UserAttributes: [{ Name: 'email', Value: `${name}@example.com` }],
        DesiredDeliveryMediums: ['EMAIL'],
      }),
    );
    const temporary = running.lastCode();
    const first = await startSignIn(running, clientId, name, temporary);
    expect(first.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    const result = await answer(running, clientId, 'NEW_PASSWORD_REQUIRED', first.Session, {
      USERNAME: name,
      NEW_PASSWORD: password,
      'userAttributes.name': 'Invited',
    });
    const { IdToken } = tokensOf(result.AuthenticationResult);
    expect(claimsOf(IdToken)).toMatchObject({ name: 'Invited' });
    const late = `${name}-late`;
    await running.client.send(
      new AdminCreateUserCommand({
        UserPoolId: poolId,
        Username: late,
        TemporaryPassword: 'Temporary-1',
        MessageAction: 'SUPPRESS',
      }),
    );
    running.clock.advance(7 * 86_400_000);
    await expect(startSignIn(running, clientId, late, 'Temporary-1')).rejects.toMatchObject(
      refused('NotAuthorizedException', 'Temporary password has expired and must be reset by an administrator.'),
    );
  });
});

describe('users', () => {
  test('who are disabled or unconfirmed cannot sign in', async () => {
    const { AccessToken, RefreshToken } = await signIn(running, clientId, username);
    await running.client.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: username }));
    await expect(startSignIn(running, clientId, username)).rejects.toMatchObject(
      refused('NotAuthorizedException', 'User is disabled.'),
    );
    await expect(running.client.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject(
      refused('NotAuthorizedException'),
    );
    await running.client.send(new AdminEnableUserCommand({ UserPoolId: poolId, Username: username }));
    await expect(
      running.client.send(
        new InitiateAuthCommand({
          ClientId: clientId,
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN: RefreshToken },
        }),
      ),
    ).rejects.toMatchObject(refused('NotAuthorizedException', 'Refresh Token has been revoked'));
    await signIn(running, clientId, username);

    const name = `${username}-new`;
    await running.client.send(new SignUpCommand({ ClientId: clientId, Username: name, Password: password }));
    await expect(startSignIn(running, clientId, name)).rejects.toMatchObject(refused('UserNotConfirmedException'));
    await expect(
      running.client.send(new SignUpCommand({ ClientId: clientId, Username: name, Password: password })),
    ).rejects.toMatchObject(refused('UsernameExistsException', 'User already exists'));
  });

  test('sign up only where the pool lets them', async () => {
    const AdminCreateUserConfig = { AllowAdminCreateUserOnly: true };
    const pool = await running.apply('AWS::Cognito::UserPool', 'ClosedPool', { AdminCreateUserConfig });
    const UserPoolId = pool.physicalId;
    const client = await running.apply('AWS::Cognito::UserPoolClient', 'ClosedClient', { UserPoolId });
    await expect(
      running.client.send(new SignUpCommand({ ClientId: client.physicalId, Username: username, Password: password })),
    ).rejects.toMatchObject(refused('NotAuthorizedException', 'SignUp is not permitted for this user pool'));
    await expect(
      running.client.send(new AdminGetUserCommand({ UserPoolId, Username: username })),
    ).rejects.toMatchObject(refused('UserNotFoundException', 'User does not exist.'));
  });

  test('are listed by a filter, and refused by one that cannot be read', async () => {
    const found = await running.client.send(
      new ListUsersCommand({ UserPoolId: poolId, Filter: `email = "${username}@example.com"` }),
    );
    expect(found.Users?.map((user) => user.Username)).toEqual([username]);
    await expect(
      running.client.send(new ListUsersCommand({ UserPoolId: poolId, Filter: 'email like "x"' })),
    ).rejects.toMatchObject(refused('InvalidParameterException'));
  });

  test('that do not exist are named to administrators only', async () => {
    await expect(
      running.client.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: 'nobody' })),
    ).rejects.toMatchObject(refused('UserNotFoundException', 'User does not exist.'));
    const start = (name: string) =>
      running.client.send(
        new InitiateAuthCommand({
          ClientId: clientId,
          AuthFlow: 'USER_SRP_AUTH',
          AuthParameters: { USERNAME: name, SRP_A: 'abcdef' },
        }),
      );
    const first = await start('nobody');
    const second = await start('nobody');
    expect(first.ChallengeParameters?.SALT).toBe(second.ChallengeParameters?.SALT);
    const known = await start(username);
    expect(Object.keys(first.ChallengeParameters ?? {})).toEqual(Object.keys(known.ChallengeParameters ?? {}));
    const salts = [first, known].map(({ ChallengeParameters }) => ChallengeParameters?.SALT?.length);
    expect(salts).toEqual([32, 32]);
  });
});

describe('tokens', () => {
  test('of a global sign-out are refused, whichever sign-in they came from', async () => {
    const one = await signIn(running, clientId, username);
    const two = await signIn(running, clientId, username);
    await running.client.send(new GlobalSignOutCommand({ AccessToken: one.AccessToken }));
    await expect(running.client.send(new GetUserCommand({ AccessToken: two.AccessToken }))).rejects.toMatchObject(
      refused('NotAuthorizedException', 'Access Token has been revoked'),
    );
    const three = await signIn(running, clientId, username);
    await running.client.send(new GetUserCommand({ AccessToken: three.AccessToken }));
  });

  test('of a revoked refresh token are refused, and others of the user are not', async () => {
    const one = await signIn(running, clientId, username);
    const two = await signIn(running, clientId, username);
    await running.client.send(new RevokeTokenCommand({ ClientId: clientId, Token: one.RefreshToken }));
    await expect(running.client.send(new GetUserCommand({ AccessToken: one.AccessToken }))).rejects.toMatchObject(
      refused('NotAuthorizedException', 'Access Token has been revoked'),
    );
    await running.client.send(new GetUserCommand({ AccessToken: two.AccessToken }));
    await expect(
      running.client.send(new RevokeTokenCommand({ ClientId: otherClientId, Token: two.RefreshToken })),
    ).rejects.toMatchObject(refused('UnauthorizedException'));
  });

  test('that are forged, of the wrong kind or expired are refused', async () => {
    const { AccessToken, IdToken } = await signIn(running, clientId, username);
    const [header, payload, signature] = AccessToken.split('.');
    const claims = { ...claimsOf(AccessToken), username: 'somebody-else' };
    const forged = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const get = (token: string) => running.client.send(new GetUserCommand({ AccessToken: token }));
    await expect(get(forged)).rejects.toMatchObject(
      refused('NotAuthorizedException', 'Could not verify signature for Access Token'),
    );
    for (const token of [none, IdToken, 'no-token']) {
      await expect(get(token)).rejects.toMatchObject(refused('NotAuthorizedException', 'Invalid Access Token'));
    }
    running.clock.advance(3_600_000);
    await expect(get(AccessToken)).rejects.toMatchObject(refused('NotAuthorizedException', 'Access Token has expired'));
  });

  test('rotate where the client says so, with a grace period and no further reuse', async () => {
    const { physicalId } = await running.apply('AWS::Cognito::UserPoolClient', 'Rotating', {
      UserPoolId: poolId,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
    });
    const { RefreshToken } = await signIn(running, physicalId, username);
    const refresh = (token: string) =>
      running.client.send(new GetTokensFromRefreshTokenCommand({ ClientId: physicalId, RefreshToken: token }));
    const first = tokensOf((await refresh(RefreshToken)).AuthenticationResult);
    expect(first.RefreshToken).not.toBe(RefreshToken);
    running.clock.advance(10_000);
    await refresh(RefreshToken);
    running.clock.advance(1);
    await expect(refresh(RefreshToken)).rejects.toMatchObject(refused('RefreshTokenReuseException'));
    await refresh(first.RefreshToken);
  });

  test('live as long as the client says', async () => {
    const { physicalId } = await running.apply('AWS::Cognito::UserPoolClient', 'Short', {
      UserPoolId: poolId,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      AccessTokenValidity: 10,
      IdTokenValidity: 20,
      RefreshTokenValidity: 90,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
    });
    const { AccessToken, IdToken, RefreshToken } = await signIn(running, physicalId, username);
    const access = claimsOf(AccessToken);
    expect([Number(access.exp) - Number(access.iat), Number(claimsOf(IdToken).exp) - Number(access.iat)]).toEqual([
      600, 1200,
    ]);
    running.clock.advance(90 * 60_000);
    await expect(
      running.client.send(new GetTokensFromRefreshTokenCommand({ ClientId: physicalId, RefreshToken })),
    ).rejects.toMatchObject(refused('NotAuthorizedException', 'Refresh Token has expired'));
  });
});

describe('bad input', () => {
  test('is refused by name, and what is not supported too', async () => {
    const initiate = (
      AuthFlow: 'USER_SRP_AUTH' | 'CUSTOM_AUTH' | 'USER_PASSWORD_AUTH',
      AuthParameters: Record<string, string>,
      ClientId = clientId,
    ) => running.client.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }));
    await expect(initiate('USER_SRP_AUTH', { SRP_A: 'ab' })).rejects.toMatchObject(
      refused('InvalidParameterException', 'Missing required parameter USERNAME'),
    );
    await expect(initiate('USER_SRP_AUTH', { USERNAME: username, SRP_A: '0' })).rejects.toMatchObject(
      refused('InvalidParameterException'),
    );
    await expect(initiate('USER_SRP_AUTH', { USERNAME: username, SRP_A: 'xyz' })).rejects.toMatchObject(
      refused('InvalidParameterException'),
    );
    await expect(
      initiate('USER_PASSWORD_AUTH', { USERNAME: username, PASSWORD: password }, otherClientId),
    ).rejects.toMatchObject(
      refused('InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client'),
    );
    await expect(initiate('USER_SRP_AUTH', {}, 'nosuchclient')).rejects.toMatchObject(
      refused('ResourceNotFoundException', 'User pool client nosuchclient does not exist.'),
    );
    await expect(initiate('CUSTOM_AUTH', { USERNAME: username })).rejects.toMatchObject(refused('NotSupportedLocally'));
    await expect(
      running.client.send(new AdminListDevicesCommand({ UserPoolId: poolId, Username: username })),
    ).rejects.toThrow(/cognito-idp:AdminListDevices is not supported/);
    await expect(
      running.client.send(
        new AdminInitiateAuthCommand({
          UserPoolId: poolId,
          ClientId: clientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: username, PASSWORD: password },
        }),
      ),
    ).rejects.toMatchObject(refused('InvalidParameterException'));
  });

  test('of any shape never becomes an internal error', async () => {
    const shapes = [
      {},
      { ClientId: 5 },
      { ClientId: clientId, AuthFlow: [] },
      { ClientId: clientId, AuthFlow: 'USER_AUTH', AuthParameters: 'x' },
      { AccessToken: {} },
      { AccessToken: 'a.b.c' },
      { Session: 'x', UserCode: '123456' },
      { ClientId: clientId, ChallengeName: '__proto__' },
    ];
    for (const operation of Object.keys(running.cognito.apis[0]?.operations ?? {})) {
      for (const shape of shapes) {
        const response = await fetch(running.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-amz-json-1.1',
            'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
          },
          body: JSON.stringify(shape),
        });
        const { status } = response;
        expect([operation, shape, status === 400 || status === 403 || status === 501]).toEqual([
          operation,
          shape,
          true,
        ]);
        await response.arrayBuffer();
      }
    }
  });
});
