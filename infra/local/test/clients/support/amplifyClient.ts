import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { signIn } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';
import type { JsonValue } from '../../../platform/Json.ts';
import { answerQuestions, describe, tell } from './answerQuestions.ts';

type AuthMode = 'apiKey' | 'iam' | 'userPool';

interface Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly apiKey: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly userPoolEndpoint: string;
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const subscriptions = new Map<string, { unsubscribe(): void }>();

Hub.listen('api', ({ payload }) => {
  const { event, data } = payload as { readonly event: string; readonly data?: unknown };
  const isState = typeof data === 'object' && data !== null && 'connectionState' in data;
  tell({ source: 'hub', kind: 'event', value: isState ? String(data.connectionState) : event });
});

answerQuestions({
  configure({ endpoint, region, apiKey, userPoolId, clientId, userPoolEndpoint }: Settings) {
    const cognito = { userPoolId, userPoolClientId: clientId, userPoolEndpoint };
    Amplify.configure({
      API: { GraphQL: { endpoint, region, apiKey, defaultAuthMode: 'apiKey' } },
      Auth: { Cognito: cognito },
    });
  },
  useCredentials(credentials: Credentials) {
    const credentialsProvider = {
      getCredentialsAndIdentityId: async () => ({ credentials }),
      clearCredentialsAndIdentityId: () => {},
    };
    Amplify.configure(Amplify.getConfig(), { Auth: { credentialsProvider } });
  },
  async signIn(username: string, password: string) {
    return (await signIn({ username, password })).isSignedIn;
  },
  async graphql(authMode: AuthMode, query: string, variables: Record<string, string>) {
    return json(await generateClient({ authMode }).graphql({ query, variables }));
  },
  subscribe(name: string, authMode: AuthMode, query: string, variables: Record<string, string>) {
    const observable = generateClient({ authMode }).graphql({ query, variables });
    if (!('subscribe' in observable)) throw new Error('Not a subscription.');
    subscriptions.set(
      name,
      observable.subscribe({
        next: (value) => tell({ source: name, kind: 'next', value: json(value) }),
        error: (error: unknown) => tell({ source: name, kind: 'error', value: describe(error) }),
      }),
    );
  },
  unsubscribe(name: string) {
    subscriptions.get(name)?.unsubscribe();
  },
});

/** What IPC can carry of it. */
function json(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value ?? null)) as JsonValue;
}
