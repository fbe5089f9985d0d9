import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Amplify } from 'aws-amplify';
import { fetchAuthSession, signIn } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { print } from 'graphql';
import { entriesIn } from '../../../../client/errorEntries.ts';
import { HeliographError } from '../../../../client/HeliographError.ts';
import type { SubscriptionObserver, Transport } from '../../../../client/Transport.ts';
import type { ConsoleApi, ConsoleUser } from '../ConsoleState.ts';
import { LiveConnection } from './LiveConnection.ts';

/** An access token is replaced this many milliseconds before it ends. */
const MARGIN = 60_000;

interface Session {
  readonly token: string;
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly endsAt: number;
}

// Amplify holds one signed-in user. So sign-ins take turns, each with its own storage.
let turn: Promise<unknown> = Promise.resolve();

/** A demo user. Signs in at the first call with SRP, Amplify's default. Several may be signed in at once. */
export class Person implements Transport {
  readonly username: string;
  readonly groups: readonly string[];
  readonly #user: ConsoleUser;
  readonly #api: ConsoleApi;
  readonly #connection: LiveConnection;
  #session: Promise<Session> | undefined;

  /** `onLive` is called with true when the real-time connection is up, with false when it is down. */
  constructor(api: ConsoleApi, user: ConsoleUser, onLive: (person: Person, live: boolean) => void) {
    this.#api = api;
    this.#user = user;
    this.username = user.username;
    this.groups = user.groups;
    this.#connection = new LiveConnection(
      api.path,
      async () => (await this.#current()).token,
      (live) => onLive(this, live),
    );
  }

  /** Cognito `sub`. */
  async subject(): Promise<string> {
    return (await this.#current()).subject;
  }

  async request<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    const { token } = await this.#current();
    const response = await fetch(this.#api.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: token },
      body: JSON.stringify({ query: print(document), variables }),
    });
    const answer: unknown = await response.json();
    const errors = entriesIn(answer);
    if (errors.length > 0) throw new HeliographError(errors);
    // The document's type says what its data is.
    return (answer as { readonly data: Result }).data;
  }

  subscribe<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    observer: SubscriptionObserver<Result>,
  ): () => void {
    return this.#connection.subscribe(document, variables, observer);
  }

  async #current(): Promise<Session> {
    const known = await this.#session?.catch(() => undefined);
    if (known !== undefined && known.endsAt - MARGIN > Date.now()) return known;
    // Calls during the sign-in wait for the same one.
    if (this.#session === undefined || known !== undefined) this.#session = this.#signIn();
    this.#session.catch(() => {
      this.#session = undefined;
    });
    return this.#session;
  }

  #signIn(): Promise<Session> {
    const session = turn.then(async () => {
      const { userPoolId, userPoolClientId } = this.#api;
      Amplify.configure({
        Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: location.origin } },
      });
      cognitoUserPoolsTokenProvider.setKeyValueStorage(memoryStorage());
      const { nextStep } = await signIn({ username: this.#user.username, password: this.#user.password });
      if (nextStep.signInStep !== 'DONE') throw new Error(`${this.username} would have to ${nextStep.signInStep}.`);
      const { tokens, userSub } = await fetchAuthSession();
      const exp = tokens?.accessToken.payload.exp;
      if (tokens === undefined || userSub === undefined || exp === undefined) {
        throw new Error(`${this.username} got no tokens.`);
      }
      return { token: `${tokens.accessToken}`, subject: userSub, endsAt: exp * 1000 };
    });
    turn = session.catch(() => {});
    return session;
  }
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
