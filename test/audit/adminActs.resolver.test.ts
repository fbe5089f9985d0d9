import { valueFromASTUntyped } from 'graphql';
import type { JsonObject, JsonValue } from 'local-cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topicSubscriberKey } from '../../functions/rules/keys.ts';
import { obligingSource } from '../api/obligingSources.ts';
import { runField } from '../support/runField.ts';
import { NOW, publisher, Resolvers } from '../support/runResolver.ts';
import { apiSchema } from '../support/sampleOperation.ts';

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const topicId = '01KDVV3R00ABCDEFGHJKMNPQRS';
const at = new Date(NOW).toISOString();
const claims = { ...(publisher.claims as JsonObject), jti: 'token-1', origin_jti: 'sign-in-1', client_id: 'app' };
const admin: JsonObject = { ...publisher, sub: 'ada', username: 'Ada', groups: ['admins'], claims };
const byAda = { actor: 'ada', username: 'Ada', tokenId: 'token-1', signInId: 'sign-in-1', clientId: 'app' };
const hook = { https: { url: 'https://hooks.example:8443/secret-path?token=secret' } };
const queueArn = 'arn:aws:sqs:eu-central-1:000000000000:work';

/** Rows that `guard` finds, by table and sort key. */
type Rows = Readonly<Record<string, JsonObject | null>>;

interface Case {
  readonly input: JsonObject;
  readonly rows?: Rows;
  readonly target: string;
  readonly changes: readonly (readonly [name: string, before: JsonValue, after: JsonValue])[];
}

const message = {
  id: topicId,
  publisherId: 'paula',
  audience: {},
  status: 'SENDING',
  expiresAt: '2030-01-01T00:00:00Z',
  ttl: 1,
};
const subscriber = { topicId, state: 'ADDED', revision: 'r1', addedAt: at, addedBy: 'ada' };
const subscriberRow = (protocol: string, endpoint: string, more: JsonObject = {}): Rows => ({
  [topicSubscriberKey(topicId, protocol, endpoint).sk]: { ...subscriber, protocol, endpoint, ...more },
});
const rule = { requirement: 'STEP_UP_DENY', scope: 'OPERATION', methods: ['SMS_STEP_UP'], maxAge: 60, maxAttempts: 5 };
const set = { ...rule, updatedAt: at, updatedBy: 'ada' };
/** What settings ask of those who change settings: no proof. */
const open: Rows = {
  'OPERATION#Mutation.putStepUpSetting': { ...set, requirement: 'STEP_UP_NOT_REQUIRED' },
  'OPERATION#Mutation.deleteStepUpSetting': { ...set, requirement: 'STEP_UP_NOT_REQUIRED' },
};
const topicRow: Rows = {
  [`TOPIC#${topicId}`]: { id: topicId, name: 'Alarms', type: 'STANDARD', status: 'ACTIVE', access: 'OPEN' },
};

/** Every mutation that changes something for admins alone, as an admin calls it, and what the log has of it. */
const acts: Readonly<Record<string, Case>> = {
  createTopic: {
    input: { idempotencyKey: 'k', name: 'Alarms', access: 'GROUP', group: 'nurses' },
    target: expect.stringMatching(/^topic\/[0-9A-Z]{26}$/) as unknown as string,
    changes: [
      ['name', null, 'Alarms'],
      ['type', null, 'STANDARD'],
      ['access', null, 'GROUP'],
      ['group', null, 'nurses'],
    ],
  },
  updateTopic: {
    input: { topicId, access: 'GROUP', group: 'nurses' },
    rows: topicRow,
    target: `topic/${topicId}`,
    changes: [
      ['access', 'OPEN', 'GROUP'],
      ['group', null, 'nurses'],
    ],
  },
  deleteTopic: {
    input: { topicId },
    rows: topicRow,
    target: `topic/${topicId}`,
    changes: [
      ['name', 'Alarms', null],
      ['type', 'STANDARD', null],
      ['access', 'OPEN', null],
    ],
  },
  addTopicSubscriber: {
    input: { idempotencyKey: 'k', topicId, endpoint: hook, filterPolicy: { kind: ['x'] } },
    rows: { [topicSubscriberKey(topicId, 'https', hook.https.url).sk]: null },
    target: `topicSubscriber/${topicId}/https/hooks.example:8443`,
    changes: [
      ['subscribed', null, true],
      ['filterPolicy', null, { kind: ['x'] }],
    ],
  },
  updateTopicSubscriber: {
    input: { topicId, endpoint: { sqs: { queueArn } } },
    rows: subscriberRow('sqs', queueArn, { rawDelivery: true, filterPolicy: '{"kind":["x"]}' }),
    target: `topicSubscriber/${topicId}/sqs/${queueArn}`,
    changes: [
      ['filterPolicy', { kind: ['x'] }, null],
      ['rawDelivery', true, null],
    ],
  },
  removeTopicSubscriber: {
    input: { topicId, endpoint: { email: { address: 'ward@example.com' } } },
    rows: subscriberRow('email', 'ward@example.com'),
    target: `topicSubscriber/${topicId}/email/ward@example.com`,
    changes: [['subscribed', true, null]],
  },
  redeliverToSubscriber: {
    input: { idempotencyKey: 'k', topicId, endpoint: { sqs: { queueArn } } },
    target: `topicSubscriber/${topicId}/sqs/${queueArn}`,
    changes: [],
  },
  decideTopicSubscription: {
    input: { topicId, userId: 'ann', decision: 'APPROVE' },
    rows: { [`TOPIC#${topicId}`]: { topicId, userId: 'ann', username: 'Ann', status: 'REQUESTED', subscribedAt: at } },
    target: `topicFollower/${topicId}/ann`,
    changes: [['status', 'REQUESTED', 'ACTIVE']],
  },
  holdPlatform: {
    input: { platform: 'FCM' },
    rows: { FCM: { platform: 'FCM', heldBecause: 'PLATFORM_SILENT', since: at } },
    target: 'platform/FCM',
    changes: [['heldBecause', 'PLATFORM_SILENT', 'PLATFORM_HELD_BY_ADMIN']],
  },
  releasePlatform: {
    input: { platform: 'FCM' },
    rows: { FCM: { platform: 'FCM', heldBecause: 'PLATFORM_HELD_BY_ADMIN', since: at } },
    target: 'platform/FCM',
    changes: [['heldBecause', 'PLATFORM_HELD_BY_ADMIN', null]],
  },
  putStepUpSetting: {
    input: { group: 'sending', operations: ['Mutation.publish', 'billing:pay'], requirement: 'STEP_UP_DENY' },
    rows: {
      ...open,
      'OPERATION#Mutation.publish': { ...set, operation: 'Mutation.publish' },
      'OPERATION#billing:pay': null,
    },
    target: 'stepUpGroup/sending',
    changes: [
      ['Mutation.publish', rule, null],
      ['operations', null, ['Mutation.publish', 'billing:pay']],
      ['requirement', null, 'STEP_UP_DENY'],
      ['scope', null, 'OPERATION'],
      ['methods', null, ['SOFTWARE_TOKEN_STEP_UP', 'SMS_STEP_UP', 'EMAIL_STEP_UP']],
      ['maxAge', null, 300],
      ['maxAttempts', null, 5],
    ],
  },
  deleteStepUpSetting: {
    input: { operation: 'Mutation.publish' },
    rows: { ...open, 'OPERATION#Mutation.publish': { ...set, operation: 'Mutation.publish' } },
    target: 'stepUpSetting/Mutation.publish',
    changes: Object.entries(rule).map(([name, value]) => [name, value, null] as const),
  },
};

/** What admins may do with a message of another publisher. */
const others: Readonly<Record<string, Case>> = {
  cancelMessage: {
    input: { messageId: topicId },
    rows: { MESSAGE: message },
    target: `message/${topicId}`,
    changes: [['status', null, 'CANCELLED']],
  },
  redeliver: {
    input: { idempotencyKey: 'k', messageId: topicId, reasons: ['INTERNAL'] },
    rows: { MESSAGE: message },
    target: `message/${topicId}`,
    changes: [
      ['redelivery', null, expect.stringContaining(`${topicId}.`) as unknown as string],
      ['reasons', null, ['INTERNAL']],
    ],
  },
};

interface Part {
  readonly table: string;
  readonly operation: string;
  readonly attributeValues?: JsonObject;
  readonly condition?: { readonly expression: string };
}

/** Runs the mutation. Returns its transactions. */
function transactionsOf(name: string, { input, rows = {} }: Pick<Case, 'input' | 'rows'>, identity = admin): Part[][] {
  const transactions: Part[][] = [];
  const outcome = runField(resolvers, `Mutation.${name}`, { arguments: { input }, identity }, (source, request) => {
    if (request.operation === 'TransactWriteItems') transactions.push(request.transactItems as unknown as Part[]);
    if (request.operation !== 'BatchGetItem') return obligingSource(source, request);
    const { data } = obligingSource(source, request) as { data: Record<string, (JsonObject | null)[]> };
    const asked = request.tables as Readonly<
      Record<string, { keys: readonly { pk: { S: string }; sk: { S: string } }[] }>
    >;
    for (const [table, { keys }] of Object.entries(asked)) {
      data[table] = keys.map(({ pk: { S: pk }, sk: { S: sk } }, index) => {
        const row = rows[sk];
        if (row === undefined) return data[table]?.[index] ?? null;
        return row && { pk, sk, ...row };
      });
    }
    return { data, unprocessedKeys: {} };
  });
  if (transactions.length === 0 && 'error' in outcome) throw new Error(JSON.stringify(outcome.error));
  return transactions;
}

const isAct = ({ table }: Part) => table === 'auditLog';

/** A part's row, with plain values. */
function rowOf({ attributeValues }: Part): JsonObject {
  return plain({ M: attributeValues ?? {} }) as JsonObject;
}

function plain(value: JsonValue): JsonValue {
  const [[type, member] = ['NULL', null]] = Object.entries(value as JsonObject);
  if (type === 'L') return (member as JsonValue[]).map(plain);
  if (type === 'M') {
    const members = Object.entries(member as Readonly<Record<string, JsonValue>>);
    return Object.fromEntries(members.map(([name, one]) => [name, plain(one)]));
  }
  return type === 'NULL' ? null : (member as JsonValue);
}

/** The mutations that the schema opens to admins and to no other users. */
function adminMutations(): readonly string[] {
  const fields = Object.values(apiSchema().getMutationType()?.getFields() ?? {});
  const groupsOf = ({ astNode }: (typeof fields)[number]) =>
    astNode?.directives
      ?.flatMap((directive) => directive.arguments ?? [])
      .map(({ value }) => `${valueFromASTUntyped(value)}`)
      .join();
  return fields.filter((field) => groupsOf(field) === 'admins').map(({ name }) => name);
}

describe('every mutation of admins', () => {
  it('is in this table, with what the audit log has of it', () => {
    expect(adminMutations().toSorted()).toEqual(Object.keys(acts).toSorted());
  });

  it.each(Object.entries({ ...acts, ...others }))('%s adds the act in the transaction that does it', (name, one) => {
    const transactions = transactionsOf(name, one);
    expect(transactions).toHaveLength(1);
    const [parts = []] = transactions;
    expect(parts.length).toBeGreaterThan(1);
    const [act, ...more] = parts.filter(isAct);
    expect(more).toEqual([]);
    expect(act).toMatchObject({ operation: 'PutItem', condition: { expression: 'attribute_not_exists(pk)' } });
    const { id, changes, ...row } = rowOf(act as Part);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const ttl = NOW / 1000 + 365 * 86_400;
    expect(row).toEqual({ ...byAda, at, operation: `Mutation.${name}`, target: one.target, ttl });
    const read = (changes as { name: string; before?: string; after?: string }[]).map(({ name: of, before, after }) => [
      of,
      before === undefined ? null : (JSON.parse(before) as JsonValue),
      after === undefined ? null : (JSON.parse(after) as JsonValue),
    ]);
    expect(read).toEqual(one.changes);
    expect(JSON.stringify(row) + JSON.stringify(changes)).not.toContain('secret');
  });
});

describe('the audit log', () => {
  it('says by which role and session a service acted', () => {
    const userArn = 'arn:aws:sts::111122223333:assumed-role/desk/session-1';
    const role: JsonObject = { userArn, accountId: '111122223333', username: 'AROA:session-1' };
    const [[act] = []] = transactionsOf('deleteTopic', acts.deleteTopic as Case, role).map((parts) =>
      parts.filter(isAct),
    );
    expect(rowOf(act as Part)).toMatchObject({
      actor: 'arn:aws:iam::111122223333:role/desk',
      sessionArn: userArn,
      target: `topic/${topicId}`,
    });
  });

  it('names the challenge whose proof an act spent', () => {
    const stash = {
      arguments: '',
      platform: { platform: 'FCM', heldBecause: 'PLATFORM_HELD_BY_ADMIN', since: at, heldBy: 'ada' },
      grant: { pk: 'TOKEN#token-1 ada', sk: 'OPERATION#x', challengeId: 'challenge-1', method: 'SMS_STEP_UP' },
    };
    const { end } = resolvers.run('steps/holdPlatform', 'request', { identity: admin, stash });
    const { transactItems } = (end as { value: unknown }).value as { transactItems: Part[] };
    const act = transactItems.find(isAct);
    expect(rowOf(act as Part)).toMatchObject({ challengeId: 'challenge-1' });
  });

  it.each([
    ['holdPlatform', { FCM: { platform: 'FCM', heldBecause: 'PLATFORM_HELD_BY_ADMIN', since: at } }],
    ['releasePlatform', { FCM: { platform: 'FCM', since: at } }],
    ['removeTopicSubscriber', { [topicSubscriberKey(topicId, 'email', 'ward@example.com').sk]: null }],
    ['deleteStepUpSetting', { ...open, 'OPERATION#Mutation.publish': null }],
    [
      'decideTopicSubscription',
      { [`TOPIC#${topicId}`]: { topicId, userId: 'ann', username: 'Ann', status: 'ACTIVE' } },
    ],
  ] as const)('has nothing of a %s that changes nothing', (name, rows) => {
    expect(transactionsOf(name, { input: acts[name]?.input ?? {}, rows })).toEqual([]);
  });

  it('has nothing of what publishers do with their own messages, admins among them', () => {
    for (const [name, one] of Object.entries(others)) {
      const own = { ...one, rows: { MESSAGE: { ...message, publisherId: 'ada' } } };
      const [parts = []] = transactionsOf(name, own);
      expect(parts.filter(isAct)).toEqual([]);
      const [theirs = []] = transactionsOf(name, one, publisher);
      expect(theirs.length).toBeGreaterThan(0);
      expect(theirs.filter(isAct)).toEqual([]);
    }
  });

  it('holds every change to what was read, so that `before` is true', () => {
    for (const [name, { rows = {}, ...one }] of Object.entries(acts)) {
      if (Object.keys(rows).length === 0) continue;
      const [parts = []] = transactionsOf(name, { ...one, rows });
      const held = parts.filter(
        (part) =>
          !isAct(part) &&
          /:was|:status|updatedAt|revision|attribute_not_exists.pk/.test(part.condition?.expression ?? ''),
      );
      expect(held.length, name).toBeGreaterThan(0);
    }
  });
});
