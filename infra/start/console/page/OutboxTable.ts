import { clockTime, element } from './element.ts';
import { notificationOf, type OutboxEntry } from './outbox.ts';

const kinds = ['all', 'push', 'sms', 'email'] as const;

/** What left the system, newest first, with filters. */
export class OutboxTable {
  readonly element: HTMLElement;
  readonly #rows = element('tbody');
  readonly #kind = element('select', { 'aria-label': 'Kind' }, ...kinds.map((kind) => element('option', {}, kind)));
  readonly #search = element('input', { type: 'search', placeholder: 'Filter', 'aria-label': 'Filter' });

  constructor() {
    for (const input of [this.#kind, this.#search]) input.addEventListener('input', () => this.#filter());
    const clear = element('button', { type: 'button' }, 'Empty');
    clear.addEventListener('click', () => {
      void fetch('/_local/outbox', { method: 'DELETE' }).then(() => this.#rows.replaceChildren());
    });
    this.element = element(
      'div',
      { class: 'outbox' },
      element('div', { class: 'tools' }, this.#kind, this.#search, clear),
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element('tr', {}, ...['Time', 'Kind', 'To', 'Answer', 'What'].map((name) => element('th', {}, name))),
        ),
        this.#rows,
      ),
    );
  }

  /** Takes the next entry. Entries come oldest first. */
  arrived(entry: OutboxEntry): void {
    const { title, body, silent } = notificationOf(entry);
    const summary = entry.kind === 'push' && silent ? 'background push' : [title, body].filter(Boolean).join(' — ');
    const details = typeof entry.body === 'string' ? entry.body : JSON.stringify(entry.body, null, 2);
    const row = element(
      'tr',
      { 'data-kind': entry.kind },
      element('td', {}, clockTime(entry.time)),
      element('td', {}, entry.platform ?? entry.kind),
      element('td', { class: 'destination', title: entry.destination }, entry.destination),
      element('td', {}, element('span', { class: `answer ${entry.outcome ?? ''}` }, entry.outcome ?? '')),
      element(
        'td',
        {},
        element('details', {}, element('summary', {}, summary || details.slice(0, 80)), element('pre', {}, details)),
      ),
    );
    this.#rows.prepend(row);
    this.#show(row);
  }

  #filter(): void {
    for (const row of this.#rows.rows) this.#show(row);
  }

  #show(row: HTMLTableRowElement): void {
    const kind = this.#kind.value;
    const wanted = this.#search.value.toLowerCase();
    const matches = kind === 'all' || row.dataset.kind === kind;
    row.hidden = !matches || !(row.textContent ?? '').toLowerCase().includes(wanted);
  }
}
