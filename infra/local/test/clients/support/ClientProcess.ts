import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { JsonValue } from '../../../platform/Json.ts';

/** Something that happened in the client without being asked for. */
export interface ClientEvent {
  /** A subscription's name, or `hub` for Amplify's own events. */
  readonly source: string;
  readonly kind: 'next' | 'error' | 'event';
  readonly value: JsonValue;
}

interface Reply {
  readonly id: number;
  readonly value?: JsonValue;
  readonly error?: string;
}

/** An app in a process of its own, started with the local authority's certificate as a developer would start it. */
export class ClientProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #events: ClientEvent[] = [];
  readonly #replies = new Map<number, (reply: Reply) => void>();
  #arrived = Promise.withResolvers<void>();
  #asked = 0;

  /** @param file of this folder, which calls `answerQuestions` */
  constructor(file: string, caCertificate: string) {
    this.#child = fork(join(import.meta.dirname, file), [], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: caCertificate },
      execArgv: [],
    });
    this.#child.on('message', (message: Reply | ClientEvent) => {
      if ('id' in message) {
        this.#replies.get(message.id)?.(message);
        return;
      }
      this.#events.push(message);
      this.#arrived.resolve();
      this.#arrived = Promise.withResolvers();
    });
  }

  /** Rejects with what the client's call rejected with. */
  async ask(question: string, ...given: readonly JsonValue[]): Promise<JsonValue | undefined> {
    const id = this.#asked++;
    const reply = new Promise<Reply>((resolve) => this.#replies.set(id, resolve));
    this.#child.send({ id, question, given });
    const { value, error } = await reply;
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /** The first event that fits and was not taken before. */
  async event(fits: (event: ClientEvent) => boolean): Promise<ClientEvent> {
    for (;;) {
      const index = this.#events.findIndex(fits);
      const [event] = index < 0 ? [] : this.#events.splice(index, 1);
      if (event !== undefined) return event;
      await this.#arrived.promise;
    }
  }

  async next(source: string): Promise<JsonValue> {
    return (await this.event((event) => event.source === source && event.kind !== 'event')).value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }
}
