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
