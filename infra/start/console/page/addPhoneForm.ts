import { element } from './element.ts';
import type { Person } from './Person.ts';

/** Push platforms that a phone of this page may have. */
export type PhonePlatform = 'APNS' | 'FCM';

/** The form that adds a phone: its owner and its platform. */
export function addPhoneForm(
  owners: readonly Person[],
  add: (owner: Person, platform: PhonePlatform) => Promise<void>,
): HTMLElement {
  const owner = element(
    'select',
    { 'aria-label': 'Whose phone' },
    ...owners.map(({ username }) => element('option', {}, username)),
  );
  const button = (platform: PhonePlatform, text: string) => {
    const made = element('button', { type: 'button' }, text);
    made.addEventListener('click', () => {
      const person = owners[owner.selectedIndex];
      if (person === undefined) return;
      made.disabled = true;
      void add(person, platform).finally(() => {
        made.disabled = false;
      });
    });
    return made;
  };
  return element('div', { class: 'add' }, owner, button('APNS', 'Add iPhone'), button('FCM', 'Add Android'));
}
