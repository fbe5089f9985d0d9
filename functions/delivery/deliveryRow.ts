import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import { deliveryId } from '../rules/keys.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { AudienceDevice } from './DeviceDirectory.ts';

const firstStates = {
  ENABLED: { status: 'QUEUED' },
  DISABLED: { status: 'SUPPRESSED', reason: 'ENDPOINT_DISABLED' },
  GONE: { status: 'SUPPRESSED', reason: 'DEVICE_GONE' },
} as const;

/** Returns the ledger's first row for a device. That of a disabled or gone device says why it got nothing. */
export function deliveryRow(message: MessageRow, device: AudienceDevice, now: number): DeliveryRow {
  const at = new Date(now).toISOString();
  const state = firstStates[device.status];
  return {
    id: deliveryId(message.id, device.id),
    messageId: message.id,
    deviceId: device.id,
    userId: device.userId,
    platform: device.platform,
    endpointArn: device.endpointArn,
    addressVersion: device.addressVersion,
    ...(device.locale === undefined ? {} : { locale: device.locale }),
    ...state,
    attempts: 0,
    version: 1,
    transitions: [{ ...state, at }],
    createdAt: at,
    updatedAt: at,
    inboxSort: `${message.id}#${device.id}`,
    ttl: message.ttl,
  };
}
