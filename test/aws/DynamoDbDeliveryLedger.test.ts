import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbDeliveryLedger } from '../../functions/aws/dynamodb/DynamoDbDeliveryLedger.ts';
import type { DeliveryLedger } from '../../functions/delivery/DeliveryLedger.ts';
import type { AddressedDevice } from '../../functions/delivery/DeviceDirectory.ts';
import { allStatuses } from '../../functions/rules/delivery/deliveryStatus.ts';
import type { Verdict } from '../../functions/rules/feedback/Feedback.ts';
import { deviceKey, earlierPushKey, isEarlierPushKey, type Key } from '../../functions/rules/keys.ts';
import { InMemoryLedger } from '../delivery/InMemoryLedger.ts';
import { START, sampleDevice, sampleMessage, sampleRow } from '../delivery/samples.ts';
import { type StartedTables, startTables } from '../support/startTables.ts';

let tables: StartedTables;
let client: DynamoDBDocumentClient;

beforeAll(async () => {
  tables = await startTables();
  ({ client } = tables);
});
afterAll(() => tables.stop());

const messageId = sampleMessage().id;
const deviceId = fc.constantFrom('phone', 'tablet');
const reason = fc.constantFrom(undefined, 'INTERNAL' as const, 'NO_ANSWER' as const);
/** Whether the caller read the row just now, or when it was opened. */
const fresh = fc.boolean();
/** Seconds since the start: commands may come in any order of time. */
const second = fc.integer({ min: 0, max: 30 });

const command = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('open' as const), deviceId }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('claim' as const), deviceId, fresh, second }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), deviceId, second }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      deviceId,
      fresh,
      second,
      status: fc.constantFrom(...allStatuses.filter((status) => status !== 'QUEUED')),
      reason,
      snsMessageId: fc.constantFrom(undefined, 'sns-1', 'sns-2'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      deviceId,
      second,
      snsMessageId: fc.constantFrom('sns-1', 'sns-2'),
      verdict: fc.constantFrom<Verdict>(
        { status: 'PROVIDER_ACCEPTED' },
        { status: 'EXPIRED', reason: 'TTL_EXPIRED' },
        { status: 'FAILED', reason: 'INVALID_TOKEN' },
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('endUnsent' as const),
      deviceId,
      fresh,
      second,
      until: fc.option(second, { nil: undefined }),
      status: fc.constantFrom('FAILED' as const, 'EXPIRED' as const, 'SUPPRESSED' as const, 'CANCELLED' as const),
      reason,
      abandoned: fc.constantFrom(undefined, true),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('reopen' as const), deviceId, fresh, second }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('readdress' as const, 'noteLate' as const), deviceId }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('device' as const),
      deviceId,
      addressVersion: fc.constantFrom(1, 2),
      status: fc.constantFrom('ENABLED' as const, 'DISABLED' as const),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** What each command answered, and the rows at the end. */
async function run(
  ledger: DeliveryLedger,
  setDevice: (device: AddressedDevice) => Promise<void>,
  commands: readonly Command[],
): Promise<unknown[]> {
  const at = (seconds: number) => START + seconds * 1000;
  const until = (seconds: number) => at(seconds) + 15_000;
  const answers: unknown[] = [];
  for (const device of ['phone', 'tablet']) await setDevice(sampleDevice(device));
  for (const one of commands) {
    const [stored] = 'fresh' in one && one.fresh ? await ledger.read(messageId, [one.deviceId]) : [];
    const row = stored ?? sampleRow(one.deviceId);
    if (one.kind === 'open') answers.push(await ledger.open(row));
    if (one.kind === 'claim') answers.push(await ledger.claim(row, until(one.second), at(one.second)));
    if (one.kind === 'noteLate') await ledger.noteLate(row);
    if (one.kind === 'release')
      await ledger.release(row, until(one.second), { reason: 'THROTTLED', at: until(one.second) + 1000 });
    if (one.kind === 'move') {
      const { status, snsMessageId } = one;
      const known = { ...(one.reason ? { reason: one.reason } : {}), ...(snsMessageId ? { snsMessageId } : {}) };
      answers.push(await ledger.move(row, { status, ...known }, at(one.second)));
    }
    if (one.kind === 'endUnsent') {
      const known = { ...(one.reason ? { reason: one.reason } : {}), ...(one.abandoned ? { abandoned: true } : {}) };
      const held = one.until === undefined ? undefined : until(one.until);
      answers.push(await ledger.endUnsent(row, { status: one.status, ...known }, at(one.second), held));
    }
    if (one.kind === 'answer') {
      answers.push(await ledger.answer(row, one.snsMessageId, one.verdict, at(one.second)));
    }
    if (one.kind === 'reopen') answers.push(await ledger.reopen(row, at(one.second)));
    if (one.kind === 'readdress') {
      await ledger.readdress(row, { endpointArn: 'endpoint/new', addressVersion: 2, platform: 'APNS' });
    }
    if (one.kind === 'device') {
      await setDevice(sampleDevice(one.deviceId, { addressVersion: one.addressVersion, status: one.status }));
    }
  }
  const byDevice = (rows: readonly { readonly deviceId: string }[]) =>
    rows.toSorted((left, right) => left.deviceId.localeCompare(right.deviceId));
  const queued = [];
  for await (const page of ledger.inStates(messageId, ['QUEUED'])) queued.push(...page);
  const ended = [];
  for await (const page of ledger.inStates(messageId, ['CANCELLED', 'FAILED'])) ended.push(...page);
  answers.push(byDevice(await ledger.read(messageId, ['phone', 'tablet', 'none'])), byDevice(queued), byDevice(ended));
  return answers;
}

/** Removes the primary key from the rows of answers, and sorts their members. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, member) => (name === 'pk' || name === 'sk' ? undefined : member)));
}

describe('the ledger in DynamoDB', () => {
  it('answers and ends as the one in memory does, whatever is done to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 18 }), async (commands) => {
        const known = new Map<string, AddressedDevice>();
        const memory = new InMemoryLedger(() => [...known.values()]);
        const expected = await run(memory, async (device) => void known.set(device.id, device), commands);

        const deliveries = await tables.create('deliveries');
        const devices = await tables.create('devices');
        const ledger = new DynamoDbDeliveryLedger(client, { deliveries, devices });
        const put = async (device: AddressedDevice) => {
          const Item = { ...deviceKey(device.userId, device.id), ...device };
          await client.send(new PutCommand({ TableName: devices, Item }));
        };
        expect(plain(await run(ledger, put, commands))).toEqual(plain(expected));
      }),
      runs(60),
    );
  });

  it('keeps the id of the push of an earlier attempt, so that its answer is known and changes nothing', async () => {
    const [deliveries, devices] = [await tables.create('deliveries'), await tables.create('devices')];
    const ledger = new DynamoDbDeliveryLedger(client, { deliveries, devices });
    const rowNow = async () => {
      const [row = sampleRow('phone')] = await ledger.read(messageId, ['phone']);
      return row;
    };
    await ledger.open(sampleRow('phone'));
    await ledger.move(await rowNow(), { status: 'SENT', snsMessageId: 'sns-1' }, START);
    await ledger.move(await rowNow(), { status: 'FAILED', reason: 'NO_ANSWER' }, START);
    const Key = earlierPushKey(messageId, 'sns-1');
    expect((await client.send(new GetCommand({ TableName: deliveries, Key }))).Item).toBeUndefined();
    expect(await ledger.reopen(await rowNow(), START)).toBe(true);
    // By this attribute the index `bySnsMessageId` finds it.
    const { Item } = await client.send(new GetCommand({ TableName: deliveries, Key }));
    expect(Item).toMatchObject({ snsMessageId: 'sns-1' });
    expect(isEarlierPushKey(Item as Key)).toBe(true);
    expect(await rowNow()).not.toHaveProperty('snsMessageId');
    const reference = { messageId, deviceId: 'phone' };
    expect(await ledger.answer(reference, 'sns-1', { status: 'PROVIDER_ACCEPTED' }, START)).toBe(false);
    await ledger.move(await rowNow(), { status: 'SENT', snsMessageId: 'sns-2' }, START);
    expect(await ledger.answer(reference, 'sns-1', { status: 'PROVIDER_ACCEPTED' }, START)).toBe(false);
    expect(await rowNow()).toMatchObject({ status: 'SENT', snsMessageId: 'sns-2', attempt: 2 });
  });

  it('reads as many rows as are asked for', async () => {
    const [deliveries, devices] = [await tables.create('deliveries'), await tables.create('devices')];
    const ledger = new DynamoDbDeliveryLedger(client, { deliveries, devices });
    const ids = Array.from({ length: 230 }, (_, index) => `device-${index}`);
    for (const id of ids) await ledger.open(sampleRow(id));
    expect((await ledger.read(messageId, ids)).map((row) => row.deviceId).toSorted()).toEqual(ids.toSorted());
  });
});
