import type { AddressedDevice } from '../../functions/delivery/DeviceDirectory.ts';
import { deliveryRow } from '../../functions/delivery/deliveryRow.ts';
import type { DeliveryRow } from '../../functions/rules/delivery/DeliveryRow.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';

/** 2026-01-01T00:00:00Z. */
export const START = Date.parse('2026-01-01T00:00:00Z');

export function sampleMessage(members: Partial<MessageRow> = {}): MessageRow {
  return {
    id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    publisherId: 'paula',
    status: 'ACCEPTED',
    content: { title: 'Hello' },
    options: { timeToLive: 86_400, priority: 'NORMAL', pushType: 'ALERT' },
    audience: { userIds: ['ann'] },
    reporting: 'AUTOMATIC',
    timeShard: '0',
    createdAt: new Date(START).toISOString(),
    expiresAt: new Date(START + 86_400_000).toISOString(),
    ttl: 4_000_000_000,
    ...members,
  };
}

export function sampleDevice(id: string, members: Partial<AddressedDevice> = {}): AddressedDevice {
  return {
    id,
    userId: 'ann',
    platform: 'FCM',
    endpointArn: `endpoint/${id}`,
    addressVersion: 1,
    status: 'ENABLED',
    ...members,
  };
}

export function sampleRow(deviceId: string, members: Partial<DeliveryRow> = {}): DeliveryRow {
  return { ...deliveryRow(sampleMessage(), sampleDevice(deviceId), START), ...members };
}
