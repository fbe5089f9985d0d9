import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import { accountId, apply, createIam, trust } from './createIam.ts';

const roleArn = `arn:aws:iam::${accountId}:role/R`;
const lambda = { AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }) };

describe('AWS::IAM::Role', () => {
  it('answers name, ARN and an id that stays', async () => {
    const result = await apply(createIam(), 'AWS::IAM::Role', 'R', { ...lambda, Path: '/app/', RoleName: 'Named' });
    expect(result).toEqual({
      physicalId: 'Named',
      attributes: {
        Arn: `arn:aws:iam::${accountId}:role/app/Named`,
        RoleId: expect.stringMatching(/^AROA[0-9A-F]{17}$/),
      },
    });
    expect(await apply(createIam(), 'AWS::IAM::Role', 'R', { ...lambda, Path: '/app/', RoleName: 'Named' })).toEqual(
      result,
    );
  });

  it('is assumed by the service that its trust policy names, and by no other', async () => {
    const iam = createIam();
    await apply(iam, 'AWS::IAM::Role', 'R', lambda);
    expect(iam.assume(roleArn, 'lambda.amazonaws.com', 'function')).toEqual({
      kind: 'role',
      roleArn,
      sessionName: 'function',
    });
    expect(() => iam.assume(roleArn, 'appsync.amazonaws.com', 's')).toThrow(
      expect.objectContaining({
        code: 'AccessDenied',
        message: `User: appsync.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${roleArn} because no resource-based policy allows the sts:AssumeRole action`,
      }),
    );
    expect(() => iam.assume(`${roleArn}2`, 'lambda.amazonaws.com', 's')).toThrow(
      expect.objectContaining({ code: 'AccessDenied' }),
    );
  });

  it('may be trusted for one source alone', async () => {
    const iam = createIam();
    const source = 'arn:aws:appsync:us-east-1:123456789012:apis/a';
    await apply(iam, 'AWS::IAM::Role', 'R', {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { Service: 'appsync.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': accountId }, ArnLike: { 'aws:SourceArn': source } },
        },
      },
    });
    const assume = (sourceArn: string) => iam.assume(roleArn, 'appsync.amazonaws.com', 's', { sourceArn });
    expect(assume(source)).toMatchObject({ roleArn });
    expect(() => assume(`${source}b`)).toThrow();
    expect(() => assume(source.replace(accountId, '111122223333'))).toThrow();
    expect(() => iam.assume(roleArn, 'appsync.amazonaws.com', 's')).toThrow();
  });

  it('may ask for an account, which a service that states no source does not state either', async () => {
    const iam = createIam();
    const Condition = { StringEquals: { 'aws:SourceAccount': accountId } };
    const Principal = { Service: 'lambda.amazonaws.com' };
    const Statement = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition };
    await apply(iam, 'AWS::IAM::Role', 'R', { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement } });
    expect(() => iam.assume(roleArn, 'lambda.amazonaws.com', 's')).toThrow();
  });

  it('may ask for an external id', async () => {
    const iam = createIam();
    const Condition = { StringEquals: { 'sts:ExternalId': 'pool' } };
    const Principal = { Service: 'cognito-idp.amazonaws.com' };
    const Statement = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition };
    await apply(iam, 'AWS::IAM::Role', 'R', { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement } });
    const assume = (externalId?: string) => iam.assume(roleArn, 'cognito-idp.amazonaws.com', 's', { externalId });
    expect(assume('pool')).toMatchObject({ roleArn });
    expect(() => assume('other')).toThrow();
    expect(() => assume()).toThrow();
  });

  it('goes with the template', async () => {
    const iam = createIam();
    await apply(iam, 'AWS::IAM::Role', 'R', lambda);
    await iam.resources.find(({ type }) => type === 'AWS::IAM::Role')?.remove?.('R', {});
    expect(iam.role(roleArn)).toBeUndefined();
  });
});

describe('what cannot be applied', () => {
  const document = (statement: JsonObject): JsonObject => ({ Version: '2012-10-17', Statement: [statement] });
  const good = { Effect: 'Allow', Action: 'sqs:*', Resource: '*' };

  it.each<[string, JsonObject]>([
    ['an unknown version', { Version: '2013-01-01', Statement: good }],
    ['no statement', { Version: '2012-10-17' }],
    ['no effect', document({ ...good, Effect: 'Maybe' })],
    ['no action', document({ Effect: 'Allow', Resource: '*' })],
    ['no resource', document({ Effect: 'Allow', Action: 'sqs:*' })],
    ['an action without a service', document({ ...good, Action: 'SendMessage' })],
    ['action and its negation', document({ ...good, NotAction: 'sqs:*' })],
    ['a resource that is no ARN', document({ ...good, Resource: 'queue' })],
    ['an unknown element', document({ ...good, Conditions: {} })],
    ['a principal', document({ ...good, Principal: '*' })],
  ])('an identity policy with %s is malformed', async (_, PolicyDocument) => {
    const iam = createIam();
    await apply(iam, 'AWS::IAM::Role', 'R', lambda);
    await expect(
      apply(iam, 'AWS::IAM::Policy', 'P', { PolicyName: 'P', Roles: ['R'], PolicyDocument }),
    ).rejects.toMatchObject({
      code: 'MalformedPolicyDocument',
    });
  });

  it.each<[string, JsonObject]>([
    ['no principal', document({ Effect: 'Allow', Action: 'sts:AssumeRole' })],
    ['a resource', document({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*', Principal: '*' })],
    ['an unknown kind of principal', document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Aws: '*' } })],
  ])('a trust policy with %s is malformed', async (_, AssumeRolePolicyDocument) => {
    await expect(apply(createIam(), 'AWS::IAM::Role', 'R', { AssumeRolePolicyDocument })).rejects.toMatchObject({
      code: 'MalformedPolicyDocument',
    });
  });

  it.each<[string, JsonObject, string]>([
    [
      'AWS::IAM::Role',
      { ...lambda, ManagedPolicyArns: ['arn:aws:iam::aws:policy/Unheard'] },
      'arn:aws:iam::aws:policy/Unheard',
    ],
    ['AWS::IAM::Role', { ...lambda, Colour: 'red' }, 'AWS::IAM::Role property Colour'],
    [
      'AWS::IAM::Policy',
      { PolicyName: 'P', Users: ['u'], PolicyDocument: document(good) },
      'AWS::IAM::Policy property Users',
    ],
  ])('%s with something unknown here is refused by name', async (type, properties, name) => {
    await expect(apply(createIam(), type, 'X', properties)).rejects.toMatchObject({
      code: 'NotSupportedLocally',
      message: expect.stringContaining(name),
    });
  });

  it('a customer managed policy that does not exist is an error', async () => {
    const missing = `arn:aws:iam::${accountId}:policy/Missing`;
    await expect(
      apply(createIam(), 'AWS::IAM::Role', 'R', { ...lambda, ManagedPolicyArns: [missing] }),
    ).rejects.toMatchObject({
      code: 'NoSuchEntity',
    });
  });
});
