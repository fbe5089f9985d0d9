import type { ConsoleState } from '../ConsoleState.ts';
import { element } from './element.ts';
import { healthRow } from './healthRow.ts';
import { OutboxTable } from './OutboxTable.ts';
import { type OutboxEntry, readOutbox } from './outbox.ts';
import { Phones } from './Phones.ts';
import { hasProduct, product } from './product.ts';
import { tabs, valueTable } from './tabs.ts';

/** Milliseconds between reads of the outbox and the meter, while the page is visible. */
const LOOK = 1000;
/** Entries of the outbox that the page takes at a time. */
const MOST = 200;

const state = JSON.parse(document.getElementById('state')?.textContent ?? '{}') as ConsoleState;

const notice = element('p', { class: 'notice', role: 'alert', hidden: true });
function report(error: unknown): void {
  notice.textContent = error instanceof Error ? error.message : String(error);
  notice.hidden = false;
}
notice.addEventListener('click', () => {
  notice.hidden = true;
});

const outbox = new OutboxTable();
const meter = element('div');
const shown = hasProduct(state.api) ? product(state.api, state, report) : undefined;
const phones = shown?.phones ?? new Phones({ failed: report, opened: () => {} });

document.body.append(
  element(
    'header',
    { class: 'top' },
    element('img', { src: '/_local/console/icon.svg', alt: '', width: '28', height: '28' }),
    element('h1', {}, state.stacks.join(', ') || 'Local cloud'),
    element('span', { class: 'quiet' }, 'running on this machine'),
  ),
  notice,
  ...(shown === undefined ? [] : [healthRow()]),
  element(
    'main',
    { class: shown === undefined ? 'plain' : 'whole' },
    ...(shown === undefined ? [] : [shown.left, shown.middle]),
    tabs({
      Outbox: outbox.element,
      'Endpoints and outputs': element(
        'div',
        {},
        element('h3', {}, 'Endpoints'),
        valueTable(state.endpoints),
        ...Object.entries(state.outputs).flatMap(([stack, values]) => [
          element('h3', {}, `Outputs of ${stack}`),
          valueTable(values),
        ]),
        element('h3', {}, 'Demo users with a password alone'),
        valueTable(
          Object.fromEntries(
            state.users.map(({ username, password, groups }) => [
              username,
              groups.length === 0 ? password : `${password}   (${groups.join(', ')})`,
            ]),
          ),
        ),
      ),
      'What AWS would bill': meter,
    }),
  ),
);

let newest = '';
async function lookAtOutbox(): Promise<void> {
  const entries = await readOutbox(MOST);
  const known = entries.findIndex(({ id }) => id === newest);
  const news: readonly OutboxEntry[] = known < 0 ? entries : entries.slice(0, known);
  newest = entries[0]?.id ?? '';
  for (const entry of news.toReversed()) {
    outbox.arrived(entry);
    if (entry.kind === 'push') phones.arrived(entry);
  }
  if (news.length > 0) phones.readScripts();
}

async function lookAtMeter(): Promise<void> {
  const units = (await (await fetch('/_local/meter')).json()) as Readonly<Record<string, number>>;
  meter.replaceChildren(
    element('p', { class: 'quiet' }, 'Units since the start, as AWS counts them.'),
    valueTable(Object.fromEntries(Object.entries(units).map(([unit, amount]) => [unit, amount.toLocaleString('en')]))),
  );
}

async function look(): Promise<void> {
  try {
    if (!document.hidden) await Promise.all([lookAtOutbox(), lookAtMeter()]);
  } catch {
    report(new Error('The local cloud does not answer. Is it still running?'));
  }
  setTimeout(() => void look(), LOOK);
}
void look();
