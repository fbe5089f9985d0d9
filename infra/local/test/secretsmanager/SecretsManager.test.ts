import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import { SecretsManager } from '../../secretsmanager/SecretsManager.ts';
import { createStage, type Stage } from '../lambda/support.ts';

let stage: Stage;
beforeEach(() => {
  stage = createStage();
  stage.add(new SecretsManager(stage.platform));
});
afterEach(() => stage.end());

const call = (operation: string, input: JsonObject) =>
  stage.platform.aws.call({ kind: 'root' }, 'secretsmanager', operation, input);
const value = async (SecretId: string, input: JsonObject = {}) =>
  (await call('GetSecretValue', { SecretId, ...input })).SecretString;

test('a secret is found by name, ARN and ARN without suffix', async () => {
  const { physicalId } = await stage.apply('AWS::SecretsManager::Secret', { Name: 'app/fcm', SecretString: 's3cret' });
  expect(physicalId).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:app\/fcm-[A-Za-z0-9]{6}$/);
  expect(await Promise.all(['app/fcm', physicalId, physicalId.slice(0, -7)].map((id) => value(id)))).toEqual([
    's3cret',
    's3cret',
    's3cret',
  ]);
});

test('a generated value follows its rules and keeps over a restart', async () => {
  const properties = {
    Name: 'g',
    GenerateSecretString: {
      SecretStringTemplate: '{"user":"admin"}',
      GenerateStringKey: 'password',
      PasswordLength: 20,
      ExcludePunctuation: true,
    },
  };
  await stage.apply('AWS::SecretsManager::Secret', properties);
  const first = await value('g');
  expect(JSON.parse(String(first))).toEqual({
    user: 'admin',
    password: expect.stringMatching(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{20}$/),
  });
  await stage.stop();
  stage = createStage({ directory: stage.directory });
  stage.add(new SecretsManager(stage.platform));
  await stage.apply('AWS::SecretsManager::Secret', properties);
  expect(await value('g')).toBe(first);
});

test('a new value is AWSCURRENT and the former one AWSPREVIOUS', async () => {
  const created = await call('CreateSecret', { Name: 's', SecretString: 'one', Description: 'd' });
  await call('PutSecretValue', { SecretId: 's', SecretString: 'two' });
  await call('PutSecretValue', { SecretId: 's', SecretString: 'next', VersionStages: ['AWSPENDING'] });
  expect(await value('s')).toBe('two');
  expect(await value('s', { VersionStage: 'AWSPREVIOUS' })).toBe('one');
  expect(await value('s', { VersionId: String(created.VersionId) })).toBe('one');
  expect(await value('s', { VersionStage: 'AWSPENDING' })).toBe('next');
  const described = await call('DescribeSecret', { SecretId: 's' });
  expect(described.Description).toBe('d');
  expect(
    Object.values(described.VersionIdsToStages as JsonObject)
      .flat()
      .toSorted(),
  ).toEqual(['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS']);
});

test('a client request token makes a put idempotent', async () => {
  await call('CreateSecret', { Name: 's', SecretBinary: 'AAEC' });
  const put = (SecretString: string) =>
    call('PutSecretValue', { SecretId: 's', SecretString, ClientRequestToken: 'a'.repeat(32) });
  expect((await put('x')).VersionId).toBe((await put('x')).VersionId);
  await expect(put('y')).rejects.toMatchObject({ code: 'ResourceExistsException' });
});

test("bad input has AWS's names and shows no value", async () => {
  await expect(value('absent')).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret.",
  });
  await call('CreateSecret', { Name: 's' });
  await expect(value('s')).rejects.toThrow('staging label: AWSCURRENT');
  await expect(call('CreateSecret', { Name: 's' })).rejects.toMatchObject({ code: 'ResourceExistsException' });
  await expect(call('CreateSecret', { Name: 'no spaces' })).rejects.toMatchObject({ code: 'ValidationException' });
  await expect(call('PutSecretValue', { SecretId: 's' })).rejects.toMatchObject({ code: 'InvalidRequestException' });
  await expect(
    call('PutSecretValue', { SecretId: 's', SecretString: 'a', SecretBinary: 'YQ==' }),
  ).rejects.toMatchObject({ code: 'InvalidParameterException' });
  await expect(
    stage.apply('AWS::SecretsManager::Secret', { ReplicaRegions: [{ Region: 'eu-west-1' }] }),
  ).rejects.toThrow('ReplicaRegions');
});

test('a role reads only the secret that its policy names', async () => {
  const { physicalId } = await stage.apply('AWS::SecretsManager::Secret', { Name: 'mine', SecretString: 'x' });
  await stage.apply('AWS::SecretsManager::Secret', { Name: 'other', SecretString: 'y' }, 'Other');
  const roleArn = await stage.role('reader', [
    { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: physicalId },
  ]);
  const principal = stage.platform.aws.assume(roleArn, 'lambda.amazonaws.com', 'x');
  const get = (SecretId: string) =>
    stage.platform.aws.call(principal, 'secretsmanager', 'GetSecretValue', { SecretId });
  expect((await get('mine')).SecretString).toBe('x');
  await expect(get('other')).rejects.toThrow(/secretsmanager:GetSecretValue/);
});
