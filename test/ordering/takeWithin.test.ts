import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import { MOST_PENDING_BYTES, pendingBytes, takeWithin } from '../../functions/rules/ordering/takeWithin.ts';

const longId = (name: string) => name.padEnd(128, 'x');
const devicesOf = (userId: string, number: number) => ({
  userId,
  deviceIds: Array.from({ length: number }, (_, index) => longId(`${userId}-${index}-`)),
});
const plain = (byUser: ReadonlyMap<string, ReadonlySet<string>>) =>
  Object.fromEntries([...byUser].map(([userId, ids]) => [userId, [...ids]]));

describe('a page of followers', () => {
  const followers = fc
    .array(fc.nat(100), { minLength: 1, maxLength: 100 })
    .map((numbers) => numbers.map((number, index) => devicesOf(`user-${`00${index}`.slice(-3)}`, number)));

  it('fits its row, whatever was pending, and the pages together have every device', () => {
    fc.assert(
      fc.property(followers, fc.integer({ min: 0, max: 3 }), (all, repetitions) => {
        const seen = new Set<string>();
        let rest = all;
        let pending: Readonly<Record<string, readonly string[]>> = {};
        for (let round = 0; rest.length > 0; round += 1) {
          const taken = takeWithin(pending, rest);
          expect(pendingBytes(taken.byUser)).toBeLessThanOrEqual(MOST_PENDING_BYTES);
          expect(taken.last).toBeDefined();
          // The process dies, and other devices are there when the page is repeated.
          if (round < repetitions) {
            pending = plain(taken.byUser);
            continue;
          }
          for (const ids of taken.byUser.values()) for (const id of ids) seen.add(id);
          pending = {};
          rest = rest.slice(rest.findIndex(({ userId }) => userId === taken.last) + 1);
          if (rest.length > 0) expect(taken.all).toBe(false);
        }
        expect(seen.size).toBe(all.flatMap(({ deviceIds }) => deviceIds).length);
      }),
      runs(30),
    );
  });

  it('does not grow by devices that come and go while it is repeated', () => {
    let pending: Readonly<Record<string, readonly string[]>> = {};
    for (let round = 0; round < 200; round += 1) {
      const churned = Array.from({ length: 25 }, (_, index) => longId(`${round}-${index}-`));
      const { byUser, last } = takeWithin(pending, [{ userId: 'bob', deviceIds: churned }, devicesOf('zoe', 1)]);
      expect(pendingBytes(byUser)).toBeLessThanOrEqual(MOST_PENDING_BYTES);
      expect(last).toBeDefined();
      pending = plain(byUser);
    }
  });

  it('takes no device twice, and says that it took all', () => {
    const { byUser, last, all } = takeWithin({ ann: ['one', 'gone'] }, [{ userId: 'ann', deviceIds: ['one', 'two'] }]);
    expect(plain(byUser)).toEqual({ ann: ['one', 'gone', 'two'] });
    expect({ last, all }).toEqual({ last: 'ann', all: true });
    expect(takeWithin({}, [])).toEqual({ byUser: new Map(), last: undefined, all: true });
  });
});
