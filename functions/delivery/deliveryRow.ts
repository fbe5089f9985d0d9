import type { DeliveryRow } from '../rules/delivery/DeliveryRow.ts';
import { deliveryId } from '../rules/keys.ts';
import type { MessageRow } from '../rules/publishing/MessageRow.ts';
import type { AddressedDevice } from './DeviceDirectory.ts';

/** Returns the ledger's first row for a device. A disabled device has a row too, which says why it got nothing. */
export function deliveryRow(message: MessageRow, device: AddressedDevice, now: number): DeliveryRow {
  const at = new Date(now).toISOString();
  const state =
    device.status === 'ENABLED'
      ? ({ status: 'QUEUED' } as const)
      : ({ status: 'SUPPRESSED', reason: 'ENDPOINT_DISABLED' } as const);
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
