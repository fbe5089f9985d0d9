import type { JsonObject, JsonValue } from 'local-cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingOperations } from '../../functions/rules/stepUp/decideStepUp.ts';
import { errorOf, NOW, Resolvers, resultOf } from '../support/runResolver.ts';

const [PUT = '', DELETE = ''] = settingOperations;
let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

interface TransactItem {
  readonly operation: string;
  readonly key: { readonly sk: { readonly S: string } };
  readonly condition?: { readonly expression: string; readonly expressionValues?: JsonObject };
  readonly attributeValues?: JsonObject;
}

const services = (count: number, name = 'op') => Array.from({ length: count }, (_, index) => `billing:${name}${index}`);

/** Returns what `put` or `delete` writes once `guard` has read the group. */
function change(
  field: 'put' | 'delete',
  input: JsonObject,
  before: JsonObject | null = null,
): { error?: unknown; items: TransactItem[]; stash: JsonObject; result?: unknown } {
  const coordinate = `Mutation.${field}StepUpSetting`;
  const args = { arguments: { input } };
  const first = resolvers.run(coordinate, 'request', args);
  if (first.end.kind === 'error') return { error: errorOf(first), items: [], stash: first.stash };
  const judged = resolvers.run('steps/judgeOperations', 'request', { ...args, stash: first.stash });
  if (judged.end.kind === 'error') return { error: errorOf(judged), items: [], stash: first.stash };
  const stash = { ...first.stash, read: { settings: before === null ? [] : [before] } };
  const step = resolvers.run(`steps/${field}StepUpSetting`, 'request', { ...args, stash });
  if (step.end.kind === 'error') return { error: errorOf(step), items: [], stash };
  const { transactItems = [] } = resultOf(step) as { transactItems?: TransactItem[] };
  return { items: transactItems, stash: step.stash, result: resultOf(step) };
}

const put = (input: JsonObject, before: JsonObject | null = null) =>
  change('put', { requirement: 'STEP_UP_REQUIRED', ...input }, before);

function asRead(operations: string[], revision = 'r1'): JsonObject {
  return { pk: 'SETTING', sk: 'GROUP#g', group: 'g', operations, revision };
}

/** What is done to settings: the last item is the act in the audit log. */
const names = (items: readonly TransactItem[]) =>
  items.slice(0, -1).map(({ operation, key }) => `${operation} ${key.sk.S}`);

describe('putStepUpSetting for a group', () => {
  it('writes the group and its rule on each operation, in one transaction', () => {
    const { items } = put({
      group: 'g',
      operations: ['Mutation.publish', 'billing:pay'],
      scope: 'SESSION',
      maxAge: 60,
    });
    expect(names(items)).toEqual([
      'PutItem GROUP#g',
      'PutItem OPERATION#Mutation.publish',
      'PutItem OPERATION#billing:pay',
    ]);
    const rule = {
      requirement: { S: 'STEP_UP_REQUIRED' },
      scope: { S: 'SESSION' },
      maxAge: { N: 60 },
      group: { S: 'g' },
    };
    for (const { attributeValues } of items.slice(0, -1)) expect(attributeValues).toMatchObject(rule);
    expect(items[0]?.condition?.expression).toBe('attribute_not_exists(pk)');
    expect(items[1]?.condition?.expression).toBe(
      '(attribute_not_exists(#group) AND attribute_not_exists(pk)) OR #group = :group',
    );
    expect(items[1]?.attributeValues).not.toHaveProperty('operations');
  });

  it('takes out what is not named any more, and only if the group is as it was read', () => {
    const { items } = put(
      { group: 'g', operations: ['billing:new', 'billing:stays'] },
      asRead(['billing:stays', 'billing:old']),
    );
    expect(names(items)).toEqual([
      'PutItem GROUP#g',
      'PutItem OPERATION#billing:new',
      'PutItem OPERATION#billing:stays',
      'DeleteItem OPERATION#billing:old',
    ]);
    expect(items[0]?.condition).toMatchObject({
      expression: 'revision = :revision',
      expressionValues: { ':revision': { S: 'r1' } },
    });
    expect(items[0]?.attributeValues?.revision).not.toEqual({ S: 'r1' });
    expect(items[3]?.condition?.expression).toBe('attribute_not_exists(pk) OR #group = :group');
  });

  it('stays within the hundred parts of a transaction, the proof included', () => {
    const { items } = put({ group: 'g', operations: services(50) }, asRead(services(46, 'old')));
    // A proof takes two more.
    expect(items).toHaveLength(98);
    expect(put({ group: 'g', operations: services(50) }, asRead(services(47, 'old'))).error).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.operations', given: '50 operations in place of 47 that leave' },
    });
  });

  it('has the guard read the group’s row, what it replaces, and what is set beside it', () => {
    const alsoRead = (input: JsonObject): JsonValue | undefined => ({ ...put(input).stash }).alsoRead;
    const settings = (...names: string[]) => names.map((sk) => ({ pk: 'SETTING', sk }));
    expect(alsoRead({ group: 'g', operations: services(50) })).toEqual({
      settings: settings('GROUP#g', ...services(50).map((name) => `OPERATION#${name}`)),
    });
    expect(alsoRead({ operation: 'Mutation.createTopic' })).toEqual({
      settings: settings('OPERATION#Mutation.createTopic'),
    });
    // A batch is held to the setting of a single message, and so is what sends it again.
    expect(alsoRead({ operation: 'Mutation.publish' })).toEqual({
      settings: settings(...['publish', 'publishBatch', 'redeliver'].map((name) => `OPERATION#Mutation.${name}`)),
    });
  });
});

describe('deleteStepUpSetting of a group', () => {
  it('takes the rows of all its operations with it', () => {
    const { items } = change('delete', { group: 'g' }, asRead(['billing:a', 'billing:b']));
    expect(names(items)).toEqual([
      'DeleteItem GROUP#g',
      'DeleteItem OPERATION#billing:a',
      'DeleteItem OPERATION#billing:b',
    ]);
    expect(items[0]?.condition?.expression).toBe('revision = :revision');
  });

  it('removes a setting of users’ own reads where the deployment has stopped guarding them', () => {
    for (const operation of ['Query.devices', 'Subscription.onMyDeliveries']) {
      expect(put({ operation }).error).toMatchObject({ errorInfo: { field: 'input.operation' } });
      const before = { sk: `OPERATION#${operation}`, operation, updatedAt: 'then' };
      expect(names(change('delete', { operation }, before).items)).toEqual([`DeleteItem OPERATION#${operation}`]);
    }
    expect(change('delete', { operation: 'Query.none' }).error).toMatchObject({ errorType: 'InvalidInput' });
  });

  it.each([{ group: 'g' }, { operation: 'billing:a' }])(
    'writes nothing, and so spends no proof, where there is no %j',
    (input) => {
      const { items, result } = change('delete', input);
      expect(items).toEqual([]);
      expect(result).toBe(false);
    },
  );
});

/** Runs a step's response for a cancelled transaction. */
function refused(field: 'put' | 'delete', input: JsonObject, before: JsonObject | null, reasons: JsonValue[]) {
  const { stash } = field === 'put' ? put(input, before) : change('delete', input, before);
  const error = { type: 'DynamoDB:TransactionCanceledException', message: 'cancelled' };
  const args = { arguments: { input }, stash, error, result: { keys: null, cancellationReasons: reasons } };
  return errorOf(resolvers.run(`steps/${field}StepUpSetting`, 'response', args));
}

const none = { type: 'None' };
const inGroup = (operation: string) => ({ type: 'ConditionCheckFailed', item: { operation, group: 'other' } });

describe('a change that does not go through says why', () => {
  it('an operation is in another group', () => {
    const errorInfo = { operation: 'billing:b', group: 'other' };
    const expected = { errorType: 'OperationInGroup', errorInfo };
    const group = { group: 'g', operations: ['billing:a', 'billing:b'] };
    expect(refused('put', group, null, [none, none, inGroup('billing:b')])).toMatchObject(expected);
    expect(refused('put', { operation: 'billing:b' }, null, [inGroup('billing:b')])).toMatchObject(expected);
    const alone = { sk: 'OPERATION#billing:b', operation: 'billing:b', updatedAt: 'then' };
    expect(refused('delete', { operation: 'billing:b' }, alone, [inGroup('billing:b')])).toMatchObject(expected);
    const grouped = { ...alone, group: 'other' };
    expect(put({ operation: 'billing:b' }, grouped).error).toMatchObject(expected);
    expect(change('delete', { operation: 'billing:b' }, grouped).error).toMatchObject(expected);
  });

  it('somebody else changed the group', () => {
    const expected = { errorType: 'StepUpGroupChanged', errorInfo: { group: 'g', retryable: true } };
    const failed = { type: 'ConditionCheckFailed' };
    const before = asRead(['billing:a']);
    expect(refused('put', { group: 'g', operations: ['billing:a'] }, before, [failed, none])).toMatchObject(expected);
    expect(refused('delete', { group: 'g' }, before, [failed, none])).toMatchObject(expected);
  });

  it('the proof was spent, or DynamoDB had two transactions at once', () => {
    const conflict = { type: 'TransactionConflict' };
    expect(refused('put', { group: 'g', operations: ['billing:a'] }, null, [none, conflict])).toMatchObject({
      errorType: 'Unavailable',
    });
    const { stash } = put({ group: 'g', operations: ['billing:a'] });
    const args = { arguments: { input: { group: 'g', operations: ['billing:a'] } } };
    const grant = { pk: 'TOKEN#token-1', sk: 'OPERATION#Mutation.putStepUpSetting', challengeId: 'c' };
    const request = resolvers.run('steps/putStepUpSetting', 'request', { ...args, stash: { ...stash, grant } });
    const reasons = [none, none, none, { type: 'ConditionCheckFailed' }, none];
    const outcome = resolvers.run('steps/putStepUpSetting', 'response', {
      ...args,
      stash: request.stash,
      error: { type: 'DynamoDB:TransactionCanceledException', message: 'cancelled' },
      result: { keys: null, cancellationReasons: reasons },
    });
    expect(errorOf(outcome).errorType).toBe('StepUpGrantSpent');
  });
});

describe('the guard', () => {
  const rule = {
    requirement: 'STEP_UP_REQUIRED',
    scope: 'SESSION',
    methods: ['SMS_STEP_UP'],
    maxAge: 300,
    maxAttempts: 5,
  };
  const info = (fieldName: string) => ({
    info: { fieldName, parentTypeName: 'Mutation', variables: {}, selectionSetList: [], selectionSetGraphQL: '' },
  });

  it('reads a group’s row along, in the same request, without taking it for the operation’s own setting', () => {
    const { stash } = put({ group: 'g', operations: ['Mutation.createTopic'] });
    const field = info('putStepUpSetting');
    const request = resultOf(resolvers.run('steps/guard', 'request', { stash, ...field }));
    expect(request).toMatchObject({
      operation: 'BatchGetItem',
      tables: {
        settings: {
          keys: ['OPERATION#Mutation.putStepUpSetting', 'GROUP#g', 'OPERATION#Mutation.createTopic'].map((sk) => ({
            sk: { S: sk },
          })),
        },
        sessions: { keys: [{}, {}] },
      },
    });
    const group = { ...rule, ...asRead(['Mutation.createTopic']), requirement: 'STEP_UP_NOT_REQUIRED' };
    const result = { data: { settings: [null, group], sessions: [null, null] }, unprocessedKeys: {} };
    const outcome = resolvers.run('steps/guard', 'response', { stash, result, ...field });
    expect(outcome.stash).toMatchObject({ challenge: { rule: { requirement: 'STEP_UP_REQUIRED' } } });
    expect(outcome.stash.read).toEqual({ settings: [group] });
  });

  it('reads no row twice where a change is judged by the rule that it is itself held to', () => {
    const { stash } = put({ operation: 'Mutation.registerDevice' });
    const field = info('putStepUpSetting');
    const request = resultOf(resolvers.run('steps/guard', 'request', { stash, ...field }));
    const settings = {
      keys: [PUT, 'Mutation.registerDevice', DELETE].map((name) => ({ sk: { S: `OPERATION#${name}` } })),
    };
    expect(request).toMatchObject({ tables: { settings } });
    const own = { ...rule, sk: `OPERATION#${PUT}`, requirement: 'STEP_UP_NOT_REQUIRED' };
    const result = { data: { settings: [own, null], sessions: [null, null] }, unprocessedKeys: {} };
    expect(resolvers.run('steps/guard', 'response', { stash, result, ...field }).stash).not.toHaveProperty('challenge');
  });

  it('judges a change of settings by what holds after it, members of the group included', () => {
    const setter = 'Mutation.putStepUpSetting';
    const decide = (change: 'put' | 'delete', input: JsonObject, group: JsonObject | null = null) => {
      const args = { arguments: { input: { requirement: 'STEP_UP_REQUIRED', ...input } } };
      const { stash } = resolvers.run(`Mutation.${change}StepUpSetting`, 'request', args);
      const own = { ...rule, sk: `OPERATION#Mutation.${change}StepUpSetting` };
      const session = { sk: 'SESSION', [`proof:Mutation.${change}StepUpSetting`]: sessionProof };
      const result = { data: { settings: [own, group], sessions: [null, session] }, unprocessedKeys: {} };
      return resolvers.run('steps/guard', 'response', { ...args, stash, result, ...info(`${change}StepUpSetting`) });
    };
    const sessionProof = { method: 'SMS_STEP_UP', completedAt: NOW / 1000, expiresAt: NOW / 1000 + 100 };
    const refused = (field: string) => ({ errorType: 'InvalidInput', errorInfo: { field } });
    const byPush = { methods: ['PUSH_STEP_UP'] };
    // Other changes pass by the session's proof.
    expect(decide('put', { operation: 'billing:pay', ...byPush }).stash).not.toHaveProperty('challenge');
    expect(errorOf(decide('put', { operation: setter, ...byPush }))).toMatchObject(refused('input.methods'));
    expect(decide('put', { operation: setter, methods: ['PUSH_STEP_UP', 'SMS_STEP_UP'] }).stash).toMatchObject({
      challenge: { rule: { scope: 'OPERATION', methods: ['SMS_STEP_UP'] } },
    });
    const grouped = asRead([setter, 'billing:pay']);
    expect(decide('put', { group: 'g', operations: ['billing:pay'] }, grouped).stash).toHaveProperty('challenge');
    expect(decide('delete', { group: 'g' }, grouped).stash).toHaveProperty('challenge');
    expect(decide('delete', { group: 'g' }, asRead(['billing:pay'])).stash).not.toHaveProperty('challenge');
    expect(errorOf(decide('put', { operation: 'Mutation.registerDevice', ...byPush }))).toMatchObject(
      refused('input.methods'),
    );
    const batch = { ...rule, operation: 'Mutation.publishBatch', sk: 'OPERATION#Mutation.publishBatch' };
    expect(errorOf(decide('put', { operation: 'Mutation.publish', ...byPush }, batch))).toMatchObject(
      refused('input.methods'),
    );
  });

  it('lets a group’s proof through for the group alone, and opens the challenge as the group’s', () => {
    const now = 1_767_225_600;
    const proof = { method: 'SMS_STEP_UP', completedAt: now - 10, expiresAt: now + 100 };
    const session = { pk: 'TOKEN#token-1', sk: 'SESSION', 'proof:g': proof, ttl: now };
    const asked = (group: string) => {
      const settings = [{ ...rule, group, sk: 'OPERATION#Mutation.publish' }];
      const result = { data: { settings, sessions: [null, session] }, unprocessedKeys: {} };
      return resolvers.run('steps/guard', 'response', { stash: { arguments: 'a', summary: 's' }, result });
    };
    expect(asked('g').stash.challenge).toBeUndefined();
    const outcome = asked('h');
    expect(outcome.stash).toMatchObject({ challenge: { rule: { group: 'h' }, attempts: 0 } });
    const opened = resultOf(resolvers.run('steps/openChallenge', 'request', { stash: outcome.stash }));
    expect(opened).toMatchObject({ update: { expressionValues: { ':group': { S: 'h' } } } });
    expect(JSON.stringify(opened)).toMatch(/REMOVE[^"]*#method/);
    const result = { challengeId: 'c' };
    expect(errorOf(resolvers.run('steps/openChallenge', 'response', { stash: outcome.stash, result }))).toMatchObject({
      errorType: 'StepUpRequired',
      errorInfo: { group: 'h' },
    });
  });

  it('takes the group off a row whose operation is in none any more', () => {
    const replaces = { challengeId: 'old', status: 'STEP_UP_REQUIRED', attempts: 0 };
    const stash = { arguments: 'a', summary: 's', challenge: { rule, attempts: 0, replaces } };
    const opened = resultOf(resolvers.run('steps/openChallenge', 'request', { stash }));
    expect(opened).toMatchObject({ update: { expression: expect.stringMatching(/REMOVE.*#group/) } });
  });
});
