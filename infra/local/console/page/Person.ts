import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Amplify } from 'aws-amplify';
import { fetchAuthSession, signIn } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { print } from 'graphql';
import type { ConsoleApi, ConsoleUser } from '../ConsoleState.ts';

/** Milliseconds before its end when an access token is replaced. */
const MARGIN = 60_000;

interface Session {
  readonly token: string;
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly endsAt: number;
}

/** The first error of a GraphQL answer. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';

  constructor(errorType: string, message: string) {
    super(`${errorType}: ${message}`);
  }
}

// Amplify keeps one signed-in user, so sign-ins take turns, each with a storage of its own.
let turn: Promise<unknown> = Promise.resolve();

/** A demo user, signed in with Amplify's default, SRP, at the first call. */
export class Person {
  readonly username: string;
  readonly groups: readonly string[];
  readonly #user: ConsoleUser;
  readonly #api: ConsoleApi;
  #session: Promise<Session> | undefined;

  constructor(api: ConsoleApi, user: ConsoleUser) {
    this.#api = api;
    this.#user = user;
    this.username = user.username;
    this.groups = user.groups;
  }

  /** Cognito `sub`. */
  async subject(): Promise<string> {
    return (await this.#current()).subject;
  }

  async token(): Promise<string> {
    return (await this.#current()).token;
  }

  async ask<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data> {
    const response = await fetch(this.#api.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: await this.token() },
      body: JSON.stringify({ query: print(document), variables }),
    });
    const { data, errors } = (await response.json()) as {
      data?: Data | null;
      errors?: readonly { readonly errorType?: string; readonly message: string }[];
    };
    const [error] = errors ?? [];
    if (error !== undefined) throw new RequestFailed(error.errorType ?? 'Error', error.message);
    if (data === undefined || data === null) throw new RequestFailed('Error', `The API answered ${response.status}.`);
    return data;
  }

  async #current(): Promise<Session> {
    const known = await this.#session?.catch(() => undefined);
    if (known !== undefined && known.endsAt - MARGIN > Date.now()) return known;
    // Whoever asks meanwhile waits for the same sign-in.
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
