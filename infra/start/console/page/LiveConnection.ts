import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { entriesIn } from '../../../../client/errorEntries.ts';
import { HeliographError } from '../../../../client/HeliographError.ts';
import type { SubscriptionObserver } from '../../../../client/Transport.ts';

interface Subscription {
  /** The operation and its variables, as the protocol carries them. */
  readonly data: string;
  readonly observer: SubscriptionObserver<never>;
}

type Frame = { readonly type: string; readonly id?: string; readonly payload?: { readonly data?: unknown } };

/** Milliseconds before another attempt to connect. */
const PAUSE = 1000;

/**
 * One person's real-time connection. It renews itself after a disconnect.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export class LiveConnection {
  readonly #url: string;
  readonly #token: () => Promise<string>;
  readonly #onLive: (live: boolean) => void;
  readonly #subscriptions = new Map<string, Subscription>();
  #begun = false;
  #socket: WebSocket | undefined;
  #acknowledged = false;

  constructor(path: string, token: () => Promise<string>, onLive: (live: boolean) => void) {
    this.#url = `${location.origin.replace(/^http/, 'ws')}${path}/realtime`;
    this.#token = token;
    this.#onLive = onLive;
  }

  /** Begins a subscription. Returns a function that ends it. */
  subscribe<Result, Variables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
    observer: SubscriptionObserver<Result>,
  ): () => void {
    const id = crypto.randomUUID();
    this.#subscriptions.set(id, { data: JSON.stringify({ query: print(document), variables }), observer });
    if (this.#acknowledged) void this.#start(id);
    else if (!this.#begun) {
      this.#begun = true;
      void this.#connect();
    }
    return () => {
      if (this.#subscriptions.delete(id)) this.#send({ id, type: 'stop' });
    };
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
    this.#onLive(false);
    setTimeout(() => void this.#connect(), PAUSE);
  }

  #take({ type, id = '', payload }: Frame): void {
    const observer = this.#subscriptions.get(id)?.observer;
    switch (type) {
      case 'connection_ack':
        this.#acknowledged = true;
        this.#onLive(true);
        for (const known of this.#subscriptions.keys()) void this.#start(known);
        break;
      case 'connection_error':
        this.#socket?.close();
        break;
      case 'start_ack':
        observer?.established();
        break;
      case 'data':
        observer?.next(payload?.data as never);
        break;
      case 'error':
        this.#subscriptions.delete(id);
        observer?.error(new HeliographError(entriesIn(payload)));
        break;
      default: // `ka`, `complete`
    }
  }

  async #start(id: string): Promise<void> {
    const data = this.#subscriptions.get(id)?.data;
    const payload = { data, extensions: { authorization: await this.#authorization() } };
    if (data !== undefined) this.#send({ id, type: 'start', payload });
  }

  #send(frame: object): void {
    if (this.#acknowledged) this.#socket?.send(JSON.stringify(frame));
  }

  async #authorization(): Promise<object> {
    return { host: location.host, Authorization: await this.#token() };
  }
}
