import { randomUUID } from 'node:crypto';
import type { DeviceRow } from '../rules/devices/DeviceRow.ts';
import { platformPlace } from '../rules/devices/platformShard.ts';

/**
 * Returns the device with a new endpoint, under the next version of its address. Enables one that was disabled because
 * its endpoint was gone. A device with a dead token stays disabled.
 */
export function withEndpoint(
  { disabledReason, endpointGoneAt: _, ...device }: DeviceRow,
  endpointArn: string,
): DeviceRow {
  const { addressVersion } = device;
  const next = {
    ...device,
    endpointArn,
    addressVersion: addressVersion + 1,
    revision: randomUUID(),
    change: 'ADDRESS',
  } as const;
  if (disabledReason !== undefined && disabledReason !== 'ENDPOINT_DISABLED') return { ...next, disabledReason };
  return { ...next, status: 'ENABLED', ...platformPlace(device) };
}
