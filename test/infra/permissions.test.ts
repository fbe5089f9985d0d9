import { faultOfGrant } from 'local-cloud/testing/serviceAuthorization';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { wholeTemplate } from '../../infra/preflight/wholeTemplate.ts';
import { type PolicyStatement, policyStatements } from './policyStatements.ts';

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
      'arn:aws:sns:eu-west-1:111122223333:app/GCM/heliograph-prod-FCM',
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

/**
 * Services that are let in without saying for which resource or account, each with the reason. A role can be passed to
 * a service by its own account alone (IAM User Guide, "Grant a user permissions to pass a role to an AWS service").
 */
const unconditional: readonly (readonly [service: string, id: RegExp, reason: string])[] = [
  [
    'lambda.amazonaws.com',
    /Role[0-9A-F]{8}$/,
    'Lambda Developer Guide, "Defining Lambda function permissions with an execution role": no condition key is named.',
  ],
  [
    'appsync.amazonaws.com',
    /^Api\/Logging/,
    'AppSync Developer Guide, "CloudWatch logging": only the roles of data sources are said to have condition keys.',
  ],
  [
    'sns.amazonaws.com',
    /^Platforms\/DeliveryStatusLogging/,
    'SNS Developer Guide, "Amazon SNS mobile app attributes": no condition key is named.',
  ],
  [
    'sns.amazonaws.com',
    /^Messaging\/TopicsLogging/,
    'SNS Developer Guide, "Amazon SNS message delivery status": no condition key is named.',
  ],
  [
    'sns.amazonaws.com',
    /^Platforms\/FailuresKey/,
    'SNS Developer Guide, "Managing encryption keys": other services name their keys. SNS does not for its own events.',
  ],
];

describe('the confused deputy', () => {
  const isKnown = (service: string, id: string) =>
    unconditional.some(([known, pattern]) => known === service && pattern.test(id));

  it('finds no service let in for everybody, unless AWS says of no key that the service states', () => {
    const open = statements
      .filter(({ effect, services }) => effect === 'Allow' && services.length > 0)
      .filter(
        ({ conditions }) =>
          !Object.keys(conditions).some((key) => /^(aws:Source(Arn|Account)|sts:ExternalId)$/i.test(key)),
      );
    const others = open.flatMap(({ id, services }) =>
      services.filter((service) => !isKnown(service, id)).map((service) => `${id} lets in ${service}`),
    );
    expect(others).toEqual([]);
    for (const [service, pattern] of unconditional) {
      expect(
        open.some(({ id, services }) => services.includes(service) && pattern.test(id)),
        `${pattern}`,
      ).toBe(true);
    }
  });

  it('finds one where there is one', () => {
    expect(isKnown('appsync.amazonaws.com', 'Devices/FieldsregisterDeviceRole12345678')).toBe(false);
  });
});

it('text messages aside, nothing may publish to every target', () => {
  const everywhere = statements.filter(
    ({ actions, resources }) => actions.some((action) => /^sns:publish$/i.test(action)) && resources.includes('*'),
  );
  // Numbers are no resources. The role's trust policy has the pool's external id (Cognito Developer Guide, "SMS").
  expect(everywhere.map(({ id }) => id.replace(/Role.*/, ''))).toEqual(['Identity/Userssms']);
});
