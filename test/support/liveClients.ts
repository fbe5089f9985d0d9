import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { AUTH_TYPE, createAuthLink } from 'aws-appsync-auth-link';
import { createSubscriptionHandshakeLink } from 'aws-appsync-subscription-link';
import { amplifyTransport } from '../../client/amplify.ts';
import { apolloTransport } from '../../client/apollo.ts';
import type { Transport } from '../../client/index.ts';
import type { HeliographOutputs } from './Runtime.ts';
import type { SignedIn } from './signIn.ts';

/** Trusts the local authority, as NODE_EXTRA_CA_CERTS would from the process's start. */
export function trustLocalAuthority({ caCertificate }: HeliographOutputs): void {
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(caCertificate, 'utf8')]);
}

/** Amplify for whoever signed in last, at a port of this machine. */
export function amplifyAt(outputs: HeliographOutputs, port: number): Transport {
  const endpoint = `https://localhost:${port}/graphql`;
  Amplify.configure(
    {
      ...Amplify.getConfig(),
      API: { GraphQL: { endpoint, region: outputs.region, defaultAuthMode: 'userPool' } },
    },
    // Named, it keeps its storage, and with it the tokens.
    { Auth: { tokenProvider: cognitoUserPoolsTokenProvider } },
  );
  return amplifyTransport(generateClient());
}

/** Apollo Client for a user. */
export function apolloFor(outputs: HeliographOutputs, { accessToken }: SignedIn): Transport {
  const url = outputs.graphqlEndpointTls;
  const { region } = outputs;
  const auth = { type: AUTH_TYPE.AMAZON_COGNITO_USER_POOLS, jwtToken: accessToken } as const;
  // AWS's links are typed against Apollo's CommonJS build, which TypeScript takes for another class.
  const http = new HttpLink({ uri: url }) as never;
  const links = [createAuthLink({ url, region, auth }), createSubscriptionHandshakeLink({ url, region, auth }, http)];
  const link = ApolloLink.from(links as unknown as ApolloLink[]);
  return apolloTransport(new ApolloClient({ link, cache: new InMemoryCache() }));
}
