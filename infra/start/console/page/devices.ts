import { DevicesDocument, RegisterDeviceDocument } from '../../../../client/generated/operations.ts';
import type { PhonePlatform } from './addPhoneForm.ts';
import type { Person } from './Person.ts';
import type { KnownDevice } from './Phones.ts';

/** Prefix of the ids that this page registers. The token is computed from the id, so that a reload knows it too. */
const OURS = 'console-';

/** A person's devices. */
export async function readDevices(owner: Person): Promise<readonly KnownDevice[]> {
  const { devices } = await owner.request(DevicesDocument, { first: 100 });
  return devices.nodes.map(({ id, name, platform, status }) => ({
    id,
    name: name ?? id,
    owner: owner.username,
    platform,
    status,
    ...(id.startsWith(OURS) ? { token: tokenOf(id, platform) } : {}),
  }));
}

/** Registers a new phone, as an app would at its start. */
export async function registerPhone(owner: Person, platform: PhonePlatform): Promise<void> {
  const deviceId = `${OURS}${crypto.randomUUID().slice(0, 8)}`;
  const token = tokenOf(deviceId, platform);
  await owner.request(RegisterDeviceDocument, {
    input: {
      deviceId,
      name: `${owner.username}’s ${platform === 'APNS' ? 'iPhone' : 'Android'}`,
      locale: 'en',
      address: platform === 'APNS' ? { apns: { token } } : { fcm: { token } },
    },
  });
}

/** APNs' tokens are hexadecimal. */
function tokenOf(deviceId: string, platform: string): string {
  if (platform === 'FCM') return `fcm-${deviceId}`;
  return [...new TextEncoder().encode(deviceId)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .padEnd(64, '0');
}
