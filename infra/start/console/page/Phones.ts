import { clockTime, element } from './element.ts';
import { deviceOf, type Notification, notificationOf, type OutboxEntry } from './outbox.ts';

/** The answers of a push service that can be scripted for a token: `PUT /_local/push/tokens/<token>`. */
const outcomes = [
  'accept',
  'unregistered',
  'expired-token',
  'invalid-token',
  'invalid-token-field',
  'throttle',
  'unavailable',
  'timeout',
  'invalid-payload',
  'invalid-payload-field',
  'invalid-credentials',
  'permission-denied',
  'sender-id-mismatch',
  'internal',
] as const;

/** A device that the API knows. */
export interface KnownDevice {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly platform: string;
  readonly status: string;
  readonly token?: string;
}

interface Handlers {
  /** The person taps a notification. */
  opened(deliveryId: string): void;
  failed(error: unknown): void;
}

/** Notifications that a phone keeps on its screen. */
const KEPT = 6;

/** The simulated phones: one for each device of the API and each token that a push went to. */
export class Phones {
  readonly element = element('div', { class: 'phones' });
  readonly #phones = new Map<string, Phone>();
  readonly #handlers: Handlers;

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
  }

  /** Shows a push that arrived. Entries come oldest first. */
  arrived(entry: OutboxEntry): void {
    const notification = notificationOf(entry);
    const id = notification.deliveryId === undefined ? entry.destination : deviceOf(notification.deliveryId);
    const phone = this.#phone(id, entry.platform ?? '');
    phone.token = entry.destination;
    if (entry.outcome === 'accept') phone.show(entry, notification);
  }

  /** Reads again how the push services answer: others may have scripted that too. */
  readScripts(): void {
    for (const phone of this.#phones.values()) void phone.readScript();
  }

  known(devices: readonly KnownDevice[]): void {
    for (const device of devices) this.#phone(device.id, device.platform).describe(device);
  }

  #phone(id: string, platform: string): Phone {
    const known = this.#phones.get(id);
    if (known !== undefined) return known;
    const phone = new Phone(id, platform, this.#handlers);
    this.#phones.set(id, phone);
    this.element.append(phone.element);
    return phone;
  }
}

class Phone {
  readonly element: HTMLElement;
  readonly #handlers: Handlers;
  readonly #name = element('strong');
  readonly #detail = element('span', { class: 'quiet' });
  readonly #screen = element('ol', { class: 'screen' });
  readonly #outcome: HTMLSelectElement;
  #token: string | undefined;

  constructor(id: string, platform: string, handlers: Handlers) {
    this.#handlers = handlers;
    this.#name.textContent = id.length > 24 ? `${id.slice(0, 24)}…` : id;
    this.#detail.textContent = platform;
    this.#screen.append(element('li', { class: 'nothing' }, 'Nothing has arrived yet.'));
    this.#outcome = element(
      'select',
      { 'aria-label': 'How the push service answers for this phone', disabled: true },
      ...outcomes.map((outcome) => element('option', {}, outcome)),
    );
    this.#outcome.addEventListener('change', () => this.#script());
    this.element = element(
      'article',
      { class: platform.startsWith('APNS') ? 'phone apple' : 'phone android', 'data-device': id },
      element('header', {}, this.#name, this.#detail),
      this.#screen,
      element('label', { class: 'script' }, element('span', {}, 'push service answers'), this.#outcome),
    );
  }

  set token(token: string) {
    if (this.#token === token) return;
    this.#token = token;
    this.#outcome.disabled = false;
    void this.readScript();
  }

  describe({ name, owner, platform, status, token }: KnownDevice): void {
    this.#name.textContent = name;
    this.#detail.textContent = `${owner} · ${platform}${status === 'ENABLED' ? '' : ` · ${status.toLowerCase()}`}`;
    this.element.classList.toggle('disabled', status !== 'ENABLED');
    if (token !== undefined) this.token = token;
  }

  show(entry: OutboxEntry, { title, body, deliveryId, silent }: Notification): void {
    const lines = silent
      ? [element('span', { class: 'quiet' }, 'background push: the app wakes, nothing shows')]
      : [element('strong', {}, title), element('span', {}, body)];
    const content = [
      element('span', { class: 'source' }, 'Your app', element('time', {}, clockTime(entry.time))),
      ...lines,
    ];
    const item = element('li', { class: 'notification' });
    if (deliveryId === undefined || silent) item.append(...content);
    else {
      const button = element('button', { type: 'button', title: 'Open it: the app tells Heliograph' }, ...content);
      button.addEventListener('click', () => this.#handlers.opened(deliveryId));
      item.append(button);
    }
    this.#screen.querySelector('.nothing')?.remove();
    this.#screen.prepend(item);
    while (this.#screen.children.length > KEPT) this.#screen.lastElementChild?.remove();
  }

  async readScript(): Promise<void> {
    if (this.#token === undefined) return;
    try {
      const { outcome } = (await (await fetch(tokenPath(this.#token))).json()) as { outcome: string };
      this.#outcome.value = outcome;
    } catch (error) {
      this.#handlers.failed(error);
    }
  }

  async #script(): Promise<void> {
    if (this.#token === undefined) return;
    try {
      const body = JSON.stringify({ outcome: this.#outcome.value });
      const response = await fetch(tokenPath(this.#token), { method: 'PUT', body });
      if (!response.ok) throw new Error(`Scripting the token answered ${response.status}.`);
    } catch (error) {
      this.#handlers.failed(error);
    }
  }
}

function tokenPath(token: string): string {
  return `/_local/push/tokens/${encodeURIComponent(token)}`;
}
