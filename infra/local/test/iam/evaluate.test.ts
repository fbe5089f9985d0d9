import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import { createIam, decision, roleWith } from './createIam.ts';

const actions = ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sns:Publish'];
const resources = ['arn:aws:sqs:us-east-1:1:a', 'arn:aws:sqs:us-east-1:1:ab', 'arn:aws:sns:us-east-1:1:a'];

const statement: fc.Arbitrary<JsonObject> = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    Action: fc.constantFrom('*', 'sqs:*', 'sqs:Send*', 'sns:Publish', 'SNS:publish'),
    Resource: fc.constantFrom('*', 'arn:aws:sqs:*', 'arn:aws:sqs:us-east-1:1:a', 'arn:*:a?'),
    Condition: fc.constantFrom<JsonObject>(
      { StringEquals: { 'sqs:Colour': 'red' } },
      { Null: { 'sqs:Colour': 'true' } },
    ),
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);

const permission = fc.record(
  {
    action: fc.constantFrom(...actions),
    resource: fc.constantFrom(...resources),
    context: fc.record({ 'sqs:Colour': fc.constantFrom('red', 'blue') }),
  },
  { requiredKeys: ['action', 'resource'] },
);

describe('a decision', () => {
  it('does not depend on what was decided before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(statement, { maxLength: 4 }),
        fc.array(permission, { minLength: 2 }),
        async (policy, asked) => {
          const warm = createIam();
          const role = await roleWith(warm, ...policy);
          for (const one of asked) {
            const cold = createIam();
            await roleWith(cold, ...policy);
            if (decision(warm, role, one) !== decision(cold, role, one)) return false;
          }
          return true;
        },
      ),
    );
  });

  it('does not depend on the order of statements', async () => {
    const shuffled = fc
      .array(statement, { maxLength: 5 })
      .chain((policy) => fc.tuple(fc.constant(policy), fc.shuffledSubarray(policy, { minLength: policy.length })));
    await fc.assert(
      fc.asyncProperty(shuffled, permission, async ([policy, other], asked) => {
        const [first, second] = [createIam(), createIam()];
        const role = await roleWith(first, ...policy);
        await roleWith(second, ...other);
        return decision(first, role, asked) === decision(second, role, asked);
      }),
    );
  });

  it('never turns into an allowance by one more denial', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { maxLength: 4 }), statement, permission, async (policy, more, asked) => {
        const [before, after] = [createIam(), createIam()];
        const role = await roleWith(before, ...policy);
        await roleWith(after, ...policy, { ...more, Effect: 'Deny' });
        return decision(before, role, asked) === 'allowed' || decision(after, role, asked) !== 'allowed';
      }),
    );
  });
});
