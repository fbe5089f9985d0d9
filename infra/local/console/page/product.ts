import {
  AcknowledgeDeliveryDocument,
  DeliveryEventsDocument,
  type DeliveryReportFieldsFragment,
  DevicesDocument,
  type MessageFieldsFragment,
  MessagesDocument,
  OnDeliveryReportDocument,
  OnMyDeliveriesDocument,
  OnMyDevicesDocument,
  PublishDocument,
  RegisterDeviceDocument,
} from '../../../../client/generated/operations.ts';
import type { ConsoleApi, ConsoleState } from '../ConsoleState.ts';
import { element } from './element.ts';
import { LiveConnection } from './LiveConnection.ts';
import { type DeliveryEvent, Messages } from './Messages.ts';
import { deviceOf } from './outbox.ts';
import { Person } from './Person.ts';
import { type KnownDevice, Phones } from './Phones.ts';
import { publishForm, type Wanted } from './PublishForm.ts';

/** The fields without which there is nothing of the product to show. */
const needed = [
  'Query.devices',
  'Query.messages',
  'Query.deliveryEvents',
  'Mutation.registerDevice',
  'Mutation.publish',
  'Mutation.acknowledgeDelivery',
  'Subscription.onDeliveryReport',
  'Subscription.onMyDeliveries',
  'Subscription.onMyDevices',
];

/** Whether the API is one that this part of the console can drive. */
export function hasProduct(api: ConsoleApi | undefined): api is ConsoleApi {
  return api !== undefined && needed.every((field) => api.fields.includes(field));
}

export interface Product {
  readonly phones: Phones;
  readonly left: HTMLElement;
  readonly middle: HTMLElement;
}

/** Phones, the publish form and the messages, live. `report` tells the person of what went wrong. */
export function product(api: ConsoleApi, state: ConsoleState, report: (error: unknown) => void): Product {
  const people = state.users.map((user) => new Person(api, user));
  const publishers = people.filter(({ groups }) => groups.includes('publishers'));
  const owners = people.filter(({ groups }) => groups.length === 0);
  const devices = new Map<string, KnownDevice>();
  const messages = new Messages((deviceId) => devices.get(deviceId)?.name ?? deviceId);
  const connected = element('span', { class: 'connection' }, 'connecting');
  const phones = new Phones({
    failed: report,
    opened(deliveryId) {
      const owner = devices.get(deviceOf(deliveryId))?.owner;
      const person = people.find(({ username }) => username === owner);
      if (person === undefined) report(new Error('That phone belongs to nobody who is signed in here.'));
      else person.ask(AcknowledgeDeliveryDocument, { input: { deliveryId, status: 'OPENED' } }).catch(report);
    },
  });

  async function readDevices(owner: Person): Promise<void> {
    const { devices: page } = await owner.ask(DevicesDocument, { first: 100 });
    const own = page.nodes.map((device): KnownDevice => {
      const token = device.id.startsWith(OURS) ? tokenOf(device.id, device.platform) : undefined;
      return {
        id: device.id,
        name: device.name ?? device.id,
        owner: owner.username,
        platform: device.platform,
        status: device.status,
        ...(token === undefined ? {} : { token }),
      };
    });
    for (const device of own) devices.set(device.id, device);
    phones.known(own);
    messages.renamed();
  }

  async function addPhone(owner: Person, platform: 'APNS' | 'FCM'): Promise<void> {
    const deviceId = `${OURS}${crypto.randomUUID().slice(0, 8)}`;
    const token = tokenOf(deviceId, platform);
    const name = `${owner.username}’s ${platform === 'APNS' ? 'iPhone' : 'Android'}`;
    await owner.ask(RegisterDeviceDocument, {
      input: { deviceId, name, locale: 'en', address: platform === 'APNS' ? { apns: { token } } : { fcm: { token } } },
    });
    await readDevices(owner);
  }

  async function publish({ publisher, recipients, title, body, background }: Wanted): Promise<void> {
    const { publish: answer } = await publisher.ask(PublishDocument, {
      input: {
        idempotencyKey: crypto.randomUUID(),
        audience: { userIds: await Promise.all(recipients.map((person) => person.subject())) },
        content: background ? { data: JSON.stringify({ title }) } : { title, body },
        options: { pushType: background ? 'BACKGROUND' : 'ALERT' },
      },
    });
    follow(publisher, answer.message);
  }

  const connections = new Map<Person, LiveConnection>();
  const live = new Set<Person>();
  function connectionOf(person: Person): LiveConnection {
    const known = connections.get(person);
    if (known !== undefined) return known;
    const connection = new LiveConnection(api.path, person, (isLive) => {
      if (isLive) live.add(person);
      else live.delete(person);
      const all = live.size === connections.size;
      connected.textContent = all ? 'live' : 'connecting';
      connected.classList.toggle('live', all);
    });
    connections.set(person, connection);
    return connection;
  }

  /** The subscription first, then what happened before it stood, or while it was down: together they leave no gap. */
  function follow(publisher: Person, message: MessageFieldsFragment): void {
    if (messages.has(message.id)) return;
    messages.add(message);
    connectionOf(publisher).subscribe(
      OnDeliveryReportDocument,
      { messageId: message.id },
      {
        started: () => {
          catchUp(publisher, message.id).catch(report);
        },
        next: ({ onDeliveryReport: news }: { readonly onDeliveryReport?: DeliveryReportFieldsFragment | null }) => {
          if (news === null || news === undefined) return;
          if (news.progress) messages.progress(message.id, countsOf(news.progress));
          messages.take(message.id, news.events);
        },
      },
    );
  }

  async function catchUp(publisher: Person, messageId: string): Promise<void> {
    for (;;) {
      const { deliveryEvents: page }: { deliveryEvents: { events: readonly DeliveryEvent[]; hasNextPage: boolean } } =
        await publisher.ask(DeliveryEventsDocument, { messageId, after: messages.lastSequence(messageId), first: 500 });
      messages.take(messageId, page.events);
      if (!page.hasNextPage) return;
    }
  }

  async function readMessages(publisher: Person): Promise<void> {
    const { messages: page } = await publisher.ask(MessagesDocument, { first: 10 });
    for (const message of page.nodes.toReversed()) follow(publisher, message);
  }

  /** Messages are followed whoever published them here: the demo, for one. */
  const unknown = async (messageId: string) => {
    if (messages.has(messageId)) return;
    await Promise.all(publishers.map(readMessages));
  };
  for (const owner of owners) {
    const refresh = () => void readDevices(owner).catch(report);
    const connection = connectionOf(owner);
    connection.subscribe(OnMyDevicesDocument, {}, { started: refresh, next: refresh });
    connection.subscribe(
      OnMyDeliveriesDocument,
      {},
      {
        started: () => {},
        next: ({ onMyDeliveries: news }: { readonly onMyDeliveries?: DeliveryReportFieldsFragment | null }) => {
          if (news) unknown(news.messageId).catch(report);
        },
      },
    );
  }
  for (const publisher of publishers) void readMessages(publisher).catch(report);

  return {
    phones,
    left: element(
      'section',
      { class: 'left' },
      element('h2', {}, 'Phones'),
      phones.element,
      element('p', { class: 'quiet none' }, 'No phones yet. Add one:'),
      addPhoneForm(owners, (owner, platform) => addPhone(owner, platform).catch(report)),
    ),
    middle: element(
      'section',
      { class: 'middle' },
      element('h2', {}, 'Publish'),
      publishForm(publishers, owners, publish),
      element('h2', {}, 'Deliveries ', connected),
      messages.element,
    ),
  };
}

/** Ids of the devices that this page registers; the token follows from the id, so that it is known after a reload too. */
const OURS = 'console-';

function tokenOf(deviceId: string, platform: string): string {
  if (platform === 'FCM') return `fcm-${deviceId}`;
  return [...new TextEncoder().encode(deviceId)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .padEnd(64, '0');
}

function countsOf(progress: object): Record<string, number> {
  return Object.fromEntries(Object.entries(progress).filter(([, value]) => typeof value === 'number'));
}

function addPhoneForm(
  owners: readonly Person[],
  add: (owner: Person, platform: 'APNS' | 'FCM') => Promise<void>,
): HTMLElement {
  const owner = element(
    'select',
    { 'aria-label': 'Whose phone' },
    ...owners.map(({ username }) => element('option', {}, username)),
  );
  const buttons = (
    [
      ['APNS', 'Add iPhone'],
      ['FCM', 'Add Android'],
    ] as const
  ).map(([platform, text]) => {
    const button = element('button', { type: 'button' }, text);
    button.addEventListener('click', () => {
      const person = owners[owner.selectedIndex];
      if (person === undefined) return;
      button.disabled = true;
      void add(person, platform).finally(() => {
        button.disabled = false;
      });
    });
    return button;
  });
  return element('div', { class: 'add' }, owner, ...buttons);
}
