import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideStepUp } from '../../../../functions/domain/stepUp/decideStepUp.ts';
import type { StepUpRule } from '../../../../functions/domain/stepUp/StepUpRows.ts';
import { stricterRule } from '../../../../functions/domain/stepUp/stricterRule.ts';

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
    maxAge: fc.integer({ min: 60, max: 3600 }),
    maxAttempts: fc.integer({ min: 1, max: 10 }),
  })
  .map(({ level: acrLevel, ...rest }) => ({ ...rest, ...(acrLevel === undefined ? {} : { acrLevel }) }));

it('lets nothing pass that one of the two does not', () => {
  const question = fc.record({
    proof: fc.record({ method, age: fc.integer({ min: 0, max: 4000 }), scope: fc.boolean() }),
    signIn: fc.record({ acrLevel: fc.integer({ min: 0, max: 4 }), at: fc.integer({ min: 96_000, max: 100_000 }) }),
  });
  const now = 100_000;
  fc.assert(
    fc.property(rule, rule, question, (one, other, { proof, signIn }) => {
      const passes = (asked: StepUpRule) => {
        const session = { method: proof.method, completedAt: now - proof.age, expiresAt: now + 100, ttl: 0 };
        const given = { grant: null, session: proof.scope ? session : null, signIn, arguments: 'a', now };
        return decideStepUp({ rule: asked, ...given }).kind === 'allow';
      };
      const both = stricterRule(one, other);
      if (passes(both)) expect([passes(one), passes(other)]).toEqual([true, true]);
      expect(passes(stricterRule(other, one))).toBe(passes(both));
    }),
    { numRuns: 2000 },
  );
});
