import type { SeenEvent } from './DemoContext.ts';

/** One person's view of deliveries: each event once, as it arrives, and waits for the events that matter. */
export class DeliveryWatch {
  readonly #seen = new Map<string, SeenEvent>();
  readonly #waiting = new Set<() => void>();
  readonly #show: (event: SeenEvent) => void;

  constructor(show: (event: SeenEvent) => void) {
    this.#show = show;
  }

  /** Takes the events of a report. Some may have been read already. */
  take(messageId: string, events: readonly SeenEvent[]): void {
    for (const event of events) {
      const key = `${messageId} ${event.sequence}`;
      if (this.#seen.has(key)) continue;
      this.#seen.set(key, event);
      this.#show(event);
    }
    for (const check of this.#waiting) check();
  }

  /** Returns the states of a device's delivery so far, in sequence order. */
  states(messageId: string, deviceId: string): readonly SeenEvent[] {
    const own = [...this.#seen].filter(
      ([key, event]) => key.startsWith(`${messageId} `) && event.deviceId === deviceId,
    );
    return own.map(([, event]) => event).sort((left, right) => left.sequence - right.sequence);
  }

  /**
   * Resolves once the device's delivery went through exactly these states.
   * Rejects after `milliseconds` with the states that it went through instead.
   */
  through(messageId: string, deviceId: string, wanted: readonly string[], milliseconds = 30_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const states = this.states(messageId, deviceId).map(({ status }) => status);
        if (states.join() !== wanted.join()) return;
        finish();
        resolve();
      };
      const timer = setTimeout(() => {
        finish();
        const states = this.states(messageId, deviceId).map(({ status }) => status);
        reject(new Error(`${deviceId} went ${states.join(' → ') || 'nowhere'} instead of ${wanted.join(' → ')}.`));
      }, milliseconds);
      const finish = () => {
        clearTimeout(timer);
        this.#waiting.delete(check);
      };
      this.#waiting.add(check);
      check();
    });
  }
}
