import type { SeenEvent } from './DemoContext.ts';

const HALF_A_MINUTE = 30_000;

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
  async through(
    messageId: string,
    deviceId: string,
    wanted: readonly string[],
    milliseconds = HALF_A_MINUTE,
  ): Promise<void> {
    const isThrough = (states: readonly SeenEvent[]) => states.map(({ status }) => status).join() === wanted.join();
    await this.until(messageId, deviceId, isThrough, wanted.join(' → '), milliseconds);
  }

  /**
   * Resolves with the states of the device's delivery once they are as wanted, which `wanted` says in words.
   * Rejects after `milliseconds` with the states that it went through instead.
   */
  until(
    messageId: string,
    deviceId: string,
    isWanted: (states: readonly SeenEvent[]) => boolean,
    wanted: string,
    milliseconds: number,
  ): Promise<readonly SeenEvent[]> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const states = this.states(messageId, deviceId);
        if (!isWanted(states)) return;
        finish();
        resolve(states);
      };
      const timer = setTimeout(() => {
        finish();
        const states = this.states(messageId, deviceId).map(({ status }) => status);
        reject(new Error(`${deviceId} went ${states.join(' → ') || 'nowhere'} instead of ${wanted}.`));
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
