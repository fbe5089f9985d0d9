import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Person } from './Person.ts';

interface Subscription {
  readonly data: string;
  /** After every acknowledgement, the first and those after a reconnect: the time to ask for what was missed. */
  readonly started: () => void;
  readonly next: (data: unknown) => void;
}

type Frame = { readonly type: string; readonly id?: string; readonly payload?: { readonly data?: unknown } };

/** Milliseconds before another attempt to connect. */
const PAUSE = 1000;

/** One person's real-time connection, which comes back by itself. https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html */
export class LiveConnection {
  readonly #url: string;
  readonly #person: Person;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #onState: (connected: boolean) => void;
  #begun = false;
  #socket: WebSocket | undefined;
  #acknowledged = false;

  constructor(path: string, person: Person, onState: (connected: boolean) => void) {
    this.#url = `${location.origin.replace(/^http/, 'ws')}${path}/realtime`;
    this.#person = person;
    this.#onState = onState;
  }

  subscribe<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    handlers: { readonly started: () => void; readonly next: (data: Data) => void },
  ): void {
    const id = crypto.randomUUID();
    this.#subscriptions.set(id, {
      data: JSON.stringify({ query: print(document), variables }),
      started: handlers.started,
      next: (data) => handlers.next(data as Data),
    });
    if (this.#acknowledged) void this.#start(id);
    else if (!this.#begun) {
      this.#begun = true;
      void this.#connect();
    }
  }

  async #connect(): Promise<void> {
    let header: string;
    try {
      header = btoa(JSON.stringify(await this.#authorization()));
    } catch {
      this.#again();
      return;
    }
    const encoded = header.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    const socket = new WebSocket(this.#url, ['graphql-ws', `header-${encoded}`]);
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ type: 'connection_init' }));
    socket.onmessage = ({ data }) => this.#take(JSON.parse(String(data)) as Frame);
    socket.onclose = () => this.#again();
  }

  #again(): void {
    this.#acknowledged = false;
    this.#onState(false);
    setTimeout(() => void this.#connect(), PAUSE);
  }

  #take({ type, id, payload }: Frame): void {
    const subscription = this.#subscriptions.get(id ?? '');
    if (type === 'connection_ack') {
      this.#acknowledged = true;
      this.#onState(true);
      for (const known of this.#subscriptions.keys()) void this.#start(known);
    } else if (type === 'start_ack') {
      subscription?.started();
    } else if (type === 'data') {
      subscription?.next(payload?.data);
    } else if (type === 'error' || type === 'connection_error') {
      this.#socket?.close();
    }
  }

  async #start(id: string): Promise<void> {
    const data = this.#subscriptions.get(id)?.data;
    const payload = { data, extensions: { authorization: await this.#authorization() } };
    if (this.#acknowledged) this.#socket?.send(JSON.stringify({ id, type: 'start', payload }));
  }

  async #authorization(): Promise<object> {
    return { host: location.host, Authorization: await this.#person.token() };
  }
}
