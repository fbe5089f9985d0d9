import { faultOfGrant } from 'local-cloud/testing/serviceAuthorization';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { type PolicyStatement, policyStatements } from './policyStatements.ts';
import { wholeTemplate } from './wholeTemplate.ts';

let statements: readonly PolicyStatement[];

beforeAll(async () => {
  const { resources } = await wholeTemplate(await synthesizeCached(temporaryFolder('permissions')));
  statements = policyStatements(resources);
});

/**
 * Returns what the Service Authorization Reference has against a statement: an action without a resource that it knows,
 * a resource that none of the actions knows, and `*` for an action that knows resources.
 */
async function faults({ id, actions, resources, conditions }: PolicyStatement): Promise<readonly string[]> {
  const conditionKeys = Object.keys(conditions);
  // A whole service stands in key policies, and where transport must be encrypted.
  const named = actions.filter((action) => !action.endsWith(':*'));
  const judged = await Promise.all(
    named.flatMap((action) =>
      resources.map(async (resource) => {
        return { action, resource, fault: await faultOfGrant({ action, resource, conditionKeys }) };
      }),
    ),
  );
  const groups = [
    ...named.map((name) => judged.filter(({ action }) => action === name)),
    ...resources.map((name) => judged.filter(({ resource }) => resource === name)),
    ...judged.filter(({ resource }) => resource === '*').map((one) => [one]),
  ];
  const found = groups.filter((group) => group.every(({ fault }) => fault !== undefined));
  return [...new Set(found.flatMap(([first]) => (first === undefined ? [] : [`${id}: ${first.fault}`])))];
}

describe('the Service Authorization Reference', () => {
  it('has every action of every policy, on the resources and under the keys that it is granted by', async () => {
    expect(statements.length).toBeGreaterThan(100);
    expect(new Set(statements.map(({ kind }) => kind)).size).toBe(3);
    expect((await Promise.all(statements.map(faults))).flat()).toEqual([]);
  });

  it.each<[string, string, string, string]>([
    ['an action that no service has', 'sns:PublishTwice', '*', 'There is no action'],
    ['a service that there is none of', 'sms:Publish', '*', 'There is no action'],
    [
      'a resource where the action knows none',
      'dynamodb:ListStreams',
      'arn:aws:dynamodb:eu-west-1:111122223333:table/T/stream/now',
      'on * alone',
    ],
    [
      'an application that is still to be made',
      'sns:CreatePlatformApplication',
      'arn:aws:sns:eu-west-1:111122223333:app/GCM/Heliograph-FCM',
      'on * alone',
    ],
    ['every resource where the action knows some', 'dynamodb:GetItem', '*', 'is granted on *'],
    [
      'a resource of another type',
      'dynamodb:GetItem',
      'arn:aws:dynamodb:eu-west-1:111122223333:table/T/index/i',
      'is none of',
    ],
  ])('is held against %s', async (_, action, resource, fault) => {
    expect(await faultOfGrant({ action, resource, conditionKeys: [] })).toContain(fault);
  });

  it('is held against a condition key that the action does not have', async () => {
    const resource = 'arn:aws:sqs:eu-west-1:111122223333:q';
    const grant = { action: 'sqs:SendMessage', resource, conditionKeys: ['aws:SourceArn', 'dynamodb:LeadingKeys'] };
    expect(await faultOfGrant(grant)).toContain('no condition key dynamodb:LeadingKeys');
  });
});

it('text messages aside, nothing may publish to every target', () => {
  const everywhere = statements.filter(
    ({ actions, resources }) => actions.some((action) => /^sns:publish$/i.test(action)) && resources.includes('*'),
  );
  // Numbers are no resources. The role's trust policy has the pool's external id (Cognito Developer Guide, "SMS").
  expect(everywhere.map(({ id }) => id.replace(/Role.*/, ''))).toEqual(['Identity/Userssms']);
});
