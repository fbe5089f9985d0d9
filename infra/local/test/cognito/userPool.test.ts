import {
  AdminGetUserCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  GetUserAttributeVerificationCodeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compilePolicy } from '../../iam/compilePolicy.ts';
import { createPool, type RunningCognito, startCognito } from '../../testing/startCognito.ts';
import { createUser, signIn } from '../../testing/users.ts';

let running: RunningCognito;
beforeAll(async () => {
  running = await startCognito();
});
afterAll(() => running.stop());

const version = '2012-10-17';

/** Makes the role by which text messages are sent, for Cognito with this external id. Returns its ARN. */
function putRole(externalId: string, actions: readonly string[]): string {
  const arn = `arn:aws:iam::${running.platform.accountId}:role/Sms`;
  const trust = {
    Effect: 'Allow',
    Principal: { Service: 'cognito-idp.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': externalId } },
  };
  const Statement = { Effect: 'Allow', Action: ['sns:ListTopics', ...actions], Resource: '*' };
  running.platform.iam.putRole({
    arn,
    name: 'Sms',
    trust: compilePolicy({ Version: version, Statement: trust }, 'trust'),
    inline: new Map([['send', compilePolicy({ Version: version, Statement }, 'identity')]]),
    managedPolicyArns: [],
    tags: {},
    maxSessionDuration: 3600,
  });
  return arn;
}

describe('text messages', () => {
  test('need a role that trusts Cognito with the pool’s external id, and may publish', async () => {
    const { clientId, poolId } = await createPool(running, {
      SmsConfiguration: { SnsCallerArn: putRole('pool', ['sns:Publish']), ExternalId: 'pool' },
    });
    const phone_number = '+491701234567';
    await createUser(running, poolId, 'ann', { phone_number });
    const { AccessToken } = await signIn(running, clientId, 'ann');
    const ask = () =>
      running.client.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: 'phone_number' }));
    await ask();
    expect(running.outbox.at(-1)).toMatchObject({ kind: 'sms', destination: phone_number });
    putRole('pool', []);
    await expect(ask()).rejects.toMatchObject({ name: 'InvalidSmsRoleAccessPolicyException' });
    putRole('another pool', ['sns:Publish']);
    await expect(ask()).rejects.toMatchObject({ name: 'InvalidSmsRoleTrustRelationshipException' });
  });

  test('are asked for when the pool is made', async () => {
    const SmsConfiguration = { SnsCallerArn: putRole('other', ['sns:Publish']), ExternalId: 'mine' };
    await expect(running.apply('AWS::Cognito::UserPool', 'Distrusted', { SmsConfiguration })).rejects.toMatchObject({
      code: 'InvalidSmsRoleTrustRelationshipException',
    });
  });
});

test('a protected pool is deleted once its protection ends', async () => {
  const { physicalId: UserPoolId } = await running.apply('AWS::Cognito::UserPool', 'Kept', {
    DeletionProtection: 'ACTIVE',
  });
  await createUser(running, UserPoolId, 'ben', {});
  const remove = () => running.client.send(new DeleteUserPoolCommand({ UserPoolId }));
  await expect(remove()).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: expect.stringContaining('deletion protection is activated'),
  });
  const provider = running.cognito.resources.find(({ type }) => type === 'AWS::Cognito::UserPool');
  expect(() => provider?.remove?.(UserPoolId, {})).toThrow('deletion protection is activated');
  await running.client.send(new AdminGetUserCommand({ UserPoolId, Username: 'ben' }));
  await running.apply('AWS::Cognito::UserPool', 'Kept', { DeletionProtection: 'INACTIVE' });
  await remove();
  await expect(running.client.send(new DescribeUserPoolCommand({ UserPoolId }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
