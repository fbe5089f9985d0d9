import type { MessageFieldsFragment } from '../../../../client/generated/operations.ts';
import type { DeliveryEvent } from '../../../../client/liveDeliveries.ts';
import type { Progress } from '../../../../client/Progress.ts';
import { clockTime, element } from './element.ts';

/** Cards that are kept on the page. */
const KEPT = 20;

/** The messages, newest first, each with its deliveries and their history. */
export class Messages {
  readonly element = element('div', { class: 'messages', 'aria-live': 'polite' });
  readonly #cards = new Map<string, MessageCard>();
  readonly #nameOf: (deviceId: string) => string;

  constructor(nameOf: (deviceId: string) => string) {
    this.#nameOf = nameOf;
    this.element.append(element('p', { class: 'nothing' }, 'Nothing has been published yet.'));
  }

  has(messageId: string): boolean {
    return this.#cards.has(messageId);
  }

  /** Adds a card. Returns a signal that aborts when a newer card takes its place. */
  add(message: MessageFieldsFragment): AbortSignal {
    const card = new MessageCard(message, this.#nameOf);
    this.#cards.set(message.id, card);
    this.element.querySelector('.nothing')?.remove();
    // Ids are ULIDs, which sort by time.
    const cards = [...this.#cards].sort(([a], [b]) => (a < b ? 1 : -1));
    for (const [id, { gone }] of cards.splice(KEPT)) {
      this.#cards.delete(id);
      gone.abort();
    }
    this.element.replaceChildren(...cards.map(([, { element: shown }]) => shown));
    return card.gone.signal;
  }

  /** Takes the next event of a message. Events come in order. */
  take(event: DeliveryEvent, messageId: string): void {
    this.#cards.get(messageId)?.take(event);
  }

  progress(progress: Progress, messageId: string): void {
    this.#cards.get(messageId)?.progress(progress);
  }

  renamed(): void {
    for (const card of this.#cards.values()) card.render();
  }
}

class MessageCard {
  readonly element: HTMLElement;
  readonly gone = new AbortController();
  readonly #events: DeliveryEvent[] = [];
  #shown = 0;
  readonly #rows = element('tbody');
  readonly #progress = element('p', { class: 'progress', hidden: true });
  readonly #begun: number;
  readonly #nameOf: (deviceId: string) => string;

  constructor(message: MessageFieldsFragment, nameOf: (deviceId: string) => string) {
    this.#nameOf = nameOf;
    this.#begun = Date.parse(message.createdAt);
    this.element = element(
      'article',
      { class: 'message', 'data-message': message.id },
      element(
        'header',
        {},
        element('strong', {}, message.title ?? '(background)'),
        element('time', {}, clockTime(message.createdAt)),
      ),
      element('p', {}, message.body ?? ''),
      element('table', {}, this.#rows),
      this.#progress,
      element('footer', { class: 'quiet' }, element('code', {}, message.id)),
    );
  }

  take(event: DeliveryEvent): void {
    this.#events.push(event);
    this.render();
  }

  progress({ counts }: Progress): void {
    const { platforms, subscribers, countedUpTo: _, ...deliveries } = counts;
    const named = [
      ...Object.entries(deliveries),
      ...platforms.flatMap(({ platform, ...answers }) =>
        Object.entries(answers).map(([name, count]) => [`${platform} ${name}`, count] as const),
      ),
      ...Object.entries(subscribers ?? {}).map(([name, count]) => [`subscribers ${name}`, count] as const),
    ];
    const parts = named.filter(([, count]) => count > 0);
    this.#progress.hidden = parts.length === 0;
    this.#progress.textContent = parts.map(([name, count]) => `${name} ${count}`).join(' · ');
  }

  render(): void {
    const byDevice = Map.groupBy(this.#events, ({ deviceId }) => deviceId);
    this.#rows.replaceChildren(
      ...[...byDevice].map(([deviceId, own]) =>
        element(
          'tr',
          { 'data-device': deviceId },
          element('th', { scope: 'row' }, this.#nameOf(deviceId)),
          element('td', {}, element('ol', { class: 'timeline' }, ...own.map((event) => this.#chip(event)))),
        ),
      ),
    );
    this.#shown = this.#events.at(-1)?.sequence ?? 0;
  }

  #chip({ sequence, status, reason, at }: DeliveryEvent): HTMLElement {
    const milliseconds = Math.max(0, Date.parse(at) - this.#begun);
    return element(
      'li',
      {
        class: `chip ${status.toLowerCase()}${sequence > this.#shown ? ' new' : ''}`,
        title: `event ${sequence} · ${clockTime(at, true)} · ${milliseconds} ms after it was accepted`,
      },
      element('span', { class: 'state' }, status),
      ...(reason === null || reason === undefined ? [] : [element('span', { class: 'reason' }, reason)]),
      element('span', { class: 'sequence' }, `#${sequence}`),
    );
  }
}
