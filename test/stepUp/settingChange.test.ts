import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import { defaultRule, settingOperations, usualMethods } from '../../functions/rules/stepUp/decideStepUp.ts';
import type { StepUpRule } from '../../functions/rules/stepUp/StepUpRows.ts';
import {
  operationsBeside,
  ruleOfChange,
  rulesAfter,
  type SettingChange,
  validateOutcome,
  validateProvable,
} from '../../functions/rules/stepUp/settingChange.ts';
import { validateRule } from '../../functions/rules/stepUp/validateSetting.ts';
import type { StepUpMethod } from '../../schema/generated/types.ts';

const [PUT = '', DELETE = ''] = settingOperations;
const REGISTER = 'Mutation.registerDevice';
const rule: StepUpRule = {
  requirement: 'STEP_UP_REQUIRED',
  scope: 'OPERATION',
  methods: usualMethods,
  maxAge: 300,
  maxAttempts: 5,
};
const by = (...methods: StepUpMethod[]): StepUpRule => ({ ...rule, methods });
const notRequired: StepUpRule = { ...rule, requirement: 'STEP_UP_NOT_REQUIRED' };

/** The error for a change where `current` holds for its operation; null where a proof by `held` lets it through. */
function judge(change: SettingChange, current = rule, before: readonly string[] = []) {
  const after = rulesAfter(change, before);
  return validateOutcome(after, []) ?? validateProvable(change, ruleOfChange(current, after), current);
}

describe('a change of what the setting operations need', () => {
  it.each([PUT, DELETE])('is proved by a method that %s takes afterwards', (operation) => {
    const change = { operations: [operation], rule: by('PUSH_STEP_UP', 'EMAIL_STEP_UP') };
    expect(ruleOfChange(rule, rulesAfter(change, []))).toEqual(by('EMAIL_STEP_UP'));
    expect(judge(change)).toBeNull();
  });

  it('is refused where no method of today is one of afterwards, however it comes about', () => {
    const byPush = by('PUSH_STEP_UP');
    const refused = (field: string) => ({ errorType: 'InvalidInput', errorInfo: { field } });
    expect(judge({ operations: [PUT], rule: byPush })).toMatchObject(refused('input.methods'));
    expect(judge({ group: 'g', operations: ['Mutation.publish', DELETE], rule: byPush })).toMatchObject(
      refused('input.methods'),
    );
    // The defaults come back, which this admin cannot prove.
    expect(judge({ operations: [PUT], rule: null }, byPush)).toMatchObject(refused('input.operation'));
    expect(judge({ group: 'g', operations: [], rule: null }, byPush, [PUT])).toMatchObject(refused('input.group'));
    expect(judge({ group: 'g', operations: ['a:b'], rule: byPush }, byPush, ['a:b', PUT])).toMatchObject(
      refused('input.operations'),
    );
  });

  it('needs a proof for this call, by a factor, where a session, a sign-in or no proof would do else', () => {
    const lenient: StepUpRule = { ...rule, scope: 'SESSION', acrLevel: 1, maxAge: 60 };
    const after = rulesAfter({ operations: [PUT], rule: by('SMS_STEP_UP') }, []);
    expect(ruleOfChange(lenient, after)).toEqual({ ...by('SMS_STEP_UP'), maxAge: 60 });
    expect(ruleOfChange(notRequired, after)).toEqual(by('SMS_STEP_UP'));
  });

  it('that needs no proof afterwards, or is of other operations, is held to the rule of today', () => {
    const lenient: StepUpRule = { ...rule, scope: 'SESSION', acrLevel: 1 };
    expect(ruleOfChange(lenient, rulesAfter({ operations: [PUT], rule: notRequired }, []))).toBe(lenient);
    expect(ruleOfChange(lenient, rulesAfter({ operations: ['a:b'], rule: by('PUSH_STEP_UP') }, []))).toBe(lenient);
  });

  it('does not turn a denial, or what cannot be read, into a proof', () => {
    const after = rulesAfter({ operations: [PUT], rule: null }, []);
    const denied: StepUpRule = { ...rule, requirement: 'STEP_UP_DENY' };
    expect(ruleOfChange(denied, after)).toBe(denied);
  });
});

describe('a setting that nobody could pass', () => {
  it('is a registration that only a registered device proves', () => {
    const error = { errorType: 'InvalidInput', errorInfo: { field: 'input.methods', given: 'PUSH_STEP_UP alone' } };
    const byPush = by('PUSH_STEP_UP');
    expect(judge({ operations: [REGISTER], rule: byPush })).toMatchObject(error);
    expect(judge({ group: 'g', operations: ['a:b', REGISTER], rule: byPush })).toMatchObject(error);
    expect(judge({ operations: [REGISTER], rule: by('PUSH_STEP_UP', 'SMS_STEP_UP') })).toBeNull();
    expect(judge({ operations: [REGISTER], rule: { ...notRequired, methods: ['PUSH_STEP_UP'] } })).toBeNull();
    expect(judge({ operations: ['Mutation.unregisterDevice'], rule: byPush })).toBeNull();
  });

  it('is one that only a registered device proves, where none can be registered', () => {
    const byPush = by('PUSH_STEP_UP', 'PUSH_STEP_UP');
    const denied: StepUpRule = { ...rule, requirement: 'STEP_UP_DENY' };
    const error = { errorType: 'InvalidInput', errorInfo: { field: 'input.requirement' } };
    expect(operationsBeside([REGISTER])).toEqual([PUT, DELETE]);
    for (const operation of [PUT, DELETE]) {
      expect(operationsBeside([operation])).toEqual([REGISTER]);
      const change = rulesAfter({ operations: [operation], rule: byPush }, []);
      expect(validateOutcome(change, [{ operation: REGISTER, rule: denied }])).toMatchObject(error);
      expect(validateOutcome(change, [{ operation: REGISTER, rule: notRequired }])).toBeNull();
      const denial = rulesAfter({ operations: [REGISTER], rule: denied }, []);
      expect(validateOutcome(denial, [{ operation, rule: byPush }])).toMatchObject(error);
      expect(validateOutcome(denial, [{ operation, rule: by('PUSH_STEP_UP', 'SMS_STEP_UP') }])).toBeNull();
    }
  });

  it('is a batch whose methods a single message does not take', () => {
    const change = (operation: string) => rulesAfter({ operations: [operation], rule: by('PUSH_STEP_UP') }, []);
    expect(operationsBeside(['Mutation.publishBatch'])).toEqual(['Mutation.publish']);
    expect(operationsBeside(['Mutation.publish', 'Mutation.publishBatch', 'Mutation.redeliver'])).toEqual([]);
    expect(operationsBeside(['Mutation.createTopic'])).toEqual([]);
    for (const [one, other] of [
      ['Mutation.publish', 'Mutation.publishBatch'],
      ['Mutation.publishBatch', 'Mutation.publish'],
    ] as const) {
      expect(validateOutcome(change(one), [{ operation: other, rule: by('SMS_STEP_UP') }])).toMatchObject({
        errorInfo: { field: 'input.methods', given: 'none in common' },
      });
      expect(validateOutcome(change(one), [{ operation: other, rule: by('PUSH_STEP_UP') }])).toBeNull();
      expect(validateOutcome(change(one), [{ operation: other, rule: notRequired }])).toBeNull();
    }
    // What leaves the group has its default again, whatever its row said.
    const leaves = rulesAfter({ group: 'g', operations: ['Mutation.publish'], rule: by('PUSH_STEP_UP') }, [
      'Mutation.publishBatch',
    ]);
    expect(validateOutcome(leaves, [{ operation: 'Mutation.publishBatch', rule: by('SMS_STEP_UP') }])).toBeNull();
  });
});

it('no sequence of changes by an admin keeps that admin from changing settings', () => {
  const methods = fc.subarray<StepUpMethod>([...usualMethods, 'PUSH_STEP_UP', 'PASSKEY_STEP_UP'], { minLength: 1 });
  const operations = fc.uniqueArray(fc.constantFrom(PUT, DELETE, REGISTER, 'a:b'), { minLength: 1 });
  const anyRule: fc.Arbitrary<StepUpRule> = fc.record({
    requirement: fc.constantFrom('STEP_UP_REQUIRED', 'STEP_UP_NOT_REQUIRED', 'STEP_UP_DENY'),
    scope: fc.constantFrom('OPERATION', 'SESSION'),
    methods,
    maxAge: fc.constant(300),
    maxAttempts: fc.constant(5),
  });
  const step = fc.record({ by: fc.constantFrom(PUT, DELETE), group: fc.boolean(), operations, rule: anyRule });
  const factors = fc.subarray<StepUpMethod>([...usualMethods, 'PUSH_STEP_UP', 'PASSKEY_STEP_UP']);

  fc.assert(
    fc.property(fc.constantFrom(...usualMethods), factors, fc.array(step, { maxLength: 12 }), (one, more, steps) => {
      const own = new Set([one, ...more]);
      const settings = new Map<string, StepUpRule>();
      let group: readonly string[] = [];
      const ruleOf = (operation: string) => settings.get(operation) ?? defaultRule(operation);
      const passes = ({ requirement, methods: taken }: StepUpRule) =>
        requirement === 'STEP_UP_NOT_REQUIRED' || taken.some((method) => own.has(method));
      for (const { by: operation, group: grouped, operations: named, rule: given } of steps) {
        const named1 = grouped ? named : named.slice(0, 1);
        if (!grouped && named1.some((each) => group.includes(each))) continue;
        const deletes = operation === DELETE;
        const change: SettingChange = {
          ...(grouped ? { group: 'g' } : {}),
          operations: deletes && grouped ? [] : named1,
          rule: deletes ? null : given,
        };
        const before = grouped ? group : [];
        const after = rulesAfter(change, before);
        const held = ruleOfChange(ruleOf(operation), after);
        const refused =
          (deletes ? null : validateRule(given, named1)) ??
          validateOutcome(after, []) ??
          validateProvable(change, held, ruleOf(operation));
        if (refused !== null || !passes(held)) continue;
        for (const each of after) {
          if (deletes || !named1.includes(each.operation)) settings.delete(each.operation);
          else settings.set(each.operation, given);
        }
        if (grouped) group = deletes ? [] : named1;
      }
      expect([ruleOf(PUT), ruleOf(DELETE)].map(passes)).toEqual([true, true]);
      expect(ruleOf(REGISTER)).not.toMatchObject({ requirement: 'STEP_UP_REQUIRED', methods: ['PUSH_STEP_UP'] });
    }),
    runs(300),
  );
});
