import type { Device } from '../../schema/generated/types.ts';

/** A device's row (functions/rules/devices/DeviceRow.ts) as AppSync reads it. */
export interface DeviceItem extends Device {
  readonly sk: string;
}

/** Returns a device as the API shows it, without its token and endpoint. */
export function deviceOf(item: DeviceItem): Device {
  return {
    id: item.id,
    platform: item.platform,
    status: item.status,
    disabledReason: item.disabledReason ?? null,
    name: item.name ?? null,
    appVersion: item.appVersion ?? null,
    locale: item.locale ?? null,
    timeZone: item.timeZone ?? null,
    registeredAt: item.registeredAt,
    lastSeenAt: item.lastSeenAt,
    addressVersion: item.addressVersion,
  };
}
