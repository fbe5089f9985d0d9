import { Amplify } from 'aws-amplify';
import { signIn as amplifySignIn, confirmSignIn, fetchAuthSession } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { totpCode } from 'local-cloud/totp';
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

/** Signs a user in with Amplify's default, SRP. Amplify keeps one user, so each sign-in gets a storage of its own. */
export async function signInAs(
  outputs: HeliographOutputs,
  user: { readonly username: string; readonly password: string },
  totp?: string,
): Promise<SignedIn> {
  const { userPoolId, userPoolClientId, userPoolEndpoint } = outputs;
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(memoryStorage());
  let { nextStep } = await amplifySignIn({ username: user.username, password: user.password });
  if (nextStep.signInStep === 'CONFIRM_SIGN_IN_WITH_TOTP_CODE' && totp !== undefined) {
    ({ nextStep } = await confirmSignIn({ challengeResponse: totp }));
  }
  if (nextStep.signInStep !== 'DONE') throw new Error(`${user.username} would have to ${nextStep.signInStep}.`);
  const { tokens, userSub } = await fetchAuthSession();
  if (tokens?.idToken === undefined || userSub === undefined) throw new Error(`${user.username} got no tokens.`);
  return { sub: userSub, accessToken: `${tokens.accessToken}`, idToken: `${tokens.idToken}` };
}

function memoryStorage() {
  const items = new Map<string, string>();
  return {
    setItem: async (key: string, value: string) => {
      items.set(key, value);
    },
    getItem: async (key: string) => items.get(key) ?? null,
    removeItem: async (key: string) => {
      items.delete(key);
    },
    clear: async () => items.clear(),
  };
}
