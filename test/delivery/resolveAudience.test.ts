import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import type { AudienceDevice } from '../../functions/delivery/DeviceDirectory.ts';
import { noteWithoutDevice } from '../../functions/delivery/noteWithoutDevice.ts';
import { resolveAudience } from '../../functions/delivery/resolveAudience.ts';
import type { DeviceRow } from '../../functions/rules/devices/DeviceRow.ts';
import { ownerKey, userKey } from '../../functions/rules/keys.ts';
import { validateRecipients, withRecipients } from '../../functions/rules/publishing/recipients.ts';
import { unreachableOf } from '../../functions/rules/publishing/unreachableOf.ts';
import { sampleDevice, sampleMessage } from './samples.ts';

const deviceOf = (userId: string, id: string, lastSeenAt = '2026-01-01T00:00:00Z') =>
  ({ ...sampleDevice(id, { userId }), lastSeenAt }) as DeviceRow;

function directoryOf(devices: readonly DeviceRow[]) {
  return {
    async *ofUser(userId: string) {
      for (const device of devices) if (device.userId === userId) yield [device];
    },
    read: async (userId: string, id: string) =>
      devices.find((device) => device.userId === userId && device.id === id) ?? null,
  };
}

const ownerRow = (deviceId: string, userId: string) => ({ ...ownerKey(deviceId), userId, platform: 'FCM' as const });

describe('devices that a message names', () => {
  const message = withRecipients(sampleMessage({ audience: { deviceIds: ['phone', 'tablet', 'nobodys'] } }), [
    ownerRow('phone', 'ann'),
    ownerRow('tablet', 'ann'),
  ]);

  it('are bound to their owners when it is accepted; the unknown ones are named', () => {
    expect(message.unreachable).toEqual(['nobodys']);
    expect(message.owners).toEqual([
      { deviceId: 'phone', userId: 'ann', platform: 'FCM' },
      { deviceId: 'tablet', userId: 'ann', platform: 'FCM' },
    ]);
    expect(validateRecipients(message)).toBeNull();
  });

  it('get it while they are their owner’s: not once they are another’s, nor where they were nobody’s', async () => {
    const now = directoryOf([deviceOf('ben', 'phone'), deviceOf('ann', 'tablet'), deviceOf('ben', 'nobodys')]);
    expect(await resolveAudience(now, message)).toEqual([
      expect.objectContaining({ id: 'phone', userId: 'ann', platform: 'FCM', status: 'GONE' }),
      expect.objectContaining({ id: 'tablet', userId: 'ann', status: 'ENABLED' }),
    ]);
  });

  it('are unknown where nothing says on which platform they are', () => {
    const { platform: _, ...old } = ownerRow('phone', 'ann');
    const named = withRecipients(sampleMessage({ audience: { deviceIds: ['phone'] } }), [old]);
    expect(named).toMatchObject({ unreachable: ['phone'], owners: [] });
    expect(validateRecipients(named)).toMatchObject({ errorType: 'UnknownRecipient' });
  });

  it('are not asked for by users, who have no owner', () => {
    const toUsers = withRecipients(sampleMessage({ audience: { userIds: ['ann', 'ben'] } }), [userKey('ann')]);
    expect(toUsers).not.toHaveProperty('owners');
    expect(toUsers.unreachable).toEqual(['ben']);
  });
});

describe('an audience', () => {
  it('begins with the device of each recipient that was seen last, and never has a third before a second', async () => {
    const few = fc.array(
      fc.record({ user: fc.constantFrom('ann', 'ben', 'cleo'), day: fc.integer({ min: 1, max: 9 }) }),
    );
    await fc.assert(
      fc.asyncProperty(few, fc.boolean(), async (drawn, byId) => {
        const devices = drawn.map(({ user, day }, index) => deviceOf(user, `d-${index}`, `2026-01-0${day}T00:00:00Z`));
        const audience = byId ? { deviceIds: devices.map(({ id }) => id) } : { userIds: ['ann', 'ben', 'cleo'] };
        const message = withRecipients(
          sampleMessage({ audience }),
          devices.map(({ id, userId }) => ownerRow(id, userId)),
        );
        const resolved = (await resolveAudience(directoryOf(devices), message)) as readonly DeviceRow[];
        expect(resolved.map(({ id }) => id).toSorted()).toEqual(devices.map(({ id }) => id).toSorted());
        const ranks = resolved.map(
          ({ userId }, index) => resolved.slice(0, index).filter((before) => before.userId === userId).length,
        );
        expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
        for (const user of byId ? [] : ['ann', 'ben', 'cleo']) {
          const seen = resolved.filter(({ userId }) => userId === user).map(({ lastSeenAt }) => lastSeenAt);
          expect(seen).toEqual(seen.toSorted().toReversed());
        }
      }),
      runs(100),
    );
  });
});

describe('users without an enabled device', () => {
  const message = sampleMessage({ audience: { userIds: ['ann', 'ben', 'cem', 'dan'] }, unreachable: ['dan'] });
  const notedFor = async (devices: readonly AudienceDevice[]) => {
    const noted: (readonly string[])[] = [];
    const note = async (_: string, userIds: readonly string[]) => void noted.push(userIds);
    await noteWithoutDevice({ noteWithoutDevice: note }, message, devices);
    return noted;
  };

  it('are noted in the message, apart from the unknown ones', async () => {
    const devices = [deviceOf('ann', 'phone'), { ...deviceOf('ben', 'tablet'), status: 'DISABLED' as const }];
    expect(await notedFor(devices)).toEqual([['ben', 'cem']]);
    expect(unreachableOf({ unreachable: ['dan'], withoutDevice: ['ben', 'cem'] })).toEqual([
      { id: 'dan', reason: 'UNKNOWN' },
      { id: 'ben', reason: 'NO_ENABLED_DEVICE' },
      { id: 'cem', reason: 'NO_ENABLED_DEVICE' },
    ]);
  });

  it('cost no write where there are none', async () => {
    expect(await notedFor(['ann', 'ben', 'cem'].map((userId) => deviceOf(userId, `${userId}s`)))).toEqual([]);
  });
});
