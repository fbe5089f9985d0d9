import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from 'local-cloud';
import { expect } from 'vitest';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { pushAddress } from '../../functions/rules/devices/PushAddress.ts';
import { readDeviceFacts } from '../../functions/rules/devices/readDeviceFacts.ts';
import { validateDeviceId } from '../../functions/rules/devices/validateDeviceId.ts';
import { type BatchEntry, prepareMessage } from '../../functions/rules/publishing/prepareMessage.ts';
import { notFound } from '../../functions/rules/Refusal.ts';
import { refuse } from '../../functions/rules/refuse.ts';
import { readStepUpAnswer } from '../../functions/rules/stepUp/readStepUpAnswer.ts';
import type { RegisterDeviceInput } from '../../schema/generated/types.ts';
import { NOW, tables } from '../support/runResolver.ts';

/**
 * Data sources that know every recipient and topic, ask for no proof, and take every write that AWS would take.
 * Functions judge as they do when deployed. Anything else fails the test.
 */
export function obligingSource(name: string, request: JsonObject): JsonValue {
  const { operation } = request;
  if (operation === 'Invoke') return invoke(name, request.payload as JsonObject);
  expectTaken(request);
  if (operation === 'GetItem') return null;
  if (operation === 'Query') return { items: [], nextToken: null };
  if (operation === 'UpdateItem') return plain((request.key ?? {}) as JsonObject);
  if (operation === 'TransactWriteItems') return { keys: [], cancellationReasons: null };
  if (operation === 'BatchGetItem') return batchGet(request.tables as Tables);
  throw new Error(`No answer to ${String(operation)} of ${name}.`);
}

type Tables = Readonly<Record<string, { readonly keys: readonly JsonObject[] }>>;

function batchGet(asked: Tables): JsonValue {
  const data = Object.entries(asked).map(([table, { keys }]) => {
    expect(keys.length).toBeLessThanOrEqual(100);
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(keys.length);
    const found = keys.map((key) => {
      const row = plain(key);
      if (table === tables.DEVICES_TABLE) return row;
      if (table === tables.STEP_UP_SETTINGS_TABLE && `${row.sk}`.startsWith('OPERATION#')) {
        return {
          ...row,
          requirement: 'STEP_UP_NOT_REQUIRED',
          scope: 'OPERATION',
          methods: [],
          maxAge: 60,
          maxAttempts: 1,
        };
      }
      const id = `${row.sk}`.slice('TOPIC#'.length);
      return table === tables.TOPICS_TABLE ? { ...row, id, type: 'STANDARD', status: 'ACTIVE', access: 'OPEN' } : null;
    });
    return [table, found];
  });
  return { data: Object.fromEntries(data), unprocessedKeys: {} };
}

/** DynamoDB's limits: Amazon DynamoDB Developer Guide, "Quotas" and "Constraints". */
function expectTaken(request: JsonObject): void {
  const text = JSON.stringify(request);
  expect(text.isWellFormed() && !/\\ud[89a-f]/i.test(text), 'half a surrogate pair').toBe(true);
  walk(request, (name, value) => {
    if (name === 'key' || name === 'keys') {
      for (const key of Array.isArray(value) ? value : [value]) expectKey(key as JsonObject);
    }
    if (name === 'attributeValues') expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThan(400_000);
    if (name !== 'expressionValues') return;
    for (const one of Object.values(value as Readonly<Record<string, JsonObject>>)) {
      if (typeof one.S === 'string') expect(Buffer.byteLength(one.S)).toBeLessThan(400_000);
    }
  });
  const query = request.query as JsonObject | undefined;
  for (const one of Object.values((query?.expressionValues ?? {}) as Readonly<Record<string, { S: string }>>)) {
    expect(one.S.length, 'the value of a key').toBeGreaterThan(0);
    expect(Buffer.byteLength(one.S), 'the value of a key').toBeLessThanOrEqual(1024 * 2);
  }
}

function expectKey(key: JsonObject): void {
  const { pk, sk } = plain(key) as { pk: string; sk: string };
  expect(Buffer.byteLength(pk), pk.slice(0, 100)).toBeLessThanOrEqual(2048);
  expect(Buffer.byteLength(sk), sk.slice(0, 100)).toBeLessThanOrEqual(1024);
}

function walk(value: unknown, visit: (name: string, value: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    visit(name, member);
    walk(member, visit);
  }
}

function plain(key: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(key).map(([name, value]) => [name, (value as { S: string }).S]));
}

/** As functions/aws/appsync/answer.ts. */
function invoke(name: string, payload: JsonObject): JsonValue {
  const text = JSON.stringify(payload);
  expect(isDeepStrictEqual(JSON.parse(text), payload)).toBe(true);
  expect(Buffer.byteLength(text)).toBeLessThan(6_000_000);
  try {
    return { data: JSON.parse(JSON.stringify(functions[name]?.(payload) ?? null)) as JsonValue };
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error;
    const { errorType, message, errorInfo } = error;
    return { error: { errorType, message, errorInfo: JSON.parse(JSON.stringify(errorInfo)) as JsonObject } };
  }
}

const functions: Readonly<Record<string, (payload: JsonObject) => unknown>> = {
  registerDevice({ input }) {
    const given = input as unknown as RegisterDeviceInput;
    refuse(validateDeviceId(given.deviceId));
    pushAddress(given.address);
    const { facts, ignored } = readDeviceFacts(given);
    return { device: { id: given.deviceId, ...facts }, created: true, ignored };
  },
  unregisterDevice({ input }) {
    const { deviceId } = input as { deviceId: string };
    refuse(validateDeviceId(deviceId));
    return { deviceId, unregistered: false };
  },
  publishBatch({ entries, publisherId }) {
    return (entries as unknown as BatchEntry[]).map((entry) => {
      const facts = { id: '01KDVV3R00ABCDEFGHJKMNPQRS', publisherId: `${publisherId}`, now: NOW };
      const made = entry.refusal ?? prepareMessage(entry, facts);
      const failed = { id: entry.id, message: null, unreachable: [], replayed: false };
      if (!('errorType' in made)) return { ...failed, message: made, error: null };
      return { ...failed, error: { code: made.errorType, message: made.message, errorInfo: made.errorInfo } };
    });
  },
  respondToStepUp({ input }) {
    readStepUpAnswer(input as JsonObject);
    refuse(notFound('challenge', 'input.challengeId'));
  },
  initiateStepUp: () => refuse(notFound('challenge', 'input.challengeId')),
  approveStepUp: () => refuse(notFound('challenge', 'input.challengeId')),
  createOrDeleteTopic: ({ kind, topicId }) => (kind === 'delete' ? { deleted: true } : { id: topicId }),
  applySubscriber: (key) => ({ ...key, state: 'ADDED', subscriptionArn: 'arn' }),
  redeliverToSubscriber: () => ({ redelivered: 0, failed: 0, lastError: null, kept: 0 }),
  readSubscriberStates: () => ({ arn: 'CONFIRMED' }),
  listMessages: () => ({ rows: [], olderFollow: false }),
  cancelMessage: () => ({ message: null, cancelledDeliveries: 0 }),
};
