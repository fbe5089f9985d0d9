import { element } from './element.ts';
import type { Person } from './Person.ts';

export interface Wanted {
  readonly publisher: Person;
  readonly recipients: readonly Person[];
  readonly title: string;
  readonly body: string;
  readonly background: boolean;
}

/** The form that publishes as a demo publisher to demo users. */
export function publishForm(
  publishers: readonly Person[],
  recipients: readonly Person[],
  publish: (wanted: Wanted) => Promise<void>,
): HTMLFormElement {
  const publisher = element(
    'select',
    { name: 'publisher' },
    ...publishers.map(({ username }) => element('option', {}, username)),
  );
  const boxes = recipients.map((person) => ({
    person,
    box: element('input', { type: 'checkbox', name: person.username, checked: true }),
  }));
  const title = element('input', { name: 'title', required: true, maxlength: '256', value: 'Your order has shipped' });
  const body = element('textarea', { name: 'body', rows: '2', maxlength: '2000' }, 'Tap to see where it is.');
  const background = element('input', { type: 'checkbox', name: 'background' });
  const button = element('button', { type: 'submit', class: 'primary' }, 'Publish');
  const said = element('output', { class: 'said' });
  const form = element(
    'form',
    { class: 'publish' },
    element('label', {}, element('span', {}, 'From'), publisher),
    element(
      'fieldset',
      {},
      element('legend', {}, 'To every device of'),
      ...boxes.map(({ person, box }) => element('label', { class: 'check' }, box, person.username)),
    ),
    element('label', { class: 'wide' }, element('span', {}, 'Title'), title),
    element('label', { class: 'wide' }, element('span', {}, 'Text'), body),
    element('label', { class: 'check' }, background, 'background: wake the app, show nothing'),
    element('div', { class: 'act' }, said, button),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const from = publishers[publisher.selectedIndex];
    const to = boxes.filter(({ box }) => box.checked).map(({ person }) => person);
    if (from === undefined) return;
    if (to.length === 0) {
      said.textContent = 'Choose who it is for.';
      return;
    }
    button.disabled = true;
    said.textContent = '';
    publish({
      publisher: from,
      recipients: to,
      title: title.value,
      body: body.value,
      background: background.checked,
    })
      .catch((error: unknown) => {
        said.textContent = error instanceof Error ? error.message : String(error);
      })
      .finally(() => {
        button.disabled = false;
      });
  });
  return form;
}
