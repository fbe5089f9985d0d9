import { print } from 'graphql';
import {
  AcknowledgeDeliveryDocument,
  CancelMessageDocument,
  DeliveriesDocument,
  InboxDocument,
  OnMyDeliveriesDocument,
  PublishDocument,
  type PublishInput,
} from '../../client/generated/operations.ts';
import type { SeenEvent } from '../start/demo/DemoContext.ts';
import { expect } from '../start/demo/expect.ts';
import { refusalOf } from '../start/demo/refusals.ts';
import { ask } from './ask.ts';
import type { SmokeContext } from './SmokeContext.ts';

export async function subscribe({ people, watch }: SmokeContext): Promise<void> {
  await people.actor('user').subscribe(print(OnMyDeliveriesDocument), {}, (data) => {
    const { onMyDeliveries: report } = data as { onMyDeliveries: { messageId: string; events: SeenEvent[] } };
    watch.take(report.messageId, report.events);
  });
}

export async function publishTwice(context: SmokeContext): Promise<void> {
  const input = inputOf(context, 'first');
  const publisher = context.people.actor('publisher');
  const { publish } = await ask(publisher, PublishDocument, { input });
  const { publish: again } = await ask(publisher, PublishDocument, { input });
  expect(again.replayed && again.message.id === publish.message.id, 'the second call made another message');
  context.messageId = publish.message.id;
  context.progress.note(`message ${context.messageId}, replayed`);
}

/** Waits until each delivery has an answer of its push service: accepted, or that nobody has the token. */
export async function watchAnswers({ devices, messageId, milliseconds, watch }: SmokeContext): Promise<void> {
  const isAnswered = (states: readonly SeenEvent[]) =>
    states.some(({ status }) => status === 'PROVIDER_ACCEPTED' || status === 'FAILED');
  await Promise.all(
    devices.map(async (deviceId) => {
      const states = await watch.until(messageId, deviceId, isAnswered, 'to an answer', milliseconds);
      const failure = states.find(({ status }) => status === 'FAILED');
      const isAnswer = failure === undefined || failure.reason === 'INVALID_TOKEN';
      expect(isAnswer, `${deviceId} failed with ${failure?.reason}`);
    }),
  );
}

export async function readInbox({ devices, messageId, people }: SmokeContext): Promise<void> {
  const user = people.actor('user');
  const { deliveries } = await ask(people.actor('publisher'), DeliveriesDocument, { messageId });
  expect(deliveries.nodes.length === devices.length, `the ledger has ${deliveries.nodes.length} deliveries`);
  const { inbox } = await ask(user, InboxDocument, {});
  const item = inbox.nodes.find(({ delivery }) => delivery.messageId === messageId);
  expect(item !== undefined, 'the inbox lacks the message');
  expect(item.unread, 'the message is read already');
  await ask(user, AcknowledgeDeliveryDocument, { input: { deliveryId: item.delivery.id, status: 'OPENED' } });
  const { inbox: then } = await ask(user, InboxDocument, {});
  const opened = then.nodes.find(({ delivery }) => delivery.id === item.delivery.id);
  expect(opened?.unread === false, 'it is unread after it was opened');
}

export async function cancelScheduled(context: SmokeContext): Promise<void> {
  const publisher = context.people.actor('publisher');
  const scheduledAt = new Date(Date.now() + AN_HOUR).toISOString();
  const { publish } = await ask(publisher, PublishDocument, { input: { ...inputOf(context, 'later'), scheduledAt } });
  expect(publish.message.status === 'SCHEDULED', `it is ${publish.message.status}`);
  const { cancelMessage } = await ask(publisher, CancelMessageDocument, { input: { messageId: publish.message.id } });
  expect(cancelMessage.message.status === 'CANCELLED', `it is ${cancelMessage.message.status} after it was cancelled`);
}

export async function refusals(context: SmokeContext): Promise<void> {
  const input = inputOf(context, 'refused');
  const nobody = { ...input, audience: { userIds: [] } };
  const wrong = await refusalOf(ask(context.people.actor('publisher'), PublishDocument, { input: nobody }));
  expect(wrong.errorType === 'InvalidInput', `no recipients: ${wrong.message}`);
  const other = await refusalOf(ask(context.people.actor('user'), PublishDocument, { input }));
  expect(other.errorType === 'Unauthorized', `not a publisher: ${other.message}`);
  context.progress.note(wrong.message);
}

function inputOf({ run, userId }: SmokeContext, key: string): PublishInput {
  return {
    idempotencyKey: `smoke-${run}-${key}`,
    audience: { userIds: [userId] },
    content: { title: 'Smoke test', body: 'Nobody is to see this.' },
    options: { timeToLive: 3600 },
    reporting: 'PER_DELIVERY',
  };
}

const AN_HOUR = 3_600_000;
