import { randomUUID } from 'node:crypto';
import { graphqlData, type Identity } from './graphql.ts';
import type { HeliographOutputs } from './Runtime.ts';
import type { SignedIn } from './signIn.ts';

export async function registerDevice(
  outputs: HeliographOutputs,
  user: SignedIn,
  deviceId: string,
  address: object,
): Promise<void> {
  const mutation = 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { device { id } } }';
  await graphqlData(outputs, user.accessToken, mutation, { input: { deviceId, address } });
}

export async function unregisterDevice(
  outputs: HeliographOutputs,
  user: SignedIn,
  deviceId: string,
): Promise<{ readonly unregistered: boolean }> {
  const mutation = 'mutation ($input: UnregisterDeviceInput!) { unregisterDevice(input: $input) { unregistered } }';
  const input = { deviceId };
  const data = await graphqlData<{ unregisterDevice: { unregistered: boolean } }>(outputs, user.accessToken, mutation, {
    input,
  });
  return data.unregisterDevice;
}

/** Creates a topic, open unless `access` says otherwise, and returns its id. */
export async function createTopic(
  outputs: HeliographOutputs,
  admin: SignedIn,
  name: string,
  type: 'STANDARD' | 'FIFO' = 'STANDARD',
  access: object = { access: 'OPEN' },
): Promise<string> {
  const mutation = 'mutation ($input: CreateTopicInput!) { createTopic(input: $input) { topic { id } } }';
  const input = { idempotencyKey: randomUUID(), name, type, ...access };
  const data = await graphqlData<{ createTopic: { topic: { id: string } } }>(outputs, admin.accessToken, mutation, {
    input,
  });
  return data.createTopic.topic.id;
}

export async function subscribeToTopic(
  outputs: HeliographOutputs,
  user: SignedIn,
  topicId: string,
  filterPolicy?: object,
): Promise<void> {
  const mutation =
    'mutation ($input: SubscribeToTopicInput!) { subscribeToTopic(input: $input) { subscription { topicId } } }';
  const input = { topicId, ...(filterPolicy ? { filterPolicy: JSON.stringify(filterPolicy) } : {}) };
  await graphqlData(outputs, user.accessToken, mutation, { input });
}

export const publishMutation =
  'mutation ($input: PublishInput!) { publish(input: $input) { replayed message { id status } } }';

export interface Published {
  readonly id: string;
  readonly status: string;
}

/** Publishes a title to an audience under a key of its own. */
export async function publishTo(
  outputs: HeliographOutputs,
  identity: Identity,
  audience: object,
  title: string,
): Promise<Published> {
  const input = { idempotencyKey: randomUUID(), audience, content: { title }, reporting: 'PER_DELIVERY' };
  const data = await graphqlData<{ publish: { message: Published } }>(outputs, identity, publishMutation, { input });
  return data.publish.message;
}
