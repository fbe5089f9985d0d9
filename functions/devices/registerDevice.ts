import { randomUUID } from 'node:crypto';
import type { PushPlatform, RegisterDeviceInput } from '../../schema/generated/types.ts';
import type { Clock } from '../rules/Clock.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { type PushAddress, pushAddress } from '../rules/devices/PushAddress.ts';
import { platformShard } from '../rules/devices/platformShard.ts';
import { tokenHash as hashOf } from '../rules/devices/tokenHash.ts';
import { validateDevice } from '../rules/devices/validateDevice.ts';
import type { DeviceStore, Holdings } from './DeviceStore.ts';
import type { EndpointState, PushEndpoints } from './PushEndpoints.ts';

export interface Ports {
  readonly clock: Clock;
  readonly store: DeviceStore;
  readonly endpoints: PushEndpoints;
}

export interface Registration {
  readonly device: DeviceRow;
  readonly created: boolean;
}

/** FCM expires a token after 270 days of silence; a device goes then too. */
const UNSEEN_SECONDS = 270 * 86_400;
/** After this a registration that made an endpoint and did not finish counts as dead. */
const INTENT_SECONDS = 3600;
/** Registrations of one device or token that meet: each round one of them gets through. */
const ROUNDS = 8;

/**
 * Registers an installation, or refreshes it: the loop that SNS's documentation prescribes (Amazon SNS Developer Guide, "Managing device tokens"),
 * with the ledger of who holds which token beside it. One transaction gives device and token to this user and takes them from whoever had them.
 * A start of the app that changes nothing costs one read of the endpoint and one write.
 */
export async function registerDevice(ports: Ports, userId: string, input: RegisterDeviceInput): Promise<Registration> {
  validateDevice(input);
  const address = pushAddress(input.address);
  const tokenHash = hashOf(address.token);
  const { store, endpoints, clock } = ports;
  let created = false;
  let revived = false;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const holdings = await store.read({ userId, deviceId: input.deviceId, platform: address.platform, tokenHash });
    const facts = { userId, input, address, tokenHash, now: clock.now() };
    const settled = settledDevice(holdings, address.platform, tokenHash);
    if (settled !== null && !revived && (await isInOrder(endpoints, settled.endpointArn, address.token))) {
      const device = deviceFor(holdings, { ...facts, endpointArn: settled.endpointArn, revived });
      if (await store.refresh(device, settled)) return { device, created };
      continue;
    }
    const endpoint = await endpointFor(ports, holdings, { ...facts });
    if (endpoint === null) continue;
    revived ||= endpoint.revived;
    const device = deviceFor(holdings, { ...facts, endpointArn: endpoint.arn, revived });
    if (!(await store.write({ device, holdings }))) continue;
    created ||= holdings.device === null;
    // An endpoint that was found may have been on its way out: whoever removes one looks before, this looks after.
    if (!endpoint.found || (await endpoints.read(endpoint.arn)) !== null) return { device, created };
  }
  throw new Error('The device kept changing while it was registered.');
}

/** The caller's device, if device, owner and address agree that it has this token already. */
function settledDevice(
  { device, owner, address }: Holdings,
  platform: PushPlatform,
  tokenHash: string,
): DeviceRow | null {
  if (device === null || device.status !== 'ENABLED' || !hasToken(device, platform, tokenHash)) return null;
  const holds = address?.deviceId === device.id && address.userId === device.userId;
  return holds && owner?.userId === device.userId ? device : null;
}

function hasToken(device: DeviceRow, platform: PushPlatform, tokenHash: string): boolean {
  return device.platform === platform && device.tokenHash === tokenHash;
}

async function isInOrder(endpoints: PushEndpoints, arn: string, token: string): Promise<boolean> {
  const state = await endpoints.read(arn);
  return state?.token === token && state.enabled;
}

interface Facts {
  readonly userId: string;
  readonly input: RegisterDeviceInput;
  readonly address: PushAddress;
  readonly tokenHash: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface Endpoint {
  readonly arn: string;
  /** By its token, rather than through a device that has it. */
  readonly found: boolean;
  /** It had been disabled. */
  readonly revived: boolean;
}

/**
 * The token's endpoint, enabled and assigned: the caller's own, or one made or found. Null if it went away meanwhile.
 * What another user had on this device is deleted before the device changes hands: a push in flight then finds no endpoint, and none of that
 * user's topic subscriptions reach the device.
 */
async function endpointFor(
  { store, endpoints }: Ports,
  holdings: Holdings,
  { userId, address: { platform, token }, tokenHash, now }: Facts,
): Promise<Endpoint | null> {
  const { device, formerDevice, tokenHolder, address } = holdings;
  for (const foreign of [formerDevice, tokenHolder]) {
    if (foreign !== null && foreign.userId !== userId) await endpoints.delete(foreign.endpointArn);
  }
  const own = [tokenHolder, device].find((row) => row?.userId === userId && hasToken(row, platform, tokenHash));
  if (own) {
    const state = await endpoints.read(own.endpointArn);
    if (state?.token === token && (isAssigned(state, userId) || (await endpoints.assign(own.endpointArn, userId)))) {
      return { arn: own.endpointArn, found: false, revived: !state.enabled };
    }
  }
  await store.intend({ platform, token, tokenHash, ttl: Math.floor(now / 1000) + INTENT_SECONDS });
  const abandoned = address !== null && address.userId !== userId && formerDevice === null && tokenHolder === null;
  // Another user's device expired and its endpoint, which only SNS can name, may be there still.
  if (abandoned) await endpoints.delete(await endpoints.create(platform, token));
  const arn = await endpoints.create(platform, token);
  const state = await endpoints.read(arn);
  if (state === null) return null;
  const assigned = isAssigned(state, userId) || (await endpoints.assign(arn, userId));
  return assigned ? { arn, found: true, revived: !state.enabled } : null;
}

function isAssigned(state: EndpointState, userId: string): boolean {
  return state.enabled && state.userId === userId;
}

/** The device as it will be. An endpoint that was disabled makes its address a new version: what is still to be reported of the old one is past. */
function deviceFor(
  holdings: Holdings,
  {
    userId,
    input,
    address,
    tokenHash,
    endpointArn,
    revived,
    now,
  }: Facts & { readonly endpointArn: string; readonly revived: boolean },
): DeviceRow {
  const previous = holdings.device ?? holdings.formerDevice;
  const same =
    !revived &&
    holdings.device !== null &&
    holdings.device.status === 'ENABLED' &&
    holdings.device.endpointArn === endpointArn &&
    hasToken(holdings.device, address.platform, tokenHash);
  const seen = new Date(now).toISOString();
  return {
    id: input.deviceId,
    userId,
    platform: address.platform,
    token: address.token,
    tokenHash,
    endpointArn,
    status: 'ENABLED',
    addressSince: (same ? holdings.device?.addressSince : undefined) ?? seen,
    addressVersion: (previous?.addressVersion ?? 0) + (same ? 0 : 1),
    ...given({ name: input.name, appVersion: input.appVersion, locale: input.locale, timeZone: input.timeZone }),
    registeredAt: holdings.device?.registeredAt ?? seen,
    lastSeenAt: seen,
    platformShard: platformShard(address.platform, tokenHash),
    revision: randomUUID(),
    change: same ? 'SEEN' : 'ADDRESS',
    ttl: Math.floor(now / 1000) + UNSEEN_SECONDS,
  };
}

function given<T extends Record<string, string | null | undefined>>(members: T): { [K in keyof T]?: string } {
  const present = Object.entries(members).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return Object.fromEntries(present) as { [K in keyof T]?: string };
}
