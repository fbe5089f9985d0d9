import type { DeliveryEventFieldsFragment, MessageFieldsFragment } from '../../../../client/generated/operations.ts';
import { clockTime, element } from './element.ts';

export type DeliveryEvent = Pick<
  DeliveryEventFieldsFragment,
  'sequence' | 'deviceId' | 'platform' | 'status' | 'reason' | 'at'
>;

/** Cards that are kept on the page. */
const KEPT = 20;

/** The messages, newest first, each with its deliveries and everything that happened to them. */
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

  add(message: MessageFieldsFragment): void {
    if (this.#cards.has(message.id)) return;
    const card = new MessageCard(message, this.#nameOf);
    this.#cards.set(message.id, card);
    this.element.querySelector('.nothing')?.remove();
    // Ids are ULIDs: they sort by time.
    const cards = [...this.#cards].sort(([a], [b]) => (a < b ? 1 : -1));
    for (const [id] of cards.splice(KEPT)) this.#cards.delete(id);
    this.element.replaceChildren(...cards.map(([, { element: shown }]) => shown));
  }

  /** Takes events in any order, any number of times. */
  take(messageId: string, events: readonly DeliveryEvent[]): void {
    this.#cards.get(messageId)?.take(events);
  }

  /** The last event up to which none is missing. */
  lastSequence(messageId: string): number {
    return this.#cards.get(messageId)?.lastSequence() ?? 0;
  }

  progress(messageId: string, counts: Readonly<Record<string, number>>): void {
    this.#cards.get(messageId)?.progress(counts);
  }

  renamed(): void {
    for (const card of this.#cards.values()) card.render();
  }
}

class MessageCard {
  readonly element: HTMLElement;
  readonly #events = new Map<number, DeliveryEvent>();
  readonly #shown = new Set<number>();
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

  take(events: readonly DeliveryEvent[]): void {
    for (const event of events) this.#events.set(event.sequence, event);
    this.render();
  }

  lastSequence(): number {
    let last = 0;
    while (this.#events.has(last + 1)) last += 1;
    return last;
  }

  progress(counts: Readonly<Record<string, number>>): void {
    const parts = Object.entries(counts).filter(([, count]) => count > 0);
    this.#progress.hidden = parts.length === 0;
    this.#progress.textContent = parts.map(([name, count]) => `${name} ${count}`).join(' · ');
  }

  render(): void {
    const events = [...this.#events.values()].sort((a, b) => a.sequence - b.sequence);
    const byDevice = Map.groupBy(events, ({ deviceId }) => deviceId);
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
    for (const sequence of this.#events.keys()) this.#shown.add(sequence);
  }

  #chip({ sequence, status, reason, at }: DeliveryEvent): HTMLElement {
    const milliseconds = Math.max(0, Date.parse(at) - this.#begun);
    return element(
      'li',
      {
        class: `chip ${status.toLowerCase()}${this.#shown.has(sequence) ? '' : ' new'}`,
        title: `event ${sequence} · ${clockTime(at, true)} · ${milliseconds} ms after it was accepted`,
      },
      element('span', { class: 'state' }, status),
      ...(reason === null || reason === undefined ? [] : [element('span', { class: 'reason' }, reason)]),
      element('span', { class: 'sequence' }, `#${sequence}`),
    );
  }
}
