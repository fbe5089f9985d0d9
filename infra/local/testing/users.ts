import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type AuthenticationResultType,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { RunningCognito } from './startCognito.ts';

export const password = 'Correct-Horse-7';

/** Creates a confirmed user with a permanent password. */
export async function createUser(
  running: RunningCognito,
  poolId: string,
  username: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<void> {
  await running.client.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username: username,
      MessageAction: 'SUPPRESS',
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );
  await running.client.send(
    new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username: username, Password: password, Permanent: true }),
  );
}

export type Tokens = Readonly<Record<'AccessToken' | 'IdToken' | 'RefreshToken', string>>;

/** Returns the tokens of an answer. Throws if it holds a challenge instead. */
export function tokensOf(result: AuthenticationResultType | undefined): Tokens {
  const { AccessToken, IdToken, RefreshToken } = result ?? {};
  if (AccessToken === undefined || IdToken === undefined || RefreshToken === undefined) {
    throw new Error('The answer holds no tokens.');
  }
  return { AccessToken, IdToken, RefreshToken };
}

export async function signIn(running: RunningCognito, clientId: string, username: string): Promise<Tokens> {
  const answer = await startSignIn(running, clientId, username);
  return tokensOf(answer.AuthenticationResult);
}

export function startSignIn(running: RunningCognito, clientId: string, username: string, secret = password) {
  return running.client.send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: secret },
    }),
  );
}

export function answer(
  running: RunningCognito,
  clientId: string,
  name:
    | 'SOFTWARE_TOKEN_MFA'
    | 'SMS_MFA'
    | 'EMAIL_OTP'
    | 'SMS_OTP'
    | 'SELECT_MFA_TYPE'
    | 'NEW_PASSWORD_REQUIRED'
    | 'MFA_SETUP'
    | 'SELECT_CHALLENGE'
    | 'WEB_AUTHN',
  session: string | undefined,
  responses: Readonly<Record<string, string>>,
) {
  return running.client.send(
    new RespondToAuthChallengeCommand({
      ClientId: clientId,
      ChallengeName: name,
      Session: session,
      ChallengeResponses: { ...responses },
    }),
  );
}

/** Returns the claims of a token, unverified. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}
