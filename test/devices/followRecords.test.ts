import { describe, expect, it } from 'vitest';
import { type FollowedRecord, followRecords } from '../../functions/devices/followRecords.ts';

/** Records of users, which note when they were followed. */
function setUp() {
  const followed: string[] = [];
  const failures: string[] = [];
  let last = 0;
  const record = (partition: string, subject: string | null, follow: () => Promise<void> = async () => {}) => {
    last += 1;
    const sequenceNumber = `${last}`;
    const one: FollowedRecord = {
      sequenceNumber,
      partition,
      subject,
      async follow() {
        await follow();
        followed.push(sequenceNumber);
      },
    };
    return one;
  };
  const run = (records: readonly FollowedRecord[]) =>
    followRecords(records, (_, error) => void failures.push(String(error)));
  return { followed, failures, record, run };
}

const broken = () => Promise.reject(new Error('broken'));

describe('the records of a batch', () => {
  it('of one user do not hold up another’s', async () => {
    const { followed, record, run } = setUp();
    const { promise: alice, resolve } = Promise.withResolvers<void>();
    // Bob's first record ends only after Alice's was followed.
    const records = [
      record('bob', null, () => alice),
      record('bob', null),
      record('alice', null, async () => resolve()),
    ];
    expect(await run(records)).toEqual([]);
    expect(followed.toSorted()).toEqual(['1', '2', '3']);
  });

  it('come again from the first that fails of each user, while the others are followed', async () => {
    const { followed, failures, record, run } = setUp();
    const records = [record('bob', null), record('bob', null, broken), record('bob', null), record('alice', null)];
    expect(await run(records)).toEqual(['2']);
    expect(followed.toSorted()).toEqual(['1', '4']);
    expect(failures).toEqual(['Error: broken']);
  });

  it('about one subscription are followed once, after what came before the last of them', async () => {
    const { followed, record, run } = setUp();
    const twelve = Array.from({ length: 12 }, () => record('bob', 'TOPIC#news'));
    await run([...twelve, record('bob', 'TOPIC#other'), record('bob', null), record('bob', 'TOPIC#news')]);
    expect(followed).toEqual(['13', '14', '15']);
  });

  it('about one subject of two users are two', async () => {
    const { followed, record, run } = setUp();
    await run([record('bob', 'TOPIC#news'), record('alice', 'TOPIC#news')]);
    expect(followed.toSorted()).toEqual(['1', '2']);
  });
});
