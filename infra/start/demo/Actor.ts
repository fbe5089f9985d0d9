import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { ActorMessage, ActorRequest, GraphQLFailure } from './ActorMessage.ts';

/** A GraphQL response with errors. `errorType` is that of the first. */
export class GraphQLFailed extends Error {
  override readonly name = 'GraphQLFailed';
  readonly errors: readonly GraphQLFailure[];

  constructor(errors: readonly GraphQLFailure[]) {
    super(errors.map(({ errorType, message }) => `${errorType}: ${message}`).join('; '));
    this.errors = errors;
  }

  get errorType(): string {
    return this.errors[0]?.errorType ?? 'unknown';
  }

  get errorInfo(): Readonly<Record<string, unknown>> {
    return this.errors[0]?.errorInfo ?? {};
  }
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Omitted<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

/** One person of the demo: a process with its own Amplify. */
export class Actor {
  readonly #process: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<number, (data: unknown) => void>();
  #requests = 0;

  /**
   * Starts the person's process. It trusts `caCertificate` too from its start, since Amplify uses TLS for every
   * subscription.
   */
  constructor(directory: string, caCertificate?: string) {
    this.#process = fork(join(import.meta.dirname, 'person.ts'), [directory], {
      env: { ...process.env, ...(caCertificate === undefined ? {} : { NODE_EXTRA_CA_CERTS: caCertificate }) },
      // Amplify warns on stderr that the endpoint is a custom one.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#process.on('message', (message: ActorMessage) => this.#receive(message));
    this.#process.on('exit', (code) => this.#abandon(new Error(`The process of a demo user ended with ${code}.`)));
  }

  /** Signs in. Returns the user's `sub`, or the next step that Amplify asks for. */
  signIn(username: string, password: string): Promise<unknown> {
    return this.#request({ kind: 'signIn', username, password });
  }

  confirmSignIn(code: string): Promise<unknown> {
    return this.#request({ kind: 'confirmSignIn', code });
  }

  signOut(): Promise<unknown> {
    return this.#request({ kind: 'signOut' });
  }

  /** Begins to enrol an authenticator app. Returns its secret, in Base32. */
  setUpTotp(): Promise<unknown> {
    return this.#request({ kind: 'setUpTotp' });
  }

  /** Enrols the authenticator app that showed the code. */
  verifyTotp(code: string): Promise<unknown> {
    return this.#request({ kind: 'verifyTotp', code });
  }

  /** Rejects with GraphQLFailed. */
  graphql(query: string, variables: object = {}): Promise<unknown> {
    return this.#request({ kind: 'graphql', query, variables });
  }

  /** Begins a subscription. Resolves when it is established. */
  subscribe(query: string, variables: object, listener: (data: unknown) => void): Promise<unknown> {
    this.#listeners.set(this.#requests + 1, listener);
    return this.#request({ kind: 'subscribe', query, variables });
  }

  close(): void {
    if (this.#process.connected) this.#process.disconnect();
  }

  #request(request: Omitted<ActorRequest>): Promise<unknown> {
    this.#requests += 1;
    const id = this.#requests;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#process.send({ id, ...request });
    });
  }

  #receive(message: ActorMessage): void {
    if (message.kind === 'event') {
      this.#listeners.get(message.id)?.(message.data);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind === 'done') pending?.resolve(message.value);
    else pending?.reject(new GraphQLFailed(message.errors));
  }

  #abandon(error: Error): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
