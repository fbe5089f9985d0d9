import type { PushPlatform } from '../../schema/generated/types.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { Clock } from '../rules/Clock.ts';
import type { DeviceRow, EndpointIntent } from '../rules/devices/DeviceRow.ts';
import { tokenHash as hashOf } from '../rules/devices/tokenHash.ts';
import { Failure } from '../rules/Failure.ts';
import type { ReleaseStore } from './DeviceStore.ts';
import type { PushEndpoints } from './PushEndpoints.ts';
import { withEndpoint } from './withEndpoint.ts';

export interface Ports {
  readonly clock: Clock;
  readonly store: ReleaseStore;
  readonly endpoints: PushEndpoints;
}

/** Attempts while registrations of the token come in between. */
const ROUNDS = 8;
const INTENT_SECONDS = 3600;

/** Releases a device whose row is gone: unregistered, taken over by another user, or expired. */
export async function releaseDevice(ports: Ports, device: DeviceRow): Promise<void> {
  await ports.store.forget(device);
  await releaseEndpoint(ports, device);
}

/** Deletes the endpoint that an unfinished registration may have created. */
export async function releaseIntent(ports: Ports, intent: EndpointIntent): Promise<void> {
  const { platform, token, tokenHash } = intent;
  const endpointArn = await endpointOf(ports, platform, token);
  if (endpointArn !== null) await releaseEndpoint(ports, { platform, tokenHash, endpointArn });
}

/** Only SNS can name a token's endpoint, and only when asked to create it. Returns null for a token that it refuses. */
async function endpointOf({ endpoints }: Ports, platform: PushPlatform, token: string): Promise<string | null> {
  try {
    return await endpoints.create(platform, token);
  } catch (error) {
    if (error instanceof ApplicationError) return null;
    throw error;
  }
}

/**
 * Deletes an endpoint that a device had, unless the holder of its token still has it.
 * A registration may find the endpoint at this moment. Its device then gets a new endpoint, here or by itself.
 */
export async function releaseEndpoint(
  { clock, store, endpoints }: Ports,
  { endpointArn, platform, tokenHash }: Pick<DeviceRow, 'endpointArn' | 'platform' | 'tokenHash'>,
): Promise<void> {
  const state = await endpoints.read(endpointArn);
  if (state !== null) {
    const holder = await store.holderOf(platform, hashOf(state.token));
    if (holder?.endpointArn === endpointArn) return;
    await endpoints.delete(endpointArn);
  }
  for (let round = 1; round <= ROUNDS; round += 1) {
    const holder = await store.holderOf(platform, tokenHash);
    if (holder?.endpointArn !== endpointArn) return;
    const ttl = Math.floor(clock.now() / 1000) + INTENT_SECONDS;
    await store.intend({ platform, token: holder.token, tokenHash, ttl });
    const fresh = withEndpoint(holder, await endpoints.create(platform, holder.token));
    if (await store.refresh(fresh, holder)) return;
  }
  throw new Failure('The device kept changing while its endpoint was replaced.');
}
