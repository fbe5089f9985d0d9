import type { RegistrationRows } from './DeviceStore.ts';
import { hasToken } from './hasToken.ts';
import type { EndpointState, PushEndpoints } from './PushEndpoints.ts';
import type { Ports, RegistrationRequest } from './registerDevice.ts';

export interface Endpoint {
  readonly arn: string;
  /** Found by its token, and not by a device that has it. */
  readonly found: boolean;
  /** It had been disabled. */
  readonly revived: boolean;
}

/** A registration that has not finished by this time counts as dead. */
const INTENT_SECONDS = 3600;

/**
 * Returns the token's endpoint, enabled and assigned to the user, or null if it went away meanwhile.
 * First deletes the endpoints that other users have on this device or token: a push in flight then finds none,
 * and none of those users' topic subscriptions reach the device.
 */
export async function endpointFor(
  ports: Ports,
  rows: RegistrationRows,
  request: RegistrationRequest,
): Promise<Endpoint | null> {
  const { formerDevice, tokenHolder } = rows;
  for (const other of [formerDevice, tokenHolder]) {
    if (other !== null && other.userId !== request.userId) await ports.endpoints.delete(other.endpointArn);
  }
  return (await ownEndpoint(ports, rows, request)) ?? endpointByToken(ports, rows, request);
}

/** Returns the endpoint of the user's own device with this token, or null. */
async function ownEndpoint(
  { endpoints }: Ports,
  { device, tokenHolder }: RegistrationRows,
  { userId, address: { platform, token }, tokenHash }: RegistrationRequest,
): Promise<Endpoint | null> {
  const own = [tokenHolder, device].find((row) => row?.userId === userId && hasToken(row, platform, tokenHash));
  if (!own) return null;
  const state = await endpoints.read(own.endpointArn);
  if (state?.token !== token || !(await assign(endpoints, own.endpointArn, state, userId))) return null;
  return { arn: own.endpointArn, found: false, revived: !state.enabled };
}

async function endpointByToken(
  { store, endpoints }: Ports,
  rows: RegistrationRows,
  { userId, address: { platform, token }, tokenHash, now }: RegistrationRequest,
): Promise<Endpoint | null> {
  await store.intend({ platform, token, tokenHash, ttl: Math.floor(now / 1000) + INTENT_SECONDS });
  // The endpoint of another user's expired device may still be there. Only SNS can name it.
  if (isAbandoned(rows, userId)) await endpoints.delete(await endpoints.create(platform, token));
  const arn = await endpoints.create(platform, token);
  const state = await endpoints.read(arn);
  if (state === null || !(await assign(endpoints, arn, state, userId))) return null;
  return { arn, found: true, revived: !state.enabled };
}

/** Whether the token's address is another user's, with no device left. */
function isAbandoned({ address, formerDevice, tokenHolder }: RegistrationRows, userId: string): boolean {
  return address !== null && address.userId !== userId && formerDevice === null && tokenHolder === null;
}

/** Enables the endpoint and assigns it to the user, if it is not yet. Returns false if the endpoint went away. */
async function assign(endpoints: PushEndpoints, arn: string, state: EndpointState, userId: string): Promise<boolean> {
  return (state.enabled && state.userId === userId) || endpoints.assign(arn, userId);
}
