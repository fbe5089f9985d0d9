/** A queue that tests wait on. */
export class Mailbox<Item> {
  readonly #items: Item[] = [];
  readonly #takers: ((item: Item) => void)[] = [];

  put(item: Item): void {
    const taker = this.#takers.shift();
    if (taker === undefined) this.#items.push(item);
    else taker(item);
  }

  /** The next item, once there is one. */
  async take(): Promise<Item> {
    const item = this.#items.shift();
    return item ?? new Promise((resolve) => this.#takers.push(resolve));
  }

  async takeAll(count: number): Promise<Item[]> {
    const items: Item[] = [];
    while (items.length < count) items.push(await this.take());
    return items;
  }

  get waiting(): readonly Item[] {
    return this.#items;
  }
}
