import { RespondToAuthChallengeCommand } from '@aws-sdk/client-cognito-identity-provider';
import { signInBySrp } from 'local-cloud/testing/signInBySrp';
import { claimsOf } from 'local-cloud/testing/users';
import { totpCode } from 'local-cloud/totp';
import { cognitoOf } from './cognito.ts';
import type { DemoUserName, HeliographOutputs } from './Runtime.ts';

export interface SignedIn {
  readonly sub: string;
  readonly accessToken: string;
  readonly idToken: string;
}

/** Signs a demo user in. */
export async function signIn(outputs: HeliographOutputs, name: DemoUserName): Promise<SignedIn> {
  const user = outputs.users.find(({ username }) => username === name);
  if (user === undefined) throw new Error(`There is no demo user ${name}.`);
  const { totpSecret } = user;
  return signInAs(outputs, user, totpSecret === undefined ? undefined : totpCode(totpSecret, Date.now()));
}

/** Signs a user in by SRP, the only way of the app's client. `totp` is the answer to MFA. */
export async function signInAs(
  outputs: HeliographOutputs,
  user: { readonly username: string; readonly password: string },
  totp?: string,
): Promise<SignedIn> {
  const { userPoolId: poolId, userPoolClientId: clientId } = outputs;
  const { username, password } = user;
  const client = cognitoOf(outputs);
  let answer = await signInBySrp(client, { poolId, clientId, username, password });
  if (answer.ChallengeName === 'SOFTWARE_TOKEN_MFA' && totp !== undefined) {
    const { ChallengeName, Session } = answer;
    const ChallengeResponses = { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: totp };
    answer = await client.send(
      new RespondToAuthChallengeCommand({ ClientId: clientId, ChallengeName, Session, ChallengeResponses }),
    );
  }
  const { AccessToken: accessToken, IdToken: idToken } = answer.AuthenticationResult ?? {};
  if (accessToken === undefined || idToken === undefined) {
    throw new Error(`${username} would have to answer ${answer.ChallengeName}.`);
  }
  return { sub: `${claimsOf(accessToken).sub}`, accessToken, idToken };
}

/** Returns the next code. Signing in or enrolling used the present one, and each counts once. */
export function nextTotpCode(secret: string): string {
  return totpCode(secret, Date.now() + 30_000);
}
