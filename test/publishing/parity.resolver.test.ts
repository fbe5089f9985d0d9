import { BatchGetCommand, type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from 'local-cloud';
import { runs } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoDbAcceptanceStore } from '../../functions/aws/dynamodb/DynamoDbAcceptanceStore.ts';
import { publishBatch } from '../../functions/publishing/publishBatch.ts';
import type { BatchEntry } from '../../functions/rules/publishing/prepareMessage.ts';
import { NOW, Resolvers, resultOf, tables } from '../support/runResolver.ts';
import { brokenMembers, type Change, validInput } from './publishInputs.ts';

// `publish` runs in APPSYNC_JS, a batch in Lambda. The same input must come to the same rows, or to the same refusal.

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

/** What the tables say of an input's recipients and topic. */
interface Known {
  readonly recipients: 'all' | 'the first' | 'none';
  readonly topic: { readonly type: string; readonly status: string } | null;
}

/** What an input comes to: rows as they are written, with the condition of each, or a refusal. */
type Outcome = { readonly written: unknown } | { readonly refused: unknown };

function publish(input: JsonObject, known: Known): Outcome {
  const context = { arguments: { input } };
  let stash: JsonObject = {};
  for (const name of ['Mutation.publish', 'steps/judgeMessage', 'steps/draftMessage', 'steps/acceptMessage']) {
    const { end, stash: left } = resolvers.run(name, 'request', { ...context, stash });
    if (end.kind === 'error') {
      const { errorType, message, errorInfo } = end.error;
      return { refused: { errorType, message, errorInfo } };
    }
    // As `guard` does before the last step.
    stash = { ...left, read: rowsFound((left.alsoRead ?? {}) as Record<string, JsonObject[]>, known) };
    if (name !== 'steps/acceptMessage') continue;
    const { transactItems } = end.value as unknown as { transactItems: AppSyncPut[] };
    return written(transactItems.map(plainPut));
  }
  throw new Error('Nothing was written.');
}

async function batch(input: JsonObject, known: Known): Promise<Outcome> {
  const handed = resolvers.run('Mutation.publishBatch', 'request', {
    arguments: { input: { entries: [{ id: 'a', message: input }] } },
  });
  resultOf(handed);
  const entries = JSON.parse(JSON.stringify(handed.stash.entries)) as BatchEntry[];
  let puts: unknown = null;
  const send = async (command: unknown) => {
    if (command instanceof TransactWriteCommand) puts = command.input.TransactItems?.map(({ Put }) => Put);
    if (!(command instanceof BatchGetCommand)) return {};
    const asked = Object.entries(command.input.RequestItems ?? {}).filter(([table]) => table !== tables.MESSAGES_TABLE);
    const keys = Object.fromEntries(asked.map(([table, { Keys = [] }]) => [table, Keys as JsonObject[]]));
    return { Responses: rowsFound(keys, known) };
  };
  const store = new DynamoDbAcceptanceStore({ send } as unknown as DynamoDBDocumentClient, {
    messages: tables.MESSAGES_TABLE,
    devices: tables.DEVICES_TABLE,
    topics: tables.TOPICS_TABLE,
  });
  const clock = { now: () => NOW };
  const entropy = (bytes: number) => new Uint8Array(bytes);
  const wait = () => Promise.reject(new Error('It waits.'));
  const startTimer = () => ({ ended: new Promise<void>(() => {}), cancel: () => {} });
  const logFailure = (what: string) => {
    throw new Error(what);
  };
  const ports = { clock, store, entropy, random: () => 0.5, wait, startTimer, logFailure };
  const [result] = await publishBatch(ports, 'paula', entries);
  if (!result?.error) return written(puts);
  const { code: errorType, message, errorInfo } = result.error;
  return { refused: { errorType, message, errorInfo } };
}

function rowsFound(keys: Readonly<Record<string, readonly JsonObject[]>>, known: Known): Record<string, JsonObject[]> {
  const devices = (keys[tables.DEVICES_TABLE] ?? []).map((key) =>
    key.sk === 'OWNER' ? { ...key, userId: 'ann', platform: 'FCM' } : key,
  );
  const recipients = { all: devices, 'the first': devices.slice(0, 1), none: [] }[known.recipients];
  const topics = (keys[tables.TOPICS_TABLE] ?? []).flatMap((key) =>
    known.topic === null ? [] : [{ ...key, id: `${key.sk}`.slice('TOPIC#'.length), ...known.topic }],
  );
  return { [tables.DEVICES_TABLE]: [...recipients], [tables.TOPICS_TABLE]: topics };
}

interface AppSyncPut {
  readonly table: string;
  readonly key: JsonObject;
  readonly attributeValues: JsonObject;
  readonly condition?: {
    readonly expression: string;
    readonly expressionValues?: JsonObject;
    readonly returnValuesOnConditionCheckFailure: boolean;
  };
}

/** As the document client takes it. */
function plainPut({ table, key, attributeValues, condition }: AppSyncPut) {
  const values = condition?.expressionValues;
  return {
    TableName: table,
    Item: { ...plainMembers(key), ...plainMembers(attributeValues) },
    ...(condition === undefined ? {} : { ConditionExpression: condition.expression }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: plainMembers(values) }),
    ...(condition?.returnValuesOnConditionCheckFailure ? { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } : {}),
  };
}

function plainMembers(map: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, plain(value)]));
}

/** The value of one in DynamoDB's form. */
function plain(typed: JsonValue | undefined): JsonValue {
  const [[type, value] = []] = Object.entries(typed as JsonObject);
  if (type === 'NULL') return null;
  if (type === 'N') return Number(value);
  if (type === 'L') return (value as JsonValue[]).map(plain);
  return type === 'M' ? plainMembers(value as JsonObject) : (value ?? null);
}

/** Each side gives the message an id of its own. */
function written(puts: unknown): Outcome {
  const text = JSON.stringify(puts);
  const [, id = ''] = /"pk":"MESSAGE#([0-9A-Z]{26})"/.exec(text) ?? [];
  // Where the indexes have a message depends on its id.
  const anyShard = text
    .replaceAll(id, 'ID')
    .replaceAll(/"dueShard":\D*[0-7]"(\})?/g, '"dueShard":"0"')
    .replace(/"timeShard":"[0-7]"/, '"timeShard":"0"');
  return { written: JSON.parse(anyShard) };
}

const known: fc.Arbitrary<Known> = fc.record({
  recipients: fc.oneof({ weight: 6, arbitrary: fc.constant('all' as const) }, fc.constantFrom('the first', 'none')),
  topic: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom({ type: 'FIFO', status: 'ACTIVE' }, { type: 'STANDARD', status: 'ACTIVE' }),
    },
    fc.constantFrom(null, { type: 'STANDARD', status: 'DELETING' }),
  ),
});

const everything: Known = { recipients: 'all', topic: { type: 'FIFO', status: 'ACTIVE' } };

describe('publish and publishBatch', () => {
  it('write the same rows, or refuse with the same words, whatever is given and known', async () => {
    const outcomes: string[] = [];
    const changes = fc.oneof(
      fc.constant([]),
      fc.array(fc.constantFrom(...brokenMembers), { minLength: 1, maxLength: 2 }),
    );
    await fc.assert(
      fc.asyncProperty(validInput, changes, known, async (valid, broken, found) => {
        const input = broken.reduce((changed, { change }) => change(changed), valid);
        const one = publish(input, found);
        expect(await batch(input, found)).toEqual(one);
        outcomes.push(...Object.keys(one));
      }),
      runs(600),
    );
    // Neither kind is so rare that it proves nothing.
    expect(outcomes.filter((kind) => kind === 'written').length).toBeGreaterThan(100);
    expect(outcomes.filter((kind) => kind === 'refused').length).toBeGreaterThan(100);
  });

  it.each(brokenMembers)('refuse $name, by the field', async ({ change, field }: Change) => {
    const input = change({
      idempotencyKey: 'key',
      audience: { topic: { topicId: '01KDVV3R00ABCDEFGHJKMNPQRS', groupId: 'orders' } },
      content: { title: 'Hi' },
    });
    const refused = publish(input, everything);
    expect(refused).toMatchObject({ refused: { errorInfo: { field } } });
    expect(await batch(input, everything)).toEqual(refused);
  });
});
