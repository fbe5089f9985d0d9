import fc from 'fast-check';
import { print } from 'graphql';
import { describe, expect, test } from 'vitest';
import { acrLevelOf } from '../../functions/rules/stepUp/acrLevels.ts';
import {
  decideStepUp,
  defaultRule,
  type StepUpQuestion,
  usualMethods,
} from '../../functions/rules/stepUp/decideStepUp.ts';
import type { StepUpGrantRow, StepUpRule, StepUpSessionProof } from '../../functions/rules/stepUp/StepUpRows.ts';
import { apiSchema, rootFields } from '../support/sampleOperation.ts';

const now = 1_800_000_000;
const rule: StepUpRule = {
  requirement: 'STEP_UP_REQUIRED',
  scope: 'OPERATION',
  methods: usualMethods,
  maxAge: 300,
  maxAttempts: 5,
};
const grant: StepUpGrantRow = {
  challengeId: 'challenge',
  userId: 'user',
  operation: 'Mutation.publish',
  arguments: 'a=1',
  summary: 'Send a message to 3 users',
  status: 'STEP_UP_COMPLETED',
  scope: 'OPERATION',
  methods: usualMethods,
  maxAge: 300,
  maxAttempts: 5,
  attempts: 1,
  sends: 1,
  method: 'SMS_STEP_UP',
  completedAt: now - 10,
  expiresAt: now + 290,
  ttl: now + 86_400,
};
const operation = 'Mutation.publish';
const question: StepUpQuestion = {
  asked: { operation },
  rule,
  grant,
  session: null,
  signIn: null,
  arguments: 'a=1',
  now,
};
const decide = (change: Partial<StepUpQuestion>) => decideStepUp({ ...question, ...change });
const withGrant = (change: Partial<StepUpGrantRow>) => decide({ grant: { ...grant, ...change } });

describe('a grant', () => {
  test('lets its call through', () => {
    expect(decide({})).toEqual({ kind: 'consume', challengeId: 'challenge' });
  });

  test('counts until its last second, not in it', () => {
    expect(withGrant({ expiresAt: now + 1 }).kind).toBe('consume');
    expect(withGrant({ expiresAt: now }).kind).toBe('challenge');
  });

  test('is as old as the rule allows now, not as it did then', () => {
    const shorter = { ...rule, maxAge: 60 };
    expect(decide({ rule: shorter, grant: { ...grant, completedAt: now - 59 } }).kind).toBe('consume');
    expect(decide({ rule: shorter, grant: { ...grant, completedAt: now - 60 } }).kind).toBe('challenge');
  });

  test('is for its arguments', () => {
    expect(decide({ arguments: 'a=2' })).toEqual({ kind: 'challenge', attempts: 0 });
  });

  test('is by a method that the rule allows', () => {
    expect(decide({ rule: { ...rule, methods: ['SOFTWARE_TOKEN_STEP_UP'] } }).kind).toBe('challenge');
    const { method: _, ...unknown } = grant;
    expect(decide({ grant: unknown }).kind).toBe('challenge');
  });

  test('is used once', () => {
    expect(withGrant({ status: 'STEP_UP_CONSUMED' })).toEqual({ kind: 'challenge', attempts: 0 });
  });
});

describe('a challenge', () => {
  test('stays open for the same call, and makes way for another with the attempts that are left', () => {
    const open = { ...grant, status: 'STEP_UP_INITIATED', attempts: 3 } as const;
    expect(decide({ grant: open })).toEqual({ kind: 'pending', challengeId: 'challenge' });
    expect(decide({ grant: open, arguments: 'a=2' })).toEqual({ kind: 'challenge', attempts: 3 });
    expect(decide({ grant: { ...open, expiresAt: now } })).toEqual({ kind: 'challenge', attempts: 3 });
  });

  test('that is locked refuses until the lock is over, whatever the arguments, and starts over then', () => {
    const locked = { ...grant, status: 'STEP_UP_LOCKED', attempts: 5 } as const;
    expect(decide({ grant: { ...locked, lockedUntil: now + 1 }, arguments: 'a=2' })).toEqual({
      kind: 'locked',
      until: now + 1,
    });
    expect(decide({ grant: { ...locked, lockedUntil: now } })).toEqual({ kind: 'challenge', attempts: 0 });
  });
});

describe('a session proof', () => {
  const proof: StepUpSessionProof = { method: 'SMS_STEP_UP', completedAt: now - 299, expiresAt: now + 1 };
  const scoped = { ...rule, scope: 'SESSION' } as const;
  const decideWith = (change: Partial<StepUpSessionProof>, asked: StepUpRule = scoped) =>
    decide({ rule: asked, grant: null, session: { [`proof:${operation}`]: { ...proof, ...change }, ttl: now } }).kind;

  test('counts for operations of session scope, until it or the token ends or it is too old', () => {
    expect(decideWith({})).toBe('allow');
    expect(decideWith({}, rule)).toBe('challenge');
    expect(decideWith({ expiresAt: now })).toBe('challenge');
    expect(decideWith({ completedAt: now - 300 })).toBe('challenge');
    expect(decideWith({}, { ...scoped, methods: ['SOFTWARE_TOKEN_STEP_UP'] })).toBe('challenge');
  });

  test('without a group is of its own operation alone', () => {
    const session = { [`proof:${operation}`]: proof, ttl: now };
    const asks = (other: string, service?: string) =>
      decide({ asked: { operation: other, service }, rule: scoped, grant: null, session }).kind;
    expect(asks(operation)).toBe('allow');
    expect(asks('Mutation.publishBatch')).toBe('challenge');
    expect(asks('billing:payout')).toBe('challenge');
    // Nor is it that of a service which asks by the same name.
    expect(asks(operation, 'arn:role')).toBe('challenge');
  });

  test('of a group counts in it, by the rule as it is now, and one of no group counts in none', () => {
    const session = { 'proof:money': proof, ttl: now } as const;
    const asked = (change: Partial<StepUpRule>) =>
      decide({ rule: { ...scoped, ...change }, grant: null, session }).kind;
    expect(asked({ group: 'money' })).toBe('allow');
    expect(asked({ group: 'money', maxAge: 60 })).toBe('challenge');
    expect(asked({ group: 'money', methods: ['EMAIL_STEP_UP'] })).toBe('challenge');
    expect(asked({ group: 'Money' })).toBe('challenge');
    expect(asked({})).toBe('challenge');
    expect(decideWith({}, { ...scoped, group: 'money' })).toBe('challenge');
  });

  test('of one group never allows an operation outside it, whatever else the rows hold', () => {
    const name = fc.constantFrom(undefined, 'a', 'b', 'a+b', '__proto__', 'constructor');
    const proofs = fc.uniqueArray(fc.record({ group: name, age: fc.integer({ min: -10, max: 1000 }) }), {
      selector: ({ group }) => group ?? '',
    });
    fc.assert(
      fc.property(name, proofs, fc.integer({ min: 60, max: 900 }), (group, held, maxAge) => {
        const session = {
          ttl: now,
          ...Object.fromEntries(
            held.map((one) => [
              `proof:${one.group ?? operation}`,
              { ...proof, completedAt: now - one.age, expiresAt: now + 900 - one.age },
            ]),
          ),
        };
        const asked: StepUpRule = { ...scoped, maxAge, ...(group === undefined ? {} : { group }) };
        const own = held.find((one) => one.group === group);
        const counts = own !== undefined && own.age < maxAge && own.age < 900;
        expect(decide({ rule: asked, grant: null, session }).kind).toBe(counts ? 'allow' : 'challenge');
      }),
    );
  });
});

describe('in a group', () => {
  const grouped: StepUpRule = { ...rule, group: 'money' };
  const held: StepUpGrantRow = { ...grant, group: 'money' };

  test('a grant counts while its operation is in the group it was in', () => {
    expect(decide({ rule: grouped, grant: held }).kind).toBe('consume');
    expect(decide({ rule: { ...rule, group: 'secrets' }, grant: held }).kind).toBe('challenge');
    expect(decide({ rule, grant: held }).kind).toBe('challenge');
    expect(decide({ rule: grouped, grant }).kind).toBe('challenge');
  });

  test('an open challenge makes way for one of the group that its operation is in now, with the attempts that are left', () => {
    const open = { ...held, status: 'STEP_UP_INITIATED', attempts: 3 } as const;
    expect(decide({ rule: grouped, grant: open }).kind).toBe('pending');
    expect(decide({ rule: { ...rule, group: 'secrets' }, grant: open })).toEqual({ kind: 'challenge', attempts: 3 });
  });

  test('answers and locks are those of the group, wherever they were given', () => {
    const session = { 'answers:money': 4, 'lockedUntil:secrets': now + 1, ttl: now } as const;
    expect(decide({ rule: grouped, grant: null, session })).toEqual({ kind: 'challenge', attempts: 4 });
    expect(decide({ rule: { ...rule, group: 'secrets' }, grant: null, session })).toEqual({
      kind: 'locked',
      until: now + 1,
    });
    expect(decide({ rule, grant: null, session })).toEqual({ kind: 'challenge', attempts: 0 });
    const over = { 'lockedUntil:money': now, ttl: now } as const;
    expect(decide({ rule: grouped, grant: null, session: over })).toEqual({ kind: 'challenge', attempts: 0 });
    const locked = { 'lockedUntil:money': now + 9, ttl: now } as const;
    expect(decide({ rule: grouped, grant: held, session: locked })).toEqual({ kind: 'locked', until: now + 9 });
  });
});

describe('a sign-in that Cognito assured', () => {
  const assured = { ...rule, acrLevel: 2 };
  const at = (change: { acrLevel?: number; at?: number }) =>
    decide({ rule: assured, grant: null, signIn: { acrLevel: 2, at: now - 10, ...change } }).kind;

  test('counts where the setting takes its level, while it is young enough', () => {
    expect(at({})).toBe('allow');
    expect(at({ acrLevel: 3 })).toBe('allow');
    expect(at({ acrLevel: 1 })).toBe('challenge');
    expect(at({ acrLevel: 0 })).toBe('challenge');
    expect(at({ at: now - 299 })).toBe('allow');
    expect(at({ at: now - 300 })).toBe('challenge');
  });

  test('counts nowhere else', () => {
    expect(decide({ grant: null, signIn: { acrLevel: 4, at: now } }).kind).toBe('challenge');
    const none = { ...rule, acrLevel: 0 };
    expect(decide({ rule: none, grant: null, signIn: { acrLevel: 4, at: now } }).kind).toBe('challenge');
  });

  test.each([
    ['urn:cognito:loa:1', 1],
    ['urn:cognito:loa:4', 4],
    ['urn:cognito:loa:5', 0],
    ['urn:cognito:loa:', 0],
    ['4', 0],
    [4, 0],
    [undefined, 0],
    [['urn:cognito:loa:4'], 0],
  ])('%j is level %i', (claim, level) => {
    expect(acrLevelOf(claim)).toBe(level);
  });
});

test('DENY denies with every proof there is, and so does a requirement nobody knows', () => {
  expect(decide({ rule: { ...rule, requirement: 'STEP_UP_DENY' } })).toEqual({ kind: 'deny' });
  const unknown = { ...rule, requirement: 'STEP_UP_MAYBE' as unknown as StepUpRule['requirement'] };
  expect(decide({ rule: unknown })).toEqual({ kind: 'deny' });
});

test('without a setting, what only admins change needs a proof, and nothing else of this API does', () => {
  const schema = apiSchema();
  const mutations = rootFields(schema).filter((coordinate) => coordinate.startsWith('Mutation.'));
  const ofAdmins = mutations.filter((coordinate) => {
    const directives = schema.getMutationType()?.getFields()[coordinate.split('.')[1] ?? '']?.astNode?.directives ?? [];
    return directives.map(print).join() === '@aws_cognito_user_pools(cognito_groups: ["admins"])';
  });
  expect(ofAdmins).toContain('Mutation.createTopic');
  const required = mutations.filter((coordinate) => defaultRule(coordinate).requirement === 'STEP_UP_REQUIRED');
  expect(required.toSorted()).toEqual(ofAdmins.toSorted());
  expect(defaultRule('Mutation.putStepUpSetting').methods).not.toContain('MAYBE_SOFTWARE_TOKEN_STEP_UP');
});

test('whatever a row holds, only a live, matching, completed grant or session passes a requirement', () => {
  const seconds = fc.integer({ min: now - 4000, max: now + 4000 });
  const status = fc.constantFrom(
    'STEP_UP_REQUIRED',
    'STEP_UP_INITIATED',
    'STEP_UP_COMPLETED',
    'STEP_UP_CONSUMED',
    'STEP_UP_LOCKED',
  );
  const row = fc.record({
    status,
    arguments: fc.constantFrom('a=1', 'a=2'),
    expiresAt: seconds,
    completedAt: seconds,
    lockedUntil: seconds,
    attempts: fc.integer({ min: 0, max: 10 }),
  });
  fc.assert(
    fc.property(row, (change) => {
      const changed = { ...grant, ...change } as StepUpGrantRow;
      const { kind } = decide({ grant: changed });
      const good =
        changed.status === 'STEP_UP_COMPLETED' &&
        changed.arguments === 'a=1' &&
        changed.expiresAt > now &&
        (changed.completedAt ?? 0) + 300 > now &&
        (changed.lockedUntil ?? 0) <= now;
      expect(kind === 'consume').toBe(good);
      expect(kind).not.toBe('allow');
    }),
  );
});
