import { element } from './element.ts';

/** Panels, one of which is visible. */
export function tabs(panels: Readonly<Record<string, HTMLElement>>): HTMLElement {
  const shown = Object.values(panels).map((panel) => element('div', { role: 'tabpanel' }, panel));
  const buttons = Object.keys(panels).map((name, index) => {
    const button = element('button', { type: 'button', role: 'tab' }, name);
    button.addEventListener('click', () => choose(index));
    return button;
  });
  const choose = (chosen: number) => {
    for (const [index, panel] of shown.entries()) {
      panel.hidden = index !== chosen;
      buttons[index]?.setAttribute('aria-selected', String(index === chosen));
    }
  };
  choose(0);
  return element(
    'section',
    { class: 'tabs' },
    element('div', { role: 'tablist', class: 'tablist' }, ...buttons),
    ...shown,
  );
}

/** A table of names and values. */
export function valueTable(values: Readonly<Record<string, string>>): HTMLElement {
  return element(
    'table',
    { class: 'values' },
    element(
      'tbody',
      {},
      ...Object.entries(values).map(([name, value]) =>
        element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, element('code', {}, value))),
      ),
    ),
  );
}
