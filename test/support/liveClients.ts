import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { fetchAuthSession, signIn } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { AUTH_TYPE, createAuthLink } from 'aws-appsync-auth-link';
import { createSubscriptionHandshakeLink } from 'aws-appsync-subscription-link';
import { amplifyTransport } from '../../client/amplify.ts';
import { type ApolloTransportOptions, apolloTransport } from '../../client/apollo.ts';
import type { Transport } from '../../client/index.ts';
import type { HeliographOutputs } from './Runtime.ts';
import type { SignedIn } from './signIn.ts';

/** Trusts the local authority, as NODE_EXTRA_CA_CERTS would from the process's start. */
export function trustLocalAuthority({ caCertificate }: Pick<HeliographOutputs, 'caCertificate'>): void {
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(caCertificate, 'utf8')]);
}

/** Signs a user in with Amplify, which keeps one user at a time, here in memory. */
export async function signInWithAmplify(
  {
    userPoolId,
    userPoolClientId,
    userPoolEndpoint,
  }: Pick<HeliographOutputs, 'userPoolId' | 'userPoolClientId' | 'userPoolEndpoint'>,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<SignedIn> {
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint } } });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(memoryStorage());
  const { nextStep } = await signIn({ username, password });
  if (nextStep.signInStep !== 'DONE') throw new Error(`${username} would have to ${nextStep.signInStep}.`);
  const { tokens, userSub } = await fetchAuthSession();
  if (tokens?.idToken === undefined || userSub === undefined) throw new Error(`${username} got no tokens.`);
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

/** Amplify for the user who signed in with it last, at a port of this machine. */
export function amplifyAt({ region }: Pick<HeliographOutputs, 'region'>, port: number): Transport {
  const endpoint = `https://localhost:${port}/graphql`;
  Amplify.configure(
    {
      ...Amplify.getConfig(),
      API: { GraphQL: { endpoint, region, defaultAuthMode: 'userPool' } },
    },
    // Named, it keeps its storage, and with it the tokens.
    { Auth: { tokenProvider: cognitoUserPoolsTokenProvider } },
  );
  return amplifyTransport(generateClient());
}

/** Apollo Client for a user, whose token stays as it is. */
export function apolloFor({ graphqlEndpointTls, region }: HeliographOutputs, { accessToken }: SignedIn): Transport {
  return apolloAt(graphqlEndpointTls, region, { jwtToken: async () => accessToken });
}

export interface ApolloTokens extends ApolloTransportOptions {
  readonly jwtToken: () => Promise<string>;
}

/** Apollo Client with AWS's links. */
export function apolloAt(url: string, region: string, { jwtToken, ...options }: ApolloTokens): Transport {
  const auth = { type: AUTH_TYPE.AMAZON_COGNITO_USER_POOLS, jwtToken } as const;
  // AWS's links are typed against Apollo's CommonJS build, which TypeScript takes for another class.
  const http = new HttpLink({ uri: url }) as never;
  const links = [createAuthLink({ url, region, auth }), createSubscriptionHandshakeLink({ url, region, auth }, http)];
  const link = ApolloLink.from(links as unknown as ApolloLink[]);
  return apolloTransport(new ApolloClient({ link, cache: new InMemoryCache() }), options);
}
