import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Clock } from '../../platform/Clock.ts';
import type { Log } from '../../platform/Log.ts';
import type { Meter } from '../../platform/Meter.ts';
import type { Api } from '../Api.ts';
import type { Caller } from '../auth/Caller.ts';
import { unauthorized } from '../execution/RequestError.ts';
import { lowerCase } from './connectionHeaders.ts';
import { type ClientFrame, type FrameError, frameError, parseFrame, serverFrame } from './frames.ts';
import type { Subscription } from './SubscriptionRegistry.ts';
import { SubscriptionRefused, type SubscriptionRequest, subscribe } from './subscribe.ts';

export interface ConnectionOptions {
  readonly api: Api;
  readonly socket: WebSocket;
  /** The path of the GraphQL endpoint, which IAM signatures cover. */
  readonly graphqlPath: string;
  /** Headers of the connection without those that authorized it. Subscriptions see them beside their own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly sourceIp: readonly string[];
  /** Resolves with the caller, or rejects with RequestError. */
  readonly authentication: Promise<Caller>;
  readonly surroundings: { readonly clock: Clock; readonly log: Log; readonly meter: Meter };
}

const MINUTE = 60_000;
/** https://docs.aws.amazon.com/general/latest/gr/appsync.html */
const LIFETIME = 24 * 60 * MINUTE;
const SUBSCRIPTION_LIMIT = 200;
/** A client that sends no connection_init in this time is told what is wrong with it. */
const INIT_TIMEOUT = 15_000;
/**
 * Bytes that may wait for a client that does not read. With more its connection is cut, so that others are not held up.
 */
const BUFFER_LIMIT = 4 * 1024 * 1024;

/** One client's WebSocket and its subscriptions. */
export class RealtimeConnection {
  readonly #options: ConnectionOptions;
  /** `undefined` while a subscription is being set up. */
  readonly #subscriptions = new Map<string, Subscription | undefined>();
  readonly #timers = new Set<() => void>();
  #state: 'new' | 'initiated' | 'open' | 'closed' = 'new';

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { socket } = options;
    socket.on('message', (data, isBinary) => this.#onMessage(isBinary ? '' : data.toString()));
    socket.on('close', () => this.#onClose());
    // A 'close' follows every error.
    socket.on('error', () => {});
    // Nothing awaits it yet: connection_init asks for the outcome.
    options.authentication.catch(() => {});
    this.#after(INIT_TIMEOUT, () => {
      if (this.#state === 'new') this.#initiate();
    });
  }

  close(): void {
    this.#options.socket.close(1001);
  }

  #onMessage(text: string): void {
    const frame = parseFrame(text);
    if (frame?.type === 'connection_init') {
      this.#initiate();
      return;
    }
    // Frames before the ack are ignored.
    if (this.#state !== 'open') return;
    if (frame?.type === 'start') void this.#start(frame);
    else if (frame?.type === 'stop') this.#stop(frame.id);
    else
      this.#refuse(undefined, {
        errorType: 'UnsupportedOperation',
        message: 'unknown not supported through the realtime channel',
      });
  }

  #initiate(): void {
    if (this.#state !== 'new') return;
    this.#state = 'initiated';
    this.#options.authentication.then(
      (caller) => this.#acknowledge(caller),
      (error: unknown) => this.#reject(error),
    );
  }

  #acknowledge(caller: Caller): void {
    if (this.#state === 'closed') return;
    this.#state = 'open';
    this.#send(serverFrame.acknowledged());
    this.#keepAlive();
    this.#after(LIFETIME, () => this.#options.socket.close(1000));
    this.#untilExpiry(caller, () => this.#reject(unauthorized()));
  }

  #reject(error: unknown): void {
    const entry = frameError(error);
    if (entry.errorCode === 500) {
      this.#options.surroundings.log('error', 'appsync', 'A connection failed unexpectedly', { error });
    }
    this.#send(serverFrame.connectionError([entry]));
    this.#options.socket.close(1000);
  }

  #keepAlive(): void {
    this.#options.surroundings.meter.count('appsync:connectionMinute');
    this.#send(serverFrame.keepAlive());
    this.#after(MINUTE, () => this.#keepAlive());
  }

  async #start(frame: Extract<ClientFrame, { readonly type: 'start' }>): Promise<void> {
    const { id } = frame;
    if (this.#subscriptions.has(id)) {
      this.#refuse(id, { errorType: 'DuplicatedOperationError', message: 'Duplicated operation id' });
      return;
    }
    if (this.#subscriptions.size >= SUBSCRIPTION_LIMIT) {
      this.#refuse(id, {
        errorType: 'MaxSubscriptionsReachedError',
        message: `Max number of ${SUBSCRIPTION_LIMIT} subscriptions reached`,
      });
      return;
    }
    this.#subscriptions.set(id, undefined);
    const { api, graphqlPath, headers, sourceIp } = this.#options;
    try {
      const request = await subscribe(api, frame.data, {
        headers: { ...headers, ...lowerCase(frame.authorization) },
        sourceIp,
        signed: { method: 'POST', path: graphqlPath, query: '', body: frame.data },
        requestId: randomUUID(),
      });
      // The subscription or connection ended in the meantime.
      if (this.#state !== 'open' || !this.#subscriptions.has(id)) return;
      this.#add(id, request);
      this.#send(serverFrame.started(id));
    } catch (error) {
      this.#subscriptions.delete(id);
      if (!(error instanceof SubscriptionRefused)) {
        this.#options.surroundings.log('error', 'appsync', 'A subscription failed unexpectedly', { error });
      }
      this.#send(serverFrame.error(id, error instanceof SubscriptionRefused ? error.errors : [frameError(error)]));
    }
  }

  #add(id: string, request: SubscriptionRequest): void {
    const prefix = `{"id":${JSON.stringify(id)},"type":"data","payload":`;
    const subscription: Subscription = {
      field: request.field,
      filter: request.filter,
      invalidationFilter: request.invalidationFilter,
      plan: request.plan,
      deliver: (payload) => this.#send(`${prefix}${payload}}`),
      invalidate: () => {
        this.#stop(id);
        this.#options.socket.close(1000);
      },
    };
    this.#subscriptions.set(id, subscription);
    this.#options.api.subscriptions.add(subscription);
    this.#untilExpiry(request.caller, () => {
      if (this.#subscriptions.get(id) !== subscription) return;
      this.#remove(id);
      this.#refuse(id, frameError(unauthorized()));
    });
  }

  #stop(id: string): void {
    this.#remove(id);
    this.#send(serverFrame.complete(id));
  }

  #remove(id: string): void {
    const subscription = this.#subscriptions.get(id);
    this.#subscriptions.delete(id);
    if (subscription !== undefined) this.#options.api.subscriptions.delete(subscription);
  }

  #refuse(id: string | undefined, error: FrameError): void {
    this.#send(serverFrame.error(id, [error]));
  }

  #send(text: string): void {
    const { socket } = this.#options;
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > BUFFER_LIMIT) {
      this.#options.surroundings.log(
        'warn',
        'appsync',
        'A real-time connection was cut because its client does not read.',
      );
      socket.terminate();
      return;
    }
    socket.send(text);
  }

  #untilExpiry(caller: Caller, task: () => void): void {
    const { clock } = this.#options.surroundings;
    if (caller.expiresAt === undefined) return;
    const left = caller.expiresAt - clock.now();
    // Later than this the connection is over, and a timer cannot count that far.
    if (left < LIFETIME) this.#after(Math.max(0, left), task);
  }

  #after(milliseconds: number, task: () => void): void {
    const cancel = this.#options.surroundings.clock.after(milliseconds, () => {
      this.#timers.delete(cancel);
      if (this.#state !== 'closed') task();
    });
    this.#timers.add(cancel);
  }

  #onClose(): void {
    this.#state = 'closed';
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    for (const id of [...this.#subscriptions.keys()]) this.#remove(id);
  }
}
