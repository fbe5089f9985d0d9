import {
  AcknowledgeDeliveryDocument,
  type MessageFieldsFragment,
  MessagesDocument,
  OnMyDeliveriesDocument,
  OnMyDevicesDocument,
  PublishDocument,
} from '../../../../client/generated/operations.ts';
import { liveDeliveries } from '../../../../client/liveDeliveries.ts';
import { liveProgress } from '../../../../client/liveProgress.ts';
import type { ConsoleApi, ConsoleState } from '../ConsoleState.ts';
import { addPhoneForm } from './addPhoneForm.ts';
import { readDevices, registerPhone } from './devices.ts';
import { element } from './element.ts';
import { Messages } from './Messages.ts';
import { deviceOf } from './outbox.ts';
import { Person } from './Person.ts';
import { type KnownDevice, Phones } from './Phones.ts';
import { publishForm, type Wanted } from './PublishForm.ts';

/** The fields that this part of the console needs. */
const needed = [
  'Query.devices',
  'Query.message',
  'Query.messages',
  'Query.deliveryEvents',
  'Mutation.registerDevice',
  'Mutation.publish',
  'Mutation.acknowledgeDelivery',
  'Subscription.onDeliveryReport',
  'Subscription.onMyDeliveries',
  'Subscription.onMyDevices',
];

/** Returns whether the API has the fields that this part of the console needs. */
export function hasProduct(api: ConsoleApi | undefined): api is ConsoleApi {
  return api !== undefined && needed.every((field) => api.fields.includes(field));
}

export interface Product {
  readonly phones: Phones;
  readonly left: HTMLElement;
  readonly middle: HTMLElement;
}

/** Shows phones, the publish form and the messages, live. `report` shows errors to the person. */
export function product(api: ConsoleApi, state: ConsoleState, report: (error: unknown) => void): Product {
  const connection = element('span', { class: 'connection' }, 'connecting');
  const notLive = new Set<Person>();
  const people = state.users.map(
    (user) =>
      new Person(api, user, (person, live) => {
        if (live) notLive.delete(person);
        else notLive.add(person);
        connection.textContent = notLive.size === 0 ? 'live' : 'connecting';
        connection.classList.toggle('live', notLive.size === 0);
      }),
  );
  const publishers = people.filter(({ groups }) => groups.includes('publishers'));
  const owners = people.filter(({ groups }) => groups.length === 0);
  const devices = new Map<string, KnownDevice>();
  const messages = new Messages((deviceId) => devices.get(deviceId)?.name ?? deviceId);
  const phones = new Phones({
    failed: report,
    opened(deliveryId) {
      const owner = devices.get(deviceOf(deliveryId))?.owner;
      const person = people.find(({ username }) => username === owner);
      if (person === undefined) report(new Error('That phone belongs to nobody who is signed in here.'));
      else person.request(AcknowledgeDeliveryDocument, { input: { deliveryId, status: 'OPENED' } }).catch(report);
    },
  });

  async function showDevices(owner: Person): Promise<void> {
    const own = await readDevices(owner);
    for (const device of own) devices.set(device.id, device);
    phones.known(own);
    messages.renamed();
  }

  async function addPhone(owner: Person, platform: 'APNS' | 'FCM'): Promise<void> {
    await registerPhone(owner, platform);
    await showDevices(owner);
  }

  async function publish({ publisher, recipients, title, body, background }: Wanted): Promise<void> {
    const { publish: answer } = await publisher.request(PublishDocument, {
      input: {
        idempotencyKey: crypto.randomUUID(),
        audience: { userIds: await Promise.all(recipients.map((person) => person.subject())) },
        content: background ? { data: JSON.stringify({ title }) } : { title, body },
        options: { pushType: background ? 'BACKGROUND' : 'ALERT' },
      },
    });
    follow(publisher, answer.message);
  }

  function follow(publisher: Person, message: MessageFieldsFragment): void {
    if (messages.has(message.id)) return;
    const options = { messageId: message.id, signal: messages.add(message) };
    each(liveDeliveries(publisher, options), (event) => messages.take(event, message.id)).catch(report);
    each(liveProgress(publisher, options), (progress) => messages.progress(progress, message.id)).catch(report);
  }

  async function showMessages(publisher: Person): Promise<void> {
    const { messages: page } = await publisher.request(MessagesDocument, { first: 10 });
    for (const message of page.nodes.toReversed()) follow(publisher, message);
  }

  for (const owner of owners) {
    const refresh = () => void showDevices(owner).catch(report);
    owner.subscribe(OnMyDevicesDocument, {}, { established: refresh, next: refresh, error: report });
    // Messages of others are followed too, such as the demo's.
    owner.subscribe(
      OnMyDeliveriesDocument,
      {},
      {
        established: () => {},
        next: ({ onMyDeliveries: news }) => {
          if (!news || messages.has(news.messageId)) return;
          for (const publisher of publishers) void showMessages(publisher).catch(report);
        },
        error: report,
      },
    );
  }
  for (const publisher of publishers) void showMessages(publisher).catch(report);

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
      element('h2', {}, 'Deliveries ', connection),
      messages.element,
    ),
  };
}

async function each<Item>(items: AsyncIterable<Item>, take: (item: Item) => void): Promise<void> {
  for await (const item of items) take(item);
}
