import type { JsonObject } from 'local-cloud';
import { startTemplate } from 'local-cloud/testing/startTemplate';
import { expect, it } from 'vitest';
import { seedDemoUsers } from '../../infra/start/demo/seedDemoUsers.ts';

const group = (GroupName: string): JsonObject => ({
  Type: 'AWS::Cognito::UserPoolGroup',
  Properties: { UserPoolId: { Ref: 'Pool' }, GroupName },
});
const pool = (properties: JsonObject): JsonObject => ({
  Resources: {
    Pool: { Type: 'AWS::Cognito::UserPool', Properties: properties },
    Admins: group('admins'),
    Publishers: group('publishers'),
  },
});

it('makes the users with their groups and factors', async () => {
  await using cloud = await startTemplate(pool({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }));
  const users = await seedDemoUsers(cloud);
  expect(users.map(({ username, groups }) => [username, groups])).toEqual([
    ['alice', []],
    ['bob', []],
    ['paula', ['publishers']],
    ['ada', ['admins']],
  ]);
  expect(users.at(-1)?.totpSecret).toMatch(/^[A-Z2-7]{32}$/);
});

it('leaves the pools of other apps alone', async () => {
  await using cloud = await startTemplate({
    Resources: { Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} }, Admins: group('admins') },
  });
  expect(await seedDemoUsers(cloud)).toEqual([]);
  const pools = { UserPoolId: cloud.resources[0]?.physicalId ?? '' };
  expect(await cloud.platform.aws.call({ kind: 'root' }, 'cognito-idp', 'ListUsers', pools)).toMatchObject({
    Users: [],
  });
});

it('goes without where there is no pool', async () => {
  await using cloud = await startTemplate({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  expect(await seedDemoUsers(cloud)).toEqual([]);
});

it('logs it and goes without where the pool does not take them', async () => {
  const warnings: string[] = [];
  const strict = pool({ Policies: { PasswordPolicy: { MinimumLength: 50 } } });
  await using cloud = await startTemplate(strict, {
    log: (level, _source, message) => {
      if (level === 'warn') warnings.push(message);
    },
  });
  expect(await seedDemoUsers(cloud)).toEqual([]);
  expect(warnings).toContainEqual(expect.stringContaining('The demo user alice was not made'));
});

it('finishes a user whose making was interrupted', async () => {
  await using cloud = await startTemplate(pool({}));
  const UserPoolId = cloud.resources[0]?.physicalId ?? '';
  const call = (operation: string, input: JsonObject) =>
    cloud.platform.aws.call({ kind: 'root' }, 'cognito-idp', operation, { UserPoolId, ...input });
  await call('AdminCreateUser', { Username: 'bob', MessageAction: 'SUPPRESS' });
  await seedDemoUsers(cloud);
  expect(await call('AdminGetUser', { Username: 'bob' })).toMatchObject({ UserStatus: 'CONFIRMED' });
});
