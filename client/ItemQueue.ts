/** The items between a feed that gives them and the `next` calls that wait for them. */
export class ItemQueue<Item> {
  readonly #items: Item[] = [];
  readonly #waiting: PromiseWithResolvers<IteratorResult<Item>>[] = [];
  #failure: { readonly error: unknown } | undefined;
  #ended = false;

  next(): Promise<IteratorResult<Item>> {
    const wanted = Promise.withResolvers<IteratorResult<Item>>();
    this.#waiting.push(wanted);
    this.#settle();
    return wanted.promise;
  }

  give(items: readonly Item[]): void {
    this.#items.push(...items);
    this.#settle();
  }

  /** What was given before the end is still handed out, then the failure once. */
  end(failure?: { readonly error: unknown }): void {
    this.#ended = true;
    this.#failure = failure;
    this.#settle();
  }

  clear(): void {
    this.#items.length = 0;
  }

  /** Settles the waiting `next` calls: with the items in order, then once with the failure, then with the end. */
  #settle(): void {
    while (this.#waiting.length > 0) {
      if (this.#items.length > 0) {
        this.#waiting.shift()?.resolve({ done: false, value: this.#items.shift() as Item });
      } else if (this.#failure !== undefined) {
        this.#waiting.shift()?.reject(this.#failure.error);
        this.#failure = undefined;
      } else if (this.#ended) {
        this.#waiting.shift()?.resolve({ done: true, value: undefined });
      } else {
        return;
      }
    }
  }
}
