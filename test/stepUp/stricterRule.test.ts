import fc from 'fast-check';
import { runs } from 'local-cloud/testing/effort';
import { expect, it } from 'vitest';
import { decideStepUp } from '../../functions/rules/stepUp/decideStepUp.ts';
import type { StepUpRule } from '../../functions/rules/stepUp/StepUpRows.ts';
import { stricterRule } from '../../functions/rules/stepUp/stricterRule.ts';

const method = fc.constantFrom('SMS_STEP_UP' as const, 'SOFTWARE_TOKEN_STEP_UP' as const, 'EMAIL_STEP_UP' as const);
const level = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
const rule: fc.Arbitrary<StepUpRule> = fc
  .record({
    requirement: fc.constantFrom(
      'STEP_UP_REQUIRED' as const,
      'STEP_UP_REQUIRED' as const,
      'STEP_UP_NOT_REQUIRED' as const,
      'STEP_UP_DENY' as const,
    ),
    scope: fc.constantFrom('OPERATION' as const, 'SESSION' as const),
    methods: fc.subarray(['SMS_STEP_UP' as const, 'SOFTWARE_TOKEN_STEP_UP' as const, 'EMAIL_STEP_UP' as const]),
    level,
    group: fc.constantFrom(undefined, undefined, 'a', 'b'),
    maxAge: fc.integer({ min: 60, max: 3600 }),
    maxAttempts: fc.integer({ min: 1, max: 10 }),
  })
  .map(({ level: acrLevel, group: name, ...rest }) => ({
    ...rest,
    ...(acrLevel === undefined ? {} : { acrLevel }),
    ...(name === undefined ? {} : { group: name }),
  }));

it('lets nothing pass that one of the two does not', () => {
  const question = fc.record({
    proofs: fc.dictionary(
      fc.constantFrom('proof:a:b', 'proof:a', 'proof:b'),
      fc.record({ method, completedAt: fc.integer({ min: 96_000, max: 100_000 }), expiresAt: fc.constant(100_100) }),
    ),
    signIn: fc.record({ acrLevel: fc.integer({ min: 0, max: 4 }), at: fc.integer({ min: 96_000, max: 100_000 }) }),
  });
  const now = 100_000;
  fc.assert(
    fc.property(rule, rule, question, (one, other, { proofs, signIn }) => {
      const passes = (asked: StepUpRule) => {
        const given = {
          asked: { operation: 'a:b' },
          grant: null,
          session: { ...proofs, ttl: 0 },
          signIn,
          arguments: 'a',
          now,
        };
        return decideStepUp({ rule: asked, ...given }).kind === 'allow';
      };
      const both = stricterRule(one, other);
      if (passes(both)) expect([passes(one), passes(other)]).toEqual([true, true]);
      expect(passes(stricterRule(other, one))).toBe(passes(both));
    }),
    runs(2000),
  );
});

it('is of session scope for operations of one group, and proved call by call across groups', () => {
  const session: StepUpRule = {
    requirement: 'STEP_UP_REQUIRED',
    scope: 'SESSION',
    methods: ['SMS_STEP_UP'],
    maxAge: 300,
    maxAttempts: 5,
  };
  const a = { ...session, group: 'a' };
  const b = { ...session, group: 'b' };
  expect(stricterRule(a, a)).toEqual(a);
  expect(stricterRule(a, b)).toEqual({ ...a, scope: 'OPERATION' });
  expect(stricterRule(b, a)).toEqual({ ...a, scope: 'OPERATION' });
  expect(stricterRule(session, b)).toEqual({ ...b, scope: 'OPERATION' });
  expect(stricterRule({ ...session, requirement: 'STEP_UP_NOT_REQUIRED' }, b)).toEqual(b);
});
