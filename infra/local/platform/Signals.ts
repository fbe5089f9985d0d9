/**
 * Tells pollers that there may be something to fetch: they read the state behind it.
 * Topics are `dynamodb:<streamArn>` and `sqs:<queueArn>`.
 */
export class Signals {
  readonly #listeners = new Map<string, Set<() => void>>();

  /**
   * Calls every listener of the topic in a microtask of its own, so that none runs inside the emitter's transaction.
   */
  emit(topic: string): void {
    for (const listener of this.#listeners.get(topic) ?? []) queueMicrotask(listener);
  }

  /** Adds a listener. The returned function removes it. */
  on(topic: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(topic);
    };
  }
}
