import { createHmac } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  DescribeUserPoolClientCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListGroupsCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { totpCode } from '../../cognito/totp.ts';
import { createPool, type RunningCognito, startCognito } from '../../testing/startCognito.ts';
import { temporaryFolder } from '../../testing/temporaryFolder.ts';
import { answer, claimsOf, createUser, password, signIn, startSignIn, tokensOf } from '../../testing/users.ts';

let running: RunningCognito;
beforeEach(async () => {
  running = await startCognito();
});
afterEach(() => running.stop());

test('what was acknowledged outlives the process: users, sessions, tokens, keys and ids', async () => {
  const folder = temporaryFolder('cognito');
  const first = await startCognito(folder);
  const { poolId, clientId } = await createPool(first);
  await createUser(first, poolId, 'ann', { phone_number: '+491701234567' });
  const { AccessToken, RefreshToken } = await signIn(first, clientId, 'ann');
  const keys = first.cognito.jwks(poolId);
  const started = await first.client.send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: 'ann', PREFERRED_CHALLENGE: 'SMS_OTP' },
    }),
  );
  const code = first.lastCode();
  await first.stop();

  const second = await startCognito(folder);
  try {
    expect(await createPool(second)).toEqual({ poolId, clientId });
    expect(second.cognito.jwks(poolId)).toEqual(keys);
    await second.client.send(new GetUserCommand({ AccessToken }));
    await second.client.send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: RefreshToken },
      }),
    );
    const result = await answer(second, clientId, 'SMS_OTP', started.Session, { USERNAME: 'ann', SMS_OTP_CODE: code });
    tokensOf(result.AuthenticationResult);
  } finally {
    await second.stop();
  }
});

describe('a pool that requires MFA', () => {
  test('has a user set up a software token within the sign-in', async () => {
    const { poolId, clientId } = await createPool(running, {
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: {},
    });
    await createUser(running, poolId, 'ann');
    const started = await startSignIn(running, clientId, 'ann');
    expect(started).toMatchObject({
      ChallengeName: 'MFA_SETUP',
      ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
    });
    // Nothing is set up yet: the challenge is not passed.
    await expect(answer(running, clientId, 'MFA_SETUP', started.Session, { USERNAME: 'ann' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    const associated = await running.client.send(new AssociateSoftwareTokenCommand({ Session: started.Session }));
    const secret = associated.SecretCode ?? '';
    const verified = await running.client.send(
      new VerifySoftwareTokenCommand({
        Session: associated.Session,
        UserCode: totpCode(secret, running.clock.now()),
      }),
    );
    const result = await answer(running, clientId, 'MFA_SETUP', verified.Session, { USERNAME: 'ann' });
    tokensOf(result.AuthenticationResult);
    expect((await startSignIn(running, clientId, 'ann')).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  });
});

describe('app clients', () => {
  test('with a secret take nothing without the right hash', async () => {
    const { poolId, clientId } = await createPool(running, {}, { GenerateSecret: true });
    await createUser(running, poolId, 'ann');
    const described = await running.client.send(
      new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }),
    );
    const secret = described.UserPoolClient?.ClientSecret ?? '';
    const initiate = (hash: Readonly<Record<string, string>>) =>
      running.client.send(
        new InitiateAuthCommand({
          ClientId: clientId,
          AuthFlow: 'USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: 'ann', PASSWORD: password, ...hash },
        }),
      );
    await expect(initiate({})).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: `Client ${clientId} is configured with secret but SECRET_HASH was not received`,
    });
    await expect(initiate({ SECRET_HASH: 'AAAA' })).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const hash = createHmac('sha256', secret).update(`ann${clientId}`).digest('base64');
    tokensOf((await initiate({ SECRET_HASH: hash })).AuthenticationResult);
  });

  test('that do not hide who exists say so', async () => {
    const { clientId } = await createPool(running, {}, { PreventUserExistenceErrors: 'LEGACY' });
    await expect(startSignIn(running, clientId, 'nobody')).rejects.toMatchObject({
      name: 'UserNotFoundException',
      message: 'User does not exist.',
    });
  });
});

describe('users', () => {
  test('who are known by e-mail sign in by it, in any case where the pool ignores case', async () => {
    const { poolId, clientId } = await createPool(running, {
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
    });
    await createUser(running, poolId, 'Ann@example.com');
    const { AccessToken, IdToken } = await signIn(running, clientId, 'aNN@example.com');
    const { sub, username } = claimsOf(AccessToken);
    expect(username).toBe(sub);
    expect(claimsOf(IdToken)).toMatchObject({ email: 'Ann@example.com' });
    await expect(createUser(running, poolId, 'ann@EXAMPLE.com')).rejects.toMatchObject({
      name: 'UsernameExistsException',
    });
    await expect(createUser(running, poolId, 'ann')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  test('reset a forgotten password by a code; a lost name learns nothing', async () => {
    const { poolId, clientId } = await createPool(running);
    await createUser(running, poolId, 'ann', { email: 'ann@example.com', email_verified: 'true' });
    const forgot = (Username: string) =>
      running.client.send(new ForgotPasswordCommand({ ClientId: clientId, Username }));
    expect(await forgot('ann')).toMatchObject({ CodeDeliveryDetails: { Destination: 'a***@e***' } });
    const confirm = (Username: string, ConfirmationCode: string) =>
      running.client.send(
        new ConfirmForgotPasswordCommand({
          ClientId: clientId,
          Username,
          ConfirmationCode,
          Password: 'Better-Horse-8',
        }),
      );
    const code = running.lastCode();
    await confirm('ann', code);
    await expect(confirm('ann', code)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
    expect((await startSignIn(running, clientId, 'ann', 'Better-Horse-8')).AuthenticationResult).toBeDefined();
    expect(await forgot('nobody')).toMatchObject({ CodeDeliveryDetails: { DeliveryMedium: 'EMAIL' } });
    await expect(confirm('nobody', '123456')).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  });

  test('carry their groups in their tokens, the lowest precedence first, until the group is deleted', async () => {
    const { poolId, clientId } = await createPool(running);
    await createUser(running, poolId, 'ann');
    for (const [GroupName, Precedence] of [
      ['readers', 9],
      ['writers', 1],
    ] as const) {
      await running.client.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName, Precedence }));
      await running.client.send(new AdminAddUserToGroupCommand({ UserPoolId: poolId, Username: 'ann', GroupName }));
    }
    const groups = async () => claimsOf((await signIn(running, clientId, 'ann')).AccessToken)['cognito:groups'];
    expect(await groups()).toEqual(['writers', 'readers']);
    await expect(
      running.client.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName: 'readers' })),
    ).rejects.toMatchObject({ name: 'GroupExistsException' });
    await running.client.send(new DeleteGroupCommand({ UserPoolId: poolId, GroupName: 'writers' }));
    expect(await groups()).toEqual(['readers']);
    const listed = await running.client.send(
      new AdminListGroupsForUserCommand({ UserPoolId: poolId, Username: 'ann' }),
    );
    expect(listed.Groups?.map(({ GroupName }) => GroupName)).toEqual(['readers']);
    const page = await running.client.send(new ListGroupsCommand({ UserPoolId: poolId, Limit: 1 }));
    expect([page.Groups?.length, page.NextToken]).toEqual([1, undefined]);
  });
});

describe('resources', () => {
  test('answer what templates ask of them', async () => {
    const pool = await running.apply('AWS::Cognito::UserPool', 'Pool', {});
    expect(pool.physicalId).toMatch(/^eu-central-1_[A-Za-z0-9]{9}$/);
    expect(pool.attributes).toEqual({
      Arn: `arn:aws:cognito-idp:eu-central-1:000000000000:userpool/${pool.physicalId}`,
      ProviderName: `cognito-idp.eu-central-1.amazonaws.com/${pool.physicalId}`,
      ProviderURL: `https://cognito-idp.eu-central-1.amazonaws.com/${pool.physicalId}`,
      UserPoolId: pool.physicalId,
    });
  });

  test('make users with groups, and keep what those have become', async () => {
    const { poolId, clientId } = await createPool(running);
    await running.apply('AWS::Cognito::UserPoolGroup', 'Admins', { UserPoolId: poolId, GroupName: 'admins' });
    const user = {
      UserPoolId: poolId,
      Username: 'ann',
      UserAttributes: [{ Name: 'email', Value: 'ann@example.com' }],
    };
    const attachment = { UserPoolId: poolId, Username: 'ann', GroupName: 'admins' };
    await running.apply('AWS::Cognito::UserPoolUser', 'Ann', user);
    await running.apply('AWS::Cognito::UserPoolUserToGroupAttachment', 'AnnIsAdmin', attachment);
    expect(running.outbox.at(-1)).toMatchObject({ kind: 'email', destination: 'ann@example.com' });
    await running.client.send(
      new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username: 'ann', Password: password, Permanent: true }),
    );
    await running.apply('AWS::Cognito::UserPoolUser', 'Ann', user);
    const { AccessToken } = await signIn(running, clientId, 'ann');
    expect(claimsOf(AccessToken)['cognito:groups']).toEqual(['admins']);
  });

  test.each([
    ['AWS::Cognito::UserPool', { LambdaConfig: { PostConfirmation: 'arn' } }],
    ['AWS::Cognito::UserPool', { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } }],
    ['AWS::Cognito::UserPool', { Policies: { PasswordPolicy: { MinimumEntropy: 3 } } }],
    ['AWS::Cognito::UserPool', { MfaConfiguration: 'SOMETIMES' }],
    ['AWS::Cognito::UserPoolClient', { UserPoolId: 'eu-central-1_nosuchone' }],
  ])('%s with %j is refused', async (type, properties) => {
    const property = JSON.stringify(properties).match(
      /CustomMessage|DeviceConfiguration|MinimumEntropy|MfaConfiguration|nosuchone/,
    )?.[0];
    await expect(running.apply(type, 'Refused', properties)).rejects.toThrow(property);
  });
});

test('signed operations need a permission on the pool, and user operations none', async () => {
  const { poolId } = await createPool(running);
  const operations = running.cognito.apis[0]?.operations ?? {};
  expect(operations.AdminGetUser?.permissions({ UserPoolId: poolId, Username: 'ann' })).toEqual([
    {
      action: 'cognito-idp:AdminGetUser',
      resource: `arn:aws:cognito-idp:eu-central-1:000000000000:userpool/${poolId}`,
    },
  ]);
  const unsigned = new CognitoIdentityProviderClient({
    endpoint: running.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'unknown' },
    maxAttempts: 1,
  });
  await expect(unsigned.send(new ListGroupsCommand({ UserPoolId: poolId }))).rejects.toThrow();
  await expect(unsigned.send(new GetUserCommand({ AccessToken: 'a.b.c' }))).rejects.toMatchObject({
    name: 'NotAuthorizedException',
  });
  unsigned.destroy();
});

test('a software token enrolled for a demo user is kept, and asked for once it is preferred', async () => {
  const { poolId, clientId } = await createPool(running);
  await createUser(running, poolId, 'ann');
  const secret = running.cognito.enrolSoftwareToken(poolId, 'ann');
  expect(running.cognito.enrolSoftwareToken(poolId, 'ann')).toBe(secret);
  await running.client.send(
    new AdminSetUserMFAPreferenceCommand({
      UserPoolId: poolId,
      Username: 'ann',
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    }),
  );
  const started = await startSignIn(running, clientId, 'ann');
  const result = await answer(running, clientId, 'SOFTWARE_TOKEN_MFA', started.Session, {
    USERNAME: 'ann',
    SOFTWARE_TOKEN_MFA_CODE: totpCode(secret, running.clock.now()),
  });
  tokensOf(result.AuthenticationResult);
  expect(() => running.cognito.enrolSoftwareToken(poolId, 'nobody')).toThrow('User does not exist.');
});

test('sweeping forgets what is over and nothing that is good', async () => {
  const { poolId, clientId } = await createPool(running);
  await createUser(running, poolId, 'ann');
  const refresh = (token: string) =>
    running.client.send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: token },
      }),
    );
  const old = await signIn(running, clientId, 'ann');
  running.clock.advance(29 * 86_400_000);
  const young = await signIn(running, clientId, 'ann');
  running.cognito.start();
  await refresh(old.RefreshToken);
  running.clock.advance(3 * 86_400_000);
  running.cognito.start();
  await refresh(young.RefreshToken);
  await expect(refresh(old.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
});

describe('discovery', () => {
  test('publishes the keys and the issuer of each pool', async () => {
    const { poolId } = await createPool(running);
    const base = `${running.url}/${poolId}/.well-known`;
    const configuration = await (await fetch(`${base}/openid-configuration`)).json();
    expect(configuration).toMatchObject({
      issuer: `https://cognito-idp.eu-central-1.amazonaws.com/${poolId}`,
      jwks_uri: `${base}/jwks.json`,
    });
    expect(await (await fetch(`${base}/jwks.json`)).json()).toEqual(running.cognito.jwks(poolId));
    expect((await fetch(`${base}/other`)).status).toBe(404);
    expect(running.cognito.jwks('eu-central-1_nosuchone')).toBeUndefined();
  });
});

describe('Lambda triggers', () => {
  test('add claims and scopes to the tokens, but none that Cognito owns', async () => {
    const { poolId, clientId } = await createPool(running, {
      LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: 'arn:token', LambdaVersion: 'V2_0' } },
    });
    await createUser(running, poolId, 'ann', { email: 'ann@example.com' });
    let suppressed: readonly string[] = [];
    running.lambda = (name, event) => {
      expect(name).toBe('arn:token');
      expect(event).toMatchObject({ version: '2', triggerSource: 'TokenGeneration_Authentication', userName: 'ann' });
      const response = {
        claimsAndScopeOverrideDetails: {
          accessTokenGeneration: {
            claimsToAddOrOverride: { tenant: 'one', sub: 'forged' },
            scopesToAdd: ['api/read'],
            scopesToSuppress: suppressed,
          },
          idTokenGeneration: { claimsToAddOrOverride: { plan: 'gold' }, claimsToSuppress: ['email'] },
        },
      };
      return { StatusCode: 200, Payload: JSON.stringify({ ...event, response }) };
    };
    const { AccessToken, IdToken } = await signIn(running, clientId, 'ann');
    expect(claimsOf(AccessToken)).toMatchObject({ tenant: 'one', scope: 'aws.cognito.signin.user.admin api/read' });
    expect(claimsOf(AccessToken).sub).not.toBe('forged');
    expect(claimsOf(IdToken)).toMatchObject({ plan: 'gold' });
    expect(claimsOf(IdToken)).not.toHaveProperty('email');
    await running.client.send(new GetUserCommand({ AccessToken }));
    suppressed = ['aws.cognito.signin.user.admin'];
    const limited = await signIn(running, clientId, 'ann');
    await expect(running.client.send(new GetUserCommand({ AccessToken: limited.AccessToken }))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Access Token does not have required scopes',
    });
  });

  test('word the message of a forgotten password, or keep it from being sent', async () => {
    const { poolId, clientId } = await createPool(running, { LambdaConfig: { CustomMessage: 'arn:message' } });
    await createUser(running, poolId, 'ann', { email: 'ann@example.com', email_verified: 'true' });
    running.lambda = (name, event) => {
      expect(name).toBe('arn:message');
      expect(event).toMatchObject({
        triggerSource: 'CustomMessage_ForgotPassword',
        userName: 'ann',
        callerContext: { clientId },
        request: { codeParameter: '{####}', userAttributes: { email: 'ann@example.com' } },
      });
      const response = { emailSubject: 'Forgotten?', emailMessage: 'Take {####}.', smsMessage: null };
      return { StatusCode: 200, Payload: JSON.stringify({ ...event, response }) };
    };
    const ask = () => running.client.send(new ForgotPasswordCommand({ ClientId: clientId, Username: 'ann' }));
    await ask();
    const sent = () => running.outbox.filter(({ destination }) => destination === 'ann@example.com');
    expect(sent()).toMatchObject([{ body: { subject: 'Forgotten?', text: expect.stringMatching(/^Take \d{6}\.$/) } }]);
    running.lambda = () => ({
      StatusCode: 200,
      FunctionError: 'Unhandled',
      Payload: JSON.stringify({ errorMessage: 'Not by this mailbox' }),
    });
    const refused = {
      name: 'UserLambdaValidationException',
      message: 'CustomMessage failed with error Not by this mailbox.',
    };
    await expect(ask()).rejects.toMatchObject(refused);
    const whom = { UserPoolId: poolId, Username: 'ann' };
    await expect(running.client.send(new AdminResetUserPasswordCommand(whom))).rejects.toMatchObject(refused);
    expect(sent()).toHaveLength(1);
  });

  test('word the message with a code that verifies an attribute', async () => {
    const { poolId, clientId } = await createPool(running, { LambdaConfig: { CustomMessage: 'arn:message' } });
    await createUser(running, poolId, 'mia', { email: 'mia@example.com' });
    const { AccessToken } = await signIn(running, clientId, 'mia');
    running.lambda = (_name, event) => {
      expect(event).toMatchObject({ triggerSource: 'CustomMessage_VerifyUserAttribute', callerContext: { clientId } });
      const response = { emailSubject: 'Sure?', emailMessage: 'Take {####}.' };
      return { StatusCode: 200, Payload: JSON.stringify({ ...event, response }) };
    };
    await running.client.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: 'email' }));
    expect(running.outbox.filter(({ destination }) => destination === 'mia@example.com')).toMatchObject([
      { body: { subject: 'Sure?', text: expect.stringMatching(/^Take \d{6}\.$/) } },
    ]);
  });

  test('refuse a sign-in', async () => {
    const { poolId, clientId } = await createPool(running, { LambdaConfig: { PreAuthentication: 'arn:before' } });
    await createUser(running, poolId, 'ann');
    running.lambda = () => ({
      StatusCode: 200,
      FunctionError: 'Unhandled',
      Payload: JSON.stringify({ errorMessage: 'Not on Sundays' }),
    });
    await expect(startSignIn(running, clientId, 'ann')).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: 'PreAuthentication failed with error Not on Sundays.',
    });
  });
});
