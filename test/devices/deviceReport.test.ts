import { describe, expect, it } from 'vitest';
import type { DeviceRow } from '../../functions/rules/devices/DeviceRow.ts';
import { deviceReport } from '../../functions/rules/devices/deviceReport.ts';

const device: DeviceRow = {
  id: 'phone',
  userId: 'ann',
  platform: 'FCM',
  token: 'secret-token',
  tokenHash: 'hash',
  endpointArn: 'secret-endpoint',
  status: 'ENABLED',
  addressVersion: 2,
  name: 'Ann’s phone',
  registeredAt: '2026-01-01T00:00:00.000Z',
  lastSeenAt: '2026-01-01T00:00:00.000Z',
  revision: 'a',
  change: 'ADDRESS',
  ttl: 1,
};
const disabled: DeviceRow = { ...device, status: 'DISABLED', disabledReason: 'INVALID_TOKEN' };
const at = '2026-01-02T00:00:00.000Z';

describe('what is told of a device', () => {
  it.each<[string, DeviceRow | null, DeviceRow | null, string | undefined]>([
    ['a first registration', null, device, 'REGISTERED'],
    ['another address', device, { ...device, addressVersion: 3 }, 'REGISTERED'],
    ['being enabled again', disabled, { ...device, addressVersion: 3 }, 'REGISTERED'],
    ['a dead token', device, disabled, 'DISABLED'],
    ['removal', device, null, 'REMOVED'],
    ['a further start of the app', device, { ...device, lastSeenAt: at }, undefined],
    ['a disabled device that is written again', disabled, { ...disabled, endpointArn: 'other' }, undefined],
  ])('%s', (_, before, after, change) => {
    expect(deviceReport(before, after, at)?.change).toBe(change);
  });

  it('says why, and neither token nor endpoint', () => {
    const report = deviceReport(device, disabled, at);
    expect(report).toEqual({
      userId: 'ann',
      deviceId: 'phone',
      change: 'DISABLED',
      platform: 'FCM',
      name: 'Ann’s phone',
      reason: 'INVALID_TOKEN',
      addressVersion: 2,
      at,
    });
    expect(JSON.stringify(report)).not.toContain('secret');
  });
});
