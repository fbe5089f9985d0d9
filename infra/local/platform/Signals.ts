/**
 * Tells the services of one platform that there is something to fetch, so that pollers need not poll. A signal carries no data and may be
 * spurious; a listener always reads the state behind it. Topics: `dynamodb:<streamArn>`, `sqs:<queueArn>`.
 */
export class Signals {
  readonly #listeners = new Map<string, Set<() => void>>();

  /** Calls every listener of the topic, each in a microtask of its own, so that a listener never runs inside the emitter's transaction. */
  emit(topic: string): void {
    for (const listener of this.#listeners.get(topic) ?? []) queueMicrotask(listener);
  }

  /** The returned function ends the subscription. */
  on(topic: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(topic);
    };
  }
}
