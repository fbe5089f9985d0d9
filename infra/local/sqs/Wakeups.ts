import type { Clock } from '../platform/Clock.ts';
import type { Signals } from '../platform/Signals.ts';
import type { Messages } from './Messages.ts';
import type { Queue } from './Queues.ts';

/**
 * Signals `sqs:<queueArn>` when a queue has something to receive: at once, or when a delay or visibility timeout ends.
 */
export class Wakeups {
  readonly #clock: Clock;
  readonly #signals: Signals;
  readonly #timers = new Map<string, { readonly at: number; readonly cancel: () => void }>();

  constructor(clock: Clock, signals: Signals) {
    this.#clock = clock;
    this.#signals = signals;
  }

  at(queue: Queue, time: number, messages: Messages): void {
    const now = this.#clock.now();
    if (time <= now) {
      this.#signals.emit(topicOf(queue));
      return;
    }
    const planned = this.#timers.get(queue.arn);
    if (planned !== undefined && planned.at <= time) return;
    planned?.cancel();
    const cancel = this.#clock.after(time - now, () => {
      this.#timers.delete(queue.arn);
      this.#signals.emit(topicOf(queue));
      this.#next(queue, messages);
    });
    this.#timers.set(queue.arn, { at: time, cancel });
  }

  /** Resolves at the queue's next signal, after `milliseconds`, or when `signal` aborts. */
  wait(queue: Queue, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        off();
        cancel();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const off = this.#signals.on(topicOf(queue), done);
      const cancel = this.#clock.after(milliseconds, done);
      signal.addEventListener('abort', done);
    });
  }

  stop(): void {
    for (const { cancel } of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #next(queue: Queue, messages: Messages): void {
    const next = messages.nextVisible(queue);
    if (next !== undefined) this.at(queue, next, messages);
  }
}

function topicOf(queue: Queue): string {
  return `sqs:${queue.arn}`;
}
