import { randomUUID } from 'node:crypto';
import type { IgnoredDeviceFact, PushPlatform, RegisterDeviceInput } from '../../schema/generated/types.ts';
import { ApplicationError } from '../rules/ApplicationError.ts';
import type { Clock } from '../rules/Clock.ts';
import { isCanary } from '../rules/canary/canaryUser.ts';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { type PushAddress, pushAddress } from '../rules/devices/PushAddress.ts';
import { platformPlace } from '../rules/devices/platformShard.ts';
import { readDeviceFacts } from '../rules/devices/readDeviceFacts.ts';
import { surplusDevices } from '../rules/devices/surplusDevices.ts';
import { tokenHash as hashOf } from '../rules/devices/tokenHash.ts';
import { validateDeviceId } from '../rules/devices/validateDeviceId.ts';
import { Failure } from '../rules/Failure.ts';
import { validatePlatform } from '../rules/platforms/validatePlatform.ts';
import { type Refusal, unavailable } from '../rules/Refusal.ts';
import { refuse } from '../rules/refuse.ts';
import type { DeviceStore, RegistrationRows } from './DeviceStore.ts';
import { type Endpoint, endpointFor } from './endpointFor.ts';
import { hasToken } from './hasToken.ts';
import type { PushEndpoints } from './PushEndpoints.ts';
import { UserTurn } from './UserTurn.ts';

export interface Ports {
  readonly clock: Clock;
  readonly store: DeviceStore;
  readonly endpoints: PushEndpoints;
  /** Devices that a user may have. */
  readonly devicesPerUser: number;
  /** Waits after this many lost races, longer each time. */
  readonly pause: (races: number) => Promise<void>;
}

export interface Registration {
  readonly device: DeviceRow;
  readonly created: boolean;
  /** The caller's devices that made room for this one. */
  readonly removed: readonly string[];
  /** What the app told and was left out. */
  readonly ignored: readonly IgnoredDeviceFact[];
}

/** What a registration asks for. */
export interface RegistrationRequest {
  readonly userId: string;
  readonly input: RegisterDeviceInput;
  readonly address: PushAddress;
  readonly tokenHash: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** FCM expires a token after 270 days of silence. Heliograph expires a device then too. */
const UNSEEN_SECONDS = 270 * 86_400;
/** Attempts while other registrations change the same device or token. One of them gets through in each round. */
const ROUNDS = 8;
/** Rounds in which a new device waits for its user's turn: with their pauses 0.7 seconds at most. */
const WAITS = 3;

/**
 * Registers an installation, or refreshes it. Throws ApplicationError `InvalidInput`, `PlatformNotConfigured`,
 * `Unavailable` while many other devices of the user are registered, and `DeviceTaken` for another user's device of
 * this id: only who has its token may take it over.
 * One transaction gives device and token to this user, and takes them from their former holders. If the user has too
 * many devices, it removes the one that was unseen longest. Its endpoint goes by the stream, as that of an expired one.
 *
 * The loop is the one of Amazon SNS Developer Guide, "Managing device tokens", with the ledger of tokens beside it.
 * A start of the app that changes nothing costs one read of the endpoint and one write.
 */
export async function registerDevice(ports: Ports, userId: string, input: RegisterDeviceInput): Promise<Registration> {
  refuse(validateDeviceId(input.deviceId));
  if (isCanary(input.deviceId) && !isCanary(userId)) refuse(deviceTaken);
  const address = pushAddress(input.address);
  refuse(validatePlatform(address.platform, ports.endpoints.platforms));
  const turn = new UserTurn(ports, userId);
  try {
    return await register(ports, turn, { userId, input, address, tokenHash: hashOf(address.token) });
  } finally {
    await turn.end();
  }
}

const deviceTaken: Refusal = {
  errorType: 'DeviceTaken',
  message: 'input.deviceId is taken; register again with a new random id, such as a version 4 UUID.',
  errorInfo: { field: 'input.deviceId' },
};

async function register(
  ports: Ports,
  turn: UserTurn,
  { userId, input, address, tokenHash }: Omit<RegistrationRequest, 'now'>,
): Promise<Registration> {
  const { store, endpoints, clock, devicesPerUser, pause } = ports;
  const { ignored } = readDeviceFacts(input);
  const removed: string[] = [];
  let created = false;
  let revived = false;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const rows = await store.read({ userId, deviceId: input.deviceId, platform: address.platform, tokenHash });
    refuse(validateOwner(rows.formerDevice, address.platform, tokenHash));
    const request = { userId, input, address, tokenHash, now: clock.now() };
    const surplus = surplusDevices(rows.others, devicesPerUser);
    const registered = registeredDevice(rows, address.platform, tokenHash);
    if (registered !== null && !revived && (await isUsable(endpoints, registered.endpointArn, address.token))) {
      const device = deviceFor(rows, request, registered.endpointArn, revived);
      removed.push(...(await removeAll(store, surplus)));
      if (await store.refresh(device, registered)) return { device, created, removed, ignored };
      continue;
    }
    if (rows.device === null && !(await turn.take())) {
      if (round > WAITS)
        throw ApplicationError.of(unavailable('Other devices of yours are being registered. Try again.'));
      await pause(round);
      continue;
    }
    const endpoint = await endpointFor(ports, rows, request);
    if (endpoint === null) continue;
    revived ||= endpoint.revived;
    const device = deviceFor(rows, request, endpoint.arn, revived);
    // More than one are too many already, as after the setting was lowered.
    removed.push(...(await removeAll(store, surplus.slice(0, -1))));
    const makesRoom = surplus.at(-1) ?? null;
    if (!(await store.write({ device, before: rows, makesRoom }))) {
      await pause(round);
      continue;
    }
    if (makesRoom !== null) removed.push(makesRoom.id);
    created ||= rows.device === null;
    if (await isStillThere(endpoints, endpoint)) return { device, created, removed, ignored };
  }
  throw new Failure('The device kept changing while it was registered.');
}

/** Returns `DeviceTaken` for another user's device that has another token, or null. It says nothing of the device. */
function validateOwner(other: DeviceRow | null, platform: PushPlatform, tokenHash: string): Refusal | null {
  return other === null || hasToken(other, platform, tokenHash) ? null : deviceTaken;
}

/** Returns the ids of the devices that it removed: not of those that were seen meanwhile. */
async function removeAll(store: DeviceStore, devices: readonly DeviceRow[]): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const device of devices) if (await store.remove(device)) removed.push(device.id);
  return removed;
}

/** Returns the caller's device, if device, owner and address rows agree that it has this token. */
function registeredDevice(
  { device, owner, address }: RegistrationRows,
  platform: PushPlatform,
  tokenHash: string,
): DeviceRow | null {
  if (device === null || device.status !== 'ENABLED' || !hasToken(device, platform, tokenHash)) return null;
  const holdsToken = address?.deviceId === device.id && address.userId === device.userId;
  const isOwned = owner?.userId === device.userId && owner.platform === platform;
  return holdsToken && isOwned ? device : null;
}

async function isUsable(endpoints: PushEndpoints, arn: string, token: string): Promise<boolean> {
  const state = await endpoints.read(arn);
  return state?.token === token && state.enabled;
}

/**
 * An endpoint that was found may be deleted at this moment by `releaseEndpoint`, which reads the device before that.
 * This reads the endpoint after the device is written, so one of the two sees the other.
 */
async function isStillThere(endpoints: PushEndpoints, endpoint: Endpoint): Promise<boolean> {
  return !endpoint.found || (await endpoints.read(endpoint.arn)) !== null;
}

/**
 * A revived endpoint makes a new version of the address, so that late reports about the old one do not count.
 * A new owner's device begins at 1: the version says nothing of the former owner's.
 */
function deviceFor(
  rows: RegistrationRows,
  { userId, input, address, tokenHash, now }: RegistrationRequest,
  endpointArn: string,
  revived: boolean,
): DeviceRow {
  const sameAddress =
    !revived &&
    rows.device !== null &&
    rows.device.status === 'ENABLED' &&
    rows.device.endpointArn === endpointArn &&
    hasToken(rows.device, address.platform, tokenHash);
  const seen = new Date(now).toISOString();
  return {
    id: input.deviceId,
    userId,
    platform: address.platform,
    token: address.token,
    tokenHash,
    endpointArn,
    status: 'ENABLED',
    addressSince: (sameAddress ? rows.device?.addressSince : undefined) ?? seen,
    addressVersion: (rows.device?.addressVersion ?? 0) + (sameAddress ? 0 : 1),
    ...readDeviceFacts(input).facts,
    registeredAt: rows.device?.registeredAt ?? seen,
    lastSeenAt: seen,
    ...platformPlace({ userId, platform: address.platform, tokenHash }),
    revision: randomUUID(),
    change: sameAddress ? 'SEEN' : 'ADDRESS',
    ttl: Math.floor(now / 1000) + UNSEEN_SECONDS,
  };
}
