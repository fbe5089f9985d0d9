import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { JsonObject } from 'local-cloud';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DynamoDbChallengeStore } from '../../functions/aws/dynamodb/DynamoDbChallengeStore.ts';
import { stepUpGrantKey } from '../../functions/rules/keys.ts';
import type { StepUpGrantRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { errorOf, NOW, Resolvers, resultOf } from '../support/runResolver.ts';
import { type StartedTables, startTables } from '../support/startTables.ts';

// Calls and answers that arrive between the guard's read and the opening of a challenge, in DynamoDB.

const now = NOW / 1000;
const token = { tokenId: 'token-1', userId: 'paula' };
const key = stepUpGrantKey(token, { operation: 'Mutation.publish' });
const rule = {
  ...{ requirement: 'STEP_UP_REQUIRED', scope: 'OPERATION', methods: ['PUSH_STEP_UP', 'SMS_STEP_UP'] },
  ...{ maxAge: 300, maxAttempts: 3 },
};

let tables: StartedTables;
let client: DynamoDBDocumentClient;
let resolvers: Resolvers;
let table: string;

beforeAll(async () => {
  tables = await startTables();
  ({ client } = tables);
  resolvers = await Resolvers.bundle();
});
afterAll(async () => {
  resolvers[Symbol.dispose]();
  await tables.stop();
});
beforeEach(async () => {
  table = await tables.create('sessions');
});

/** Makes a call with these arguments that needs a proof. Returns the error of its refusal. */
async function call(args: string, meanwhile: () => Promise<unknown> = async () => {}) {
  const { Item = null } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
  const result = { data: { settings: [rule], sessions: [Item, null] }, unprocessedKeys: {} } as JsonObject;
  const guard = resolvers.run('steps/guard', 'response', { stash: { arguments: args, summary: 's' }, result });
  await meanwhile();
  if (guard.end.kind === 'error') return errorOf(guard);
  const { stash } = guard;
  const { update, condition } = resultOf(resolvers.run('steps/openChallenge', 'request', { stash })) as unknown as {
    update: Expression;
    condition: Expression;
  };
  const opened = await send(update, condition);
  return errorOf(resolvers.run('steps/openChallenge', 'response', { stash, ...opened }));
}

interface Expression {
  readonly expression: string;
  readonly expressionNames?: Record<string, string>;
  readonly expressionValues?: JsonObject;
}

/** Does `UpdateItem` as AppSync: a row that fails the condition is the result. */
async function send(update: Expression, condition: Expression) {
  const input = {
    TableName: table,
    Key: { pk: { S: key.pk }, sk: { S: key.sk } },
    UpdateExpression: update.expression,
    ConditionExpression: condition.expression,
    ExpressionAttributeNames: { ...update.expressionNames, ...condition.expressionNames },
    ExpressionAttributeValues: { ...update.expressionValues, ...condition.expressionValues },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
  // AppSync hands numbers to DynamoDB as text.
  const asText = JSON.parse(JSON.stringify(input).replaceAll(/"N":(\d+)/g, '"N":"$1"'));
  try {
    const { Attributes = {} } = await client.send(new UpdateItemCommand(asText));
    return { result: unmarshall(Attributes) as JsonObject };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return {
      result: error.Item === undefined ? null : (unmarshall(error.Item) as JsonObject),
      error: { type: 'DynamoDB:ConditionalCheckFailedException', message: 'The conditional request failed' },
    };
  }
}

function idOf({ errorType, errorInfo }: Awaited<ReturnType<typeof call>>): string {
  expect(errorType).toBe('StepUpRequired');
  return (errorInfo as { challengeId: string }).challengeId;
}

/** An initiated challenge, as the functions see it. */
async function initiated(args: string) {
  const challengeId = idOf(await call(args));
  const challenges = new DynamoDbChallengeStore(client, { sessions: table, audit: 'audit' });
  const row = (await challenges.find(token, challengeId)) as StepUpGrantRow;
  const initiation = { method: 'SMS_STEP_UP', destination: '+*', expiresAt: now + 600 } as const;
  const absent = { matchNumber: undefined, codeLength: undefined, cognitoSignIn: undefined };
  expect(await challenges.initiate('token-1', row, { ...initiation, ...absent })).not.toBeNull();
  return { challenges, row };
}

it('keeps the answers that were given in between: a call with other arguments buys no new ones', async () => {
  const { challenges, row } = await initiated('a');
  const guess = () => challenges.claimAttempt('token-1', row, now);
  const { errorType } = await call('b', async () => {
    await guess();
    await guess();
  });
  expect(errorType).toBe('StepUpUnavailable');
  const challengeId = idOf(await call('b'));
  expect(await challenges.find(token, challengeId)).toMatchObject({ arguments: 'b', attempts: 2 });
});

it('keeps a lock that was set in between, as by a denial on a device, which costs no answer', async () => {
  const { challenges, row } = await initiated('a');
  const { errorType } = await call('b', () => challenges.lock('token-1', row, now + 900));
  expect(errorType).toBe('StepUpUnavailable');
  expect((await call('b')).errorType).toBe('ChallengeLocked');
});

it('names no challenge that is for other arguments: who answers it would prove what another asked for', async () => {
  const thief: string[] = [];
  const victim = await call('b', async () => thief.push(idOf(await call('a'))));
  expect(victim).toMatchObject({ errorType: 'StepUpUnavailable', errorInfo: null });
  expect(idOf(await call('b'))).not.toBe(thief[0]);
});

it('names the challenge that a call with the same arguments opened in between', async () => {
  const first: string[] = [];
  const second = idOf(await call('a', async () => first.push(idOf(await call('a')))));
  expect(first).toEqual([second]);
});
