import { releaseDevice, releaseEndpoint, releaseIntent } from '../../functions/devices/releaseEndpoint.ts';
import type { InMemoryDevices } from './InMemoryDevices.ts';
import type { InMemoryEndpoints } from './InMemoryEndpoints.ts';

/** The limit of a deployment without settings, and no waiting. */
export const unhurried = { devicesPerUser: 25, pause: async () => {} };

const clock = { now: () => Date.parse('2026-01-01T00:00:00Z') };

/** Does what functions/devices/followDevices does behind the stream, until there is nothing left to do. */
export async function settle(store: InMemoryDevices, endpoints: InMemoryEndpoints): Promise<void> {
  const ports = { clock, store, endpoints };
  for (let record = store.stream.shift(); record !== undefined; record = store.stream.shift()) {
    if (record.kind === 'intent') await releaseIntent(ports, record.intent);
    else if (record.old !== null && record.now === null) await releaseDevice(ports, record.old);
    else if (record.old !== null && record.old.endpointArn !== record.now?.endpointArn) {
      await releaseEndpoint(ports, record.old);
    }
  }
}

/**
 * Checks what must hold once nothing is under way.
 * `crashed` allows a device whose endpoint is gone: the next start of the app repairs it.
 */
export function problemsOf(store: InMemoryDevices, endpoints: InMemoryEndpoints, crashed = false): string[] {
  const problems: string[] = [];
  const used = new Map<string, string>();
  const ids = new Set<string>();
  for (const [key, device] of store.devices) {
    if (ids.has(device.id)) problems.push(`${device.id} is two users'`);
    ids.add(device.id);
    if (used.has(device.endpointArn)) problems.push(`${key} shares an endpoint with ${used.get(device.endpointArn)}`);
    used.set(device.endpointArn, key);
    const endpoint = endpoints.all.get(device.endpointArn);
    if (endpoint === undefined) {
      if (!crashed) problems.push(`${key} has no endpoint`);
    } else if (endpoint.token !== device.token) problems.push(`${key}'s endpoint has another token`);
    else if (!endpoint.enabled && device.status === 'ENABLED') problems.push(`${key}'s endpoint is disabled`);
    if (store.owners.get(device.id)?.userId !== device.userId) problems.push(`${key} has another owner`);
    const address = store.addresses.get(`${device.platform} ${device.tokenHash}`);
    if (address?.deviceId !== device.id || address.userId !== device.userId) problems.push(`${key}'s token is not its`);
  }
  for (const arn of endpoints.all.keys()) if (!used.has(arn)) problems.push(`${arn} is an orphan`);
  for (const id of store.owners.keys()) if (!ids.has(id)) problems.push(`${id} is owned and does not exist`);
  const devices = [...store.devices.values()];
  for (const [key, { deviceId, userId }] of store.addresses) {
    const holder = devices.find((device) => device.id === deviceId && device.userId === userId);
    if (`${holder?.platform} ${holder?.tokenHash}` !== key) problems.push(`the address ${key} is nobody's`);
  }
  return problems;
}
