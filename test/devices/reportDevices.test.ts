import { describe, expect, it } from 'vitest';
import { reportDevices } from '../../functions/devices/reportDevices.ts';
import type { ChangeRecord } from '../../functions/rules/ChangeRecord.ts';
import type { DeviceRow } from '../../functions/rules/devices/DeviceRow.ts';
import type { ReportDeviceInput } from '../../schema/generated/types.ts';

const at = Date.parse('2026-01-02T00:00:00Z');
const device = (id: string): DeviceRow => ({
  id,
  userId: 'ann',
  platform: 'FCM',
  token: 'secret-token',
  tokenHash: 'hash',
  endpointArn: 'secret-endpoint',
  status: 'ENABLED',
  addressVersion: 1,
  registeredAt: '2026-01-01T00:00:00.000Z',
  lastSeenAt: '2026-01-01T00:00:00.000Z',
  revision: 'a',
  change: 'ADDRESS',
  ttl: 1,
});
const registered = (id: string): ChangeRecord<DeviceRow> => ({
  sequenceNumber: id,
  at,
  before: null,
  after: device(id),
});

/** Reports records to a feed that refuses the reports of one device. */
async function report(records: readonly ChangeRecord<DeviceRow>[], refused?: string) {
  const published: ReportDeviceInput[] = [];
  const logged: unknown[] = [];
  const ports = {
    feed: {
      async report(input: ReportDeviceInput) {
        if (input.deviceId === refused) throw new Error('refused');
        published.push(input);
      },
    },
    logFailure: (...entry: readonly unknown[]) => void logged.push(entry),
  };
  const failed = await reportDevices(ports, records);
  return { failed, logged, published };
}

describe('changes of devices', () => {
  it('are reported in order, with the time of the change, without token and endpoint', async () => {
    const { failed, logged, published } = await report([
      registered('phone'),
      { sequenceNumber: '2', at: at + 1, before: device('phone'), after: null },
    ]);
    expect(failed).toBeNull();
    expect(logged).toEqual([]);
    expect(published).toEqual([
      {
        userId: 'ann',
        deviceId: 'phone',
        change: 'REGISTERED',
        platform: 'FCM',
        addressVersion: 1,
        at: '2026-01-02T00:00:00.000Z',
      },
      expect.objectContaining({ change: 'REMOVED', at: '2026-01-02T00:00:00.001Z' }),
    ]);
  });

  it('are passed over if they are no news', async () => {
    const seen = { ...device('phone'), lastSeenAt: '2026-01-02T00:00:00.000Z' };
    const { failed, published } = await report([
      { sequenceNumber: '1', at, before: device('phone'), after: seen },
      registered('tablet'),
    ]);
    expect(failed).toBeNull();
    expect(published.map(({ deviceId }) => deviceId)).toEqual(['tablet']);
  });

  it('end with the first that cannot be published, which the log names', async () => {
    const { failed, logged, published } = await report([registered('a'), registered('b'), registered('c')], 'b');
    expect(failed).toBe('b');
    expect(published.map(({ deviceId }) => deviceId)).toEqual(['a']);
    expect(logged).toEqual([['A device was not reported', new Error('refused'), { userId: 'ann', deviceId: 'b' }]]);
  });
});
