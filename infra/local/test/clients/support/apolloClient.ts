import { createRequire } from 'node:module';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import type { AuthOptions } from 'aws-appsync-auth-link';
import type { JsonObject, JsonValue } from '../../../platform/Json.ts';
import { answerQuestions, describe, tell } from './answerQuestions.ts';

// The links' ES modules sign with an import that Node does not find.
// Their types are those of another build of Apollo Client.
const require = createRequire(import.meta.url);
type Settings = { readonly url: string; readonly region: string; readonly auth: AuthOptions };
const { createAuthLink } = require('aws-appsync-auth-link') as {
  readonly createAuthLink: (settings: Settings) => ApolloLink;
};
const { createSubscriptionHandshakeLink } = require('aws-appsync-subscription-link') as {
  readonly createSubscriptionHandshakeLink: (settings: Settings, http: ApolloLink) => ApolloLink;
};

let client: ApolloClient | undefined;
const subscriptions = new Map<string, { unsubscribe(): void }>();

answerQuestions({
  configure(url: string, region: string, auth: AuthOptions) {
    // The links sign a body without the extensions that Apollo Client 4 adds unless told otherwise.
    const http = new HttpLink({ uri: url, enhancedClientAwareness: { transport: false } });
    const link = ApolloLink.from([
      createAuthLink({ url, region, auth }),
      createSubscriptionHandshakeLink({ url, region, auth }, http),
    ]);
    client = new ApolloClient({ link, cache: new InMemoryCache() });
  },
  async query(query: string) {
    return json((await client?.query({ query: gql(query), fetchPolicy: 'no-cache' }))?.data);
  },
  async mutate(mutation: string, variables: JsonObject) {
    return json((await client?.mutate({ mutation: gql(mutation), variables }))?.data);
  },
  subscribe(name: string, query: string, variables: JsonObject) {
    const subscription = client?.subscribe({ query: gql(query), variables }).subscribe({
      next: ({ data, error }) =>
        tell(
          error === undefined
            ? { source: name, kind: 'next', value: json(data) }
            : { source: name, kind: 'error', value: describe(error) },
        ),
      error: (error: unknown) => tell({ source: name, kind: 'error', value: describe(error) }),
    });
    if (subscription !== undefined) subscriptions.set(name, subscription);
  },
  unsubscribe(name: string) {
    subscriptions.get(name)?.unsubscribe();
  },
});

/** What IPC can carry of it. */
function json(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value ?? null)) as JsonValue;
}
