import { createHash, randomUUID } from 'node:crypto';
import type { PushPlatform, RegisterDeviceInput } from '../../schema/generated/types.ts';
import type { Clock } from '../domain/Clock.ts';
import type { DeviceRow } from '../domain/device/DeviceRow.ts';
import { type PushAddress, pushAddress } from '../domain/device/PushAddress.ts';
import { validateDevice } from '../domain/device/validateDevice.ts';
import type { DeviceChange, DeviceStore, Holdings } from './DeviceStore.ts';
import type { PushEndpoints } from './PushEndpoints.ts';

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
/** Shards of the `byPlatform` index: one partition takes 1,000 writes a second. */
const SHARDS = 16;
/** Registrations of one device or token that meet: each round one of them gets through. */
const ROUNDS = 8;

/**
 * Registers an installation, or refreshes it: the loop that SNS's documentation prescribes (Amazon SNS Developer Guide, "Managing device tokens"),
 * with the ledger of who holds which token beside it. One transaction gives device and token to this user and takes them from whoever had them.
 */
export async function registerDevice(ports: Ports, userId: string, input: RegisterDeviceInput): Promise<Registration> {
  validateDevice(input);
  const address = pushAddress(input.address);
  const tokenHash = createHash('sha256').update(address.token).digest('hex');
  for (let round = 1; ; round += 1) {
    const holdings = await ports.store.read({
      userId,
      deviceId: input.deviceId,
      platform: address.platform,
      tokenHash,
    });
    const endpointArn = await mendEndpoint(
      ports.endpoints,
      address,
      userId,
      reusableEndpoint(holdings, address.platform),
    );
    const change = changeFor(holdings, { userId, input, address, tokenHash, endpointArn, now: ports.clock.now() });
    if (await ports.store.write(change)) {
      return { device: change.device, created: holdings.device === null };
    }
    if (round === ROUNDS) throw new Error('The device kept changing while it was registered.');
  }
}

/** The endpoint to mend: the one that has the token, else the device's own on the same platform. */
function reusableEndpoint(holdings: Holdings, platform: PushPlatform): string | undefined {
  return [holdings.tokenHolder, holdings.device, holdings.formerDevice].find(
    (row) => row !== null && row.platform === platform,
  )?.endpointArn;
}

/** Brings the endpoint in line with the address: created if it is gone, its token and `Enabled` set if they differ. Answers its ARN. */
async function mendEndpoint(
  endpoints: PushEndpoints,
  { platform, token }: PushAddress,
  userId: string,
  known: string | undefined,
): Promise<string> {
  const arn = known ?? (await endpoints.create(platform, token));
  const state = await endpoints.read(arn);
  if (state === null) {
    const fresh = await endpoints.create(platform, token);
    await endpoints.update(fresh, { token, userId });
    return fresh;
  }
  if (state.token === token && state.enabled && state.userId === userId) return arn;
  const holder = await endpoints.update(arn, { token, userId });
  return holder;
}

interface Facts {
  readonly userId: string;
  readonly input: RegisterDeviceInput;
  readonly address: PushAddress;
  readonly tokenHash: string;
  readonly endpointArn: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The one transaction that makes the device and the token this user's. */
function changeFor(holdings: Holdings, { userId, input, address, tokenHash, endpointArn, now }: Facts): DeviceChange {
  const previous = holdings.device ?? holdings.formerDevice;
  const sameAddress = previous?.tokenHash === tokenHash && previous.platform === address.platform;
  const seen = new Date(now).toISOString();
  const device: DeviceRow = {
    id: input.deviceId,
    userId,
    platform: address.platform,
    token: address.token,
    tokenHash,
    endpointArn,
    status: 'ENABLED',
    addressVersion: (previous?.addressVersion ?? 0) + (sameAddress && previous.status === 'ENABLED' ? 0 : 1),
    ...given({ name: input.name, appVersion: input.appVersion, locale: input.locale, timeZone: input.timeZone }),
    registeredAt: holdings.device?.registeredAt ?? seen,
    lastSeenAt: seen,
    platformShard: `${address.platform}#${Number.parseInt(tokenHash.slice(0, 4), 16) % SHARDS}`,
    revision: randomUUID(),
    ttl: Math.floor(now / 1000) + UNSEEN_SECONDS,
  };
  return { device, holdings };
}

function given<T extends Record<string, string | null | undefined>>(members: T): { [K in keyof T]?: string } {
  const present = Object.entries(members).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return Object.fromEntries(present) as { [K in keyof T]?: string };
}
