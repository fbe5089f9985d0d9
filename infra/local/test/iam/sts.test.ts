import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Iam } from '../../iam/Iam.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import type { Principal } from '../../platform/Principal.ts';
import { ManualClock } from '../../testing/ManualClock.ts';
import { accountId, apply, createIam, noon, roleWith, trust } from './createIam.ts';

async function call(iam: Iam, principal: Principal, operation: string, input: JsonObject = {}): Promise<JsonObject> {
  const found = iam.apis.find(({ signingName }) => signingName === 'sts')?.operations[operation];
  if (found === undefined) throw new Error(`no ${operation}`);
  return found.run(input, { principal, requestId: 'id', signal: new AbortController().signal });
}

const target = `arn:aws:iam::${accountId}:role/Target`;
const caller: Principal = { kind: 'role', roleArn: `arn:aws:iam::${accountId}:role/R`, sessionName: 'S' };
const request = { RoleArn: target, RoleSessionName: 'session' };
const mayAssume = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: target };

const addTarget = (iam: Iam, principal: JsonObject) =>
  apply(iam, 'AWS::IAM::Role', 'Target', { AssumeRolePolicyDocument: trust(principal) });

describe('GetCallerIdentity', () => {
  it('tells who calls', async () => {
    const iam = createIam();
    expect(await call(iam, { kind: 'root' }, 'GetCallerIdentity')).toEqual({
      UserId: accountId,
      Account: accountId,
      Arn: `arn:aws:iam::${accountId}:root`,
    });
    expect(await call(iam, caller, 'GetCallerIdentity')).toEqual({
      UserId: expect.stringMatching(/^AROA\w{17}:S$/),
      Account: accountId,
      Arn: `arn:aws:sts::${accountId}:assumed-role/R/S`,
    });
  });
});

describe('AssumeRole', () => {
  it('answers temporary credentials that stand for the role until they end', async () => {
    const iam = createIam();
    await roleWith(iam);
    await addTarget(iam, { AWS: `arn:aws:iam::${accountId}:role/R` });
    const output = await call(iam, caller, 'AssumeRole', { ...request, DurationSeconds: '900' });
    const credentials = output.Credentials;
    if (!isJsonObject(credentials)) throw new Error('no credentials');
    expect(credentials.Expiration).toBe(new Date(noon + 900_000).toISOString());
    expect(output.AssumedRoleUser).toMatchObject({ Arn: `arn:aws:sts::${accountId}:assumed-role/Target/session` });
    expect(iam.findCredential(String(credentials.AccessKeyId))).toEqual({
      secretAccessKey: credentials.SecretAccessKey,
      sessionToken: credentials.SessionToken,
      expiration: noon + 900_000,
      principal: { kind: 'role', roleArn: target, sessionName: 'session' },
    });
  });

  it('needs the trust of the role, or of the account and a policy of the caller', async () => {
    const assumable = async (trusted: JsonObject, ...statements: JsonObject[]): Promise<boolean> => {
      const iam = createIam();
      await roleWith(iam, ...statements);
      await addTarget(iam, trusted);
      return call(iam, caller, 'AssumeRole', request).then(
        () => true,
        (error: { code: string }) => error.code !== 'AccessDenied',
      );
    };
    const byName = { AWS: `arn:aws:iam::${accountId}:role/R` };
    const byAccount = { AWS: `arn:aws:iam::${accountId}:root` };
    expect(await assumable(byName)).toBe(true);
    expect(await assumable(byAccount)).toBe(false);
    expect(await assumable(byAccount, mayAssume)).toBe(true);
    expect(await assumable({ Service: 'lambda.amazonaws.com' }, mayAssume)).toBe(false);
    expect(await assumable(byName, { ...mayAssume, Effect: 'Deny' })).toBe(false);
  });

  it.each<[JsonObject, string]>([
    [{ ...request, RoleArn: 'Target' }, 'ValidationError'],
    [{ ...request, RoleSessionName: 'a session' }, 'ValidationError'],
    [{ ...request, DurationSeconds: '899' }, 'ValidationError'],
    [{ ...request, DurationSeconds: '3601' }, 'ValidationError'],
    [{ ...request, DurationSeconds: 'x' }, 'ValidationError'],
    [{ ...request, Policy: '{}' }, 'NotSupportedLocally'],
    [{ ...request, RoleArn: `${target}2` }, 'AccessDenied'],
  ])('refuses %j as %s', async (input, code) => {
    const iam = createIam();
    await roleWith(iam, { Effect: 'Allow', Action: '*', Resource: '*' });
    await addTarget(iam, { AWS: accountId });
    await expect(call(iam, caller, 'AssumeRole', input)).rejects.toMatchObject({ code });
  });

  it('is not for the root user', async () => {
    await expect(call(createIam(), { kind: 'root' }, 'AssumeRole', request)).rejects.toMatchObject({
      code: 'AccessDenied',
    });
  });
});

describe('access keys', () => {
  it('are the same at every start on the same storage, and others on another', () => {
    const database = new DatabaseSync(':memory:');
    const first = createIam(new ManualClock(noon), database);
    const second = createIam(new ManualClock(noon), database);
    expect(second.credentials(target)).toEqual(first.credentials(target));
    expect(second.rootCredentials()).toEqual(first.rootCredentials());
    expect(first.credentials(target, 'other')).not.toEqual(first.credentials(target));
    expect(createIam().credentials(target)).not.toEqual(first.credentials(target));
    expect(first.rootCredentials().accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
  });

  it('stand for their role as long as it is there', async () => {
    const iam = createIam();
    const { accessKeyId } = iam.credentials(target, 'function');
    expect(iam.findCredential(accessKeyId)).toBeUndefined();
    await addTarget(iam, { Service: 'lambda.amazonaws.com' });
    expect(iam.findCredential(accessKeyId)?.principal).toEqual({
      kind: 'role',
      roleArn: target,
      sessionName: 'function',
    });
    iam.removeRole('Target');
    expect(iam.findCredential(accessKeyId)).toBeUndefined();
    expect(iam.findCredential('AKIAUNKNOWN')).toBeUndefined();
  });
});
