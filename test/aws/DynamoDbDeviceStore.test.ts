import { DeleteCommand, type DynamoDBDocumentClient, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbDeviceStore } from '../../functions/aws/dynamodb/DynamoDbDeviceStore.ts';
import type { RegistrationRows } from '../../functions/devices/DeviceStore.ts';
import type { DeviceRow } from '../../functions/rules/devices/DeviceRow.ts';
import { tokenHash } from '../../functions/rules/devices/tokenHash.ts';
import { deviceKey } from '../../functions/rules/keys.ts';
import { InMemoryDevices } from '../devices/InMemoryDevices.ts';
import { type StartedTables, startTables } from '../support/startTables.ts';

const hash = { one: tokenHash('one'), two: tokenHash('two'), three: tokenHash('three') };
const few = <T extends string>(...values: readonly T[]) => fc.constantFrom(...values);
const user = few('ann', 'ben');
const device = few('phone', 'tablet');
const token = few('one', 'two', 'three');

const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('register' as const), user, device, token }) },
  /** With rows read before the previous commands. */
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('register late' as const), user, device, token }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('refresh' as const), user, device, stale: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), user, device, stale: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expire' as const), user, device }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('disable' as const), user, device }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), user, device, token }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('intend' as const), token }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('holder' as const), token }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('take turn' as const), user, id: few('a', 'b'), late: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end turn' as const), user, id: few('a', 'b') }) },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

function row(userId: string, id: string, name: keyof typeof hash, revision: string): DeviceRow {
  return {
    id,
    userId,
    platform: 'FCM',
    token: name,
    tokenHash: hash[name],
    endpointArn: `endpoint of ${name}`,
    status: 'ENABLED',
    addressVersion: 1,
    registeredAt: 'now',
    lastSeenAt: 'now',
    platformShard: 'FCM#1',
    revision,
    change: 'ADDRESS',
    ttl: 4_000_000_000,
  };
}

type Store = InMemoryDevices | DynamoDbDeviceStore;

/** What the table's own background and other functions do to it. */
interface Meddling {
  expire(userId: string, deviceId: string): Promise<void>;
  disable(userId: string, deviceId: string): Promise<void>;
}

/** A user may have one device here. */
function changeOf(before: RegistrationRows) {
  return { before, makesRoom: before.others[0] ?? null };
}

/** What each command answered. Revisions are numbered, so that two stores give the same answers. */
async function run(store: Store, meddling: Meddling, commands: readonly Command[]): Promise<unknown[]> {
  const early = new Map<string, RegistrationRows>();
  const key = (one: { user: string; device: string; token: keyof typeof hash }) => ({
    userId: one.user,
    deviceId: one.device,
    platform: 'FCM' as const,
    tokenHash: hash[one.token],
  });
  const answers: unknown[] = [];
  for (const [index, one] of commands.entries()) {
    const revision = `revision ${index}`;
    switch (one.kind) {
      case 'register': {
        const before = await store.read(key(one));
        early.set(JSON.stringify(key(one)), before);
        const written = await store.write({
          device: row(one.user, one.device, one.token, revision),
          ...changeOf(before),
        });
        answers.push(before, written);
        break;
      }
      case 'register late': {
        const before = early.get(JSON.stringify(key(one))) ?? (await store.read(key(one)));
        answers.push(
          await store.write({ device: row(one.user, one.device, one.token, revision), ...changeOf(before) }),
        );
        break;
      }
      case 'refresh':
      case 'remove': {
        const read = await store.readDevice(one.user, one.device);
        answers.push(read);
        if (read === null) break;
        const previous = one.stale ? { ...read, revision: 'long ago' } : read;
        const next = { ...read, revision, name: 'renamed' };
        answers.push(await (one.kind === 'refresh' ? store.refresh(next, previous) : store.remove(previous)));
        break;
      }
      case 'expire':
        await meddling.expire(one.user, one.device);
        break;
      case 'disable':
        if ((await store.readDevice(one.user, one.device)) !== null) await meddling.disable(one.user, one.device);
        break;
      case 'forget':
        await store.forget(row(one.user, one.device, one.token, revision));
        break;
      case 'intend':
        await store.intend({ platform: 'FCM', token: one.token, tokenHash: hash[one.token], ttl: 4_000_000_000 });
        break;
      case 'take turn':
        answers.push(await store.takeTurn(one.user, { id: one.id, until: 1000, ttl: 1 }, one.late ? 1000 : 999));
        break;
      case 'end turn':
        await store.endTurn(one.user, { id: one.id, until: 1000, ttl: 1 });
        break;
      case 'holder':
        answers.push(await store.holderOf('FCM', hash[one.token]));
        break;
    }
  }
  return answers;
}

let tables: StartedTables;
let client: DynamoDBDocumentClient;
beforeAll(async () => {
  tables = await startTables();
  ({ client } = tables);
});
afterAll(() => tables.stop());

function meddlingWith(TableName: string): Meddling {
  return {
    async expire(userId, deviceId) {
      await client.send(new DeleteCommand({ TableName, Key: deviceKey(userId, deviceId) }));
    },
    async disable(userId, deviceId) {
      await client.send(
        new UpdateCommand({
          TableName,
          Key: deviceKey(userId, deviceId),
          UpdateExpression: 'SET #status = :disabled, disabledReason = :reason REMOVE platformShard',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':disabled': 'DISABLED', ':reason': 'INVALID_TOKEN' },
        }),
      );
    },
  };
}

/** Removes the primary key from the rows of answers. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, member) => (name === 'pk' || name === 'sk' ? undefined : member)));
}

async function contentOf(TableName: string): Promise<string[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return Items.map(({ pk, sk, revision }) => `${pk} ${sk} ${revision}`).sort();
}

function contentOfMemory(store: InMemoryDevices): string[] {
  return [
    ...[...store.devices.values()].map(({ userId, id, revision }) => `USER#${userId} DEVICE#${id} ${revision}`),
    ...[...store.owners].map(([id, { revision }]) => `DEVICE#${id} OWNER ${revision}`),
    ...[...store.addresses].map(([key, { revision }]) => `ADDRESS#${key.replace(' ', '#')} ADDRESS ${revision}`),
    ...[...store.intents.keys()].map((key) => `ADDRESS#${key.replace(' ', '#')} INTENT undefined`),
    ...[...store.turns.keys()].map((userId) => `USER#${userId} TURN undefined`),
    ...[...store.users.values()].map(({ userId, revision }) => `USER#${userId} USER ${revision}`),
  ].sort();
}

describe('the ledger of devices in DynamoDB', () => {
  it('answers and ends as the one in memory does, whatever is done to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 12 }), async (commands) => {
        const memory = new InMemoryDevices();
        const expected = await run(
          memory,
          {
            expire: async (userId, deviceId) => memory.expireDevice(userId, deviceId),
            disable: async (userId, deviceId) => memory.disable(userId, deviceId),
          },
          commands,
        );
        const table = await tables.create('devices');
        const answers = await run(new DynamoDbDeviceStore(client, table), meddlingWith(table), commands);
        expect(plain(answers)).toEqual(plain(expected));
        expect(await contentOf(table)).toEqual(contentOfMemory(memory));
      }),
      runs(60),
    );
  });

  it('lets one of two registrations through that read the same', async () => {
    const table = await tables.create('devices');
    const store = new DynamoDbDeviceStore(client, table);
    const before = await store.read({ userId: 'ann', deviceId: 'phone', platform: 'FCM', tokenHash: hash.one });
    const written = await Promise.all(
      ['a', 'b', 'c'].map((revision) =>
        store.write({ device: row('ann', 'phone', 'one', revision), before, makesRoom: null }),
      ),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
  });

  it('throws what is no race', async () => {
    const store = new DynamoDbDeviceStore(client, 'no-such-table');
    await expect(store.readDevice('ann', 'phone')).rejects.toThrow();
    await expect(store.remove(row('ann', 'phone', 'one', 'a'))).rejects.toThrow();
  });
});
