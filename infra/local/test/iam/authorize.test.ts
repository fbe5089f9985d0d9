import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import type { Principal } from '../../platform/Principal.ts';
import { accountId, apply, createIam, decision, roleWith, trust } from './createIam.ts';

const table = `arn:aws:dynamodb:us-east-1:${accountId}:table/T`;
const queue = `arn:aws:sqs:us-east-1:${accountId}:q`;
const put = { action: 'dynamodb:PutItem', resource: table };
const send = { action: 'sqs:SendMessage', resource: queue };
const caller = `arn:aws:sts::${accountId}:assumed-role/R/S`;

const statement = (effect: string, action: string | string[], resource: string, more: JsonObject = {}): JsonObject => ({
  Effect: effect,
  Action: action,
  Resource: resource,
  ...more,
});

const policy = (...statements: readonly JsonObject[]): JsonObject => ({ Version: '2012-10-17', Statement: statements });

describe('identity policies', () => {
  it('deny by default, in the words of AWS', async () => {
    const iam = createIam();
    const role = await roleWith(iam);
    expect(decision(iam, role, put)).toBe(
      `User: ${caller} is not authorized to perform: dynamodb:PutItem on resource: ${table} because no identity-based policy allows the dynamodb:PutItem action`,
    );
  });

  it('allow actions in any case and resources by wildcard', async () => {
    const iam = createIam();
    const role = await roleWith(iam, statement('Allow', ['DynamoDB:put*'], `arn:aws:dynamodb:*:${accountId}:table/?`));
    expect(decision(iam, role, put)).toBe('allowed');
    expect(decision(iam, role, { ...put, resource: `${table}2` })).not.toBe('allowed');
    expect(decision(iam, role, { ...put, action: 'dynamodb:DeleteItem' })).not.toBe('allowed');
  });

  it('deny explicitly whatever else allows', async () => {
    const iam = createIam();
    const role = await roleWith(iam, statement('Allow', '*', '*'), statement('Deny', 'dynamodb:*', table));
    expect(decision(iam, role, put)).toBe(
      `User: ${caller} is not authorized to perform: dynamodb:PutItem on resource: ${table} with an explicit deny in an identity-based policy`,
    );
    expect(decision(iam, role, send)).toBe('allowed');
  });

  it('negate with NotAction and NotResource', async () => {
    const iam = createIam();
    const role = await roleWith(iam, { Effect: 'Allow', NotAction: 'dynamodb:*', NotResource: `${queue}2` });
    expect(decision(iam, role, send)).toBe('allowed');
    expect(decision(iam, role, put)).not.toBe('allowed');
    expect(decision(iam, role, { ...send, resource: `${queue}2` })).not.toBe('allowed');
  });

  it('are decided anew for each request where a condition matters', async () => {
    const iam = createIam();
    const role = await roleWith(
      iam,
      statement('Allow', 'dynamodb:PutItem', table, {
        Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['own'] } },
      }),
    );
    expect(decision(iam, role, { ...put, context: { 'dynamodb:LeadingKeys': ['own'] } })).toBe('allowed');
    expect(decision(iam, role, { ...put, context: { 'dynamodb:LeadingKeys': ['own', 'other'] } })).not.toBe('allowed');
    expect(decision(iam, role, { ...put, context: { 'dynamodb:LeadingKeys': ['own'] } })).toBe('allowed');
  });

  it('resolve variables from the tags of the role', async () => {
    const iam = createIam();
    await apply(iam, 'AWS::IAM::Role', 'R', {
      AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
      Tags: [{ Key: 'Table', Value: 'T' }],
      Policies: [
        {
          PolicyName: 'p',
          PolicyDocument: policy(
            // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's own syntax
            statement('Allow', 'dynamodb:*', 'arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/table}'),
          ),
        },
      ],
    });
    const role: Principal = { kind: 'role', roleArn: `arn:aws:iam::${accountId}:role/R`, sessionName: 'S' };
    expect(decision(iam, role, put)).toBe('allowed');
    expect(decision(iam, role, { ...put, resource: `${table}2` })).not.toBe('allowed');
  });

  it('come from AWS::IAM::Policy, customer managed and AWS managed policies, and go with them', async () => {
    const iam = createIam();
    const managed = await apply(iam, 'AWS::IAM::ManagedPolicy', 'M', {
      PolicyDocument: policy(statement('Allow', 'sqs:SendMessage', queue)),
    });
    await apply(iam, 'AWS::IAM::Role', 'R', {
      AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
      ManagedPolicyArns: [managed.physicalId, 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
    });
    const role: Principal = { kind: 'role', roleArn: `arn:aws:iam::${accountId}:role/R`, sessionName: 'S' };
    expect(decision(iam, role, send)).toBe('allowed');
    expect(decision(iam, role, { action: 'logs:PutLogEvents', resource: 'arn:aws:logs:x' })).toBe('allowed');
    expect(decision(iam, role, put)).not.toBe('allowed');

    const own = await apply(iam, 'AWS::IAM::Policy', 'P', {
      PolicyName: 'P',
      Roles: ['R'],
      PolicyDocument: policy(statement('Allow', 'dynamodb:PutItem', table)),
    });
    expect(decision(iam, role, put)).toBe('allowed');
    await iam.resources.find(({ type }) => type === 'AWS::IAM::Policy')?.remove?.(own.physicalId, {});
    expect(decision(iam, role, put)).not.toBe('allowed');
  });

  it.each([
    ['AmazonDynamoDBFullAccess', 'dynamodb:PutItem', 'sqs:SendMessage'],
    ['AWSLambda_FullAccess', 'lambda:InvokeFunction', 'dynamodb:PutItem'],
    ['AWSXrayWriteOnlyAccess', 'xray:PutTraceSegments', 'xray:GetTraceSummaries'],
  ])('come from AWS’s %s: %s, and not %s', async (name, granted, other) => {
    const iam = createIam();
    await apply(iam, 'AWS::IAM::Role', 'R', {
      AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
      ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`],
    });
    const role: Principal = { kind: 'role', roleArn: `arn:aws:iam::${accountId}:role/R`, sessionName: 'S' };
    expect(decision(iam, role, { action: granted, resource: '*' })).toBe('allowed');
    expect(decision(iam, role, { action: other, resource: '*' })).not.toBe('allowed');
  });

  it('are limited by a permissions boundary', async () => {
    const iam = createIam();
    const boundary = await apply(iam, 'AWS::IAM::ManagedPolicy', 'B', {
      PolicyDocument: policy(statement('Allow', 'sqs:*', '*')),
    });
    await apply(iam, 'AWS::IAM::Role', 'R', {
      AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
      PermissionsBoundary: boundary.physicalId,
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    });
    const role: Principal = { kind: 'role', roleArn: `arn:aws:iam::${accountId}:role/R`, sessionName: 'S' };
    expect(decision(iam, role, send)).toBe('allowed');
    expect(decision(iam, role, put)).toMatch(/because no permissions boundary allows the dynamodb:PutItem action$/);
  });

  it('give a principal whose role is gone nothing', () => {
    const iam = createIam();
    const role: Principal = { kind: 'role', roleArn: `arn:aws:iam::${accountId}:role/Gone`, sessionName: 'S' };
    expect(decision(iam, role, put)).toMatch(/because no identity-based policy allows/);
  });
});

describe('resource policies', () => {
  const resourcePolicy = (principal: JsonObject | string, more: JsonObject = {}): JsonObject =>
    policy(statement('Allow', 'sqs:SendMessage', queue, { Principal: principal, ...more }));
  const sns: Principal = {
    kind: 'service',
    service: 'sns.amazonaws.com',
    sourceArn: `arn:aws:sns:us-east-1:${accountId}:t`,
  };

  it('alone let service principals in, by name and source', () => {
    const iam = createIam();
    const condition = { Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:us-east-1:${accountId}:t` } } };
    const allowed = resourcePolicy({ Service: 'sns.amazonaws.com' }, condition);
    expect(decision(iam, sns, { ...send, resourcePolicy: allowed })).toBe('allowed');
    const other = { ...sns, sourceArn: `arn:aws:sns:us-east-1:${accountId}:other` };
    expect(decision(iam, other, { ...send, resourcePolicy: allowed })).toBe(
      `User: sns.amazonaws.com is not authorized to perform: sqs:SendMessage on resource: ${queue} because no resource-based policy allows the sqs:SendMessage action`,
    );
    expect(decision(iam, sns, send)).not.toBe('allowed');
  });

  it('let a role of the account in without a policy of its own, if they name it', async () => {
    const iam = createIam();
    const role = await roleWith(iam);
    const by = (principal: JsonObject | string) =>
      decision(iam, role, { ...send, resourcePolicy: resourcePolicy(principal) });
    expect(by({ AWS: `arn:aws:iam::${accountId}:role/R` })).toBe('allowed');
    expect(by({ AWS: [caller] })).toBe('allowed');
    expect(by('*')).toBe('allowed');
    expect(by({ AWS: `arn:aws:iam::${accountId}:role/Other` })).toMatch(/no identity-based policy/);
    // The account as a whole leaves it to the role's own policies.
    expect(by({ AWS: `arn:aws:iam::${accountId}:root` })).toMatch(/no identity-based policy/);
    expect(by({ AWS: accountId })).toMatch(/no identity-based policy/);
  });

  it('deny explicitly what an identity policy allows', async () => {
    const iam = createIam();
    const role = await roleWith(iam, statement('Allow', '*', '*'));
    const deny = policy(statement('Deny', 'sqs:*', '*', { Principal: { AWS: accountId } }));
    expect(decision(iam, role, { ...send, resourcePolicy: deny })).toMatch(
      /with an explicit deny in a resource-based policy$/,
    );
  });

  it('do not let a role in as the default policy of a topic does services of the account', async () => {
    const iam = createIam();
    const role = await roleWith(iam);
    const topic = `arn:aws:sns:us-east-1:${accountId}:t`;
    const condition = { StringEquals: { 'AWS:SourceOwner': accountId } };
    const defaultPolicy = policy(
      statement('Allow', 'SNS:Publish', topic, { Principal: { AWS: '*' }, Condition: condition }),
    );
    const publish = { action: 'sns:Publish', resource: topic, resourcePolicy: defaultPolicy };
    expect(decision(iam, role, publish)).toMatch(/because no identity-based policy allows the sns:Publish action$/);
    expect(decision(iam, { kind: 'service', service: 's3.amazonaws.com' }, publish)).toBe('allowed');
  });

  it('that demand TLS are met, because loopback stands for it', async () => {
    const iam = createIam();
    const role = await roleWith(iam, statement('Allow', 'sqs:*', '*'));
    const deny = policy(
      statement('Deny', 'sqs:*', '*', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
    expect(decision(iam, role, { ...send, resourcePolicy: deny })).toBe('allowed');
  });

  it('decide alone about anonymous callers', () => {
    const iam = createIam();
    expect(decision(iam, { kind: 'anonymous' }, send)).not.toBe('allowed');
    expect(decision(iam, { kind: 'anonymous' }, { ...send, resourcePolicy: resourcePolicy('*') })).toBe('allowed');
  });
});

describe('the root user', () => {
  it('may do everything', () => {
    expect(decision(createIam(), { kind: 'root' }, put)).toBe('allowed');
  });
});

describe('the error', () => {
  it.each([
    ['dynamodb:PutItem', 'AccessDeniedException', 400],
    ['sns:Publish', 'AuthorizationError', 403],
    ['sqs:SendMessage', 'AccessDenied', 403],
    ['lambda:InvokeFunction', 'AccessDeniedException', 403],
    ['secretsmanager:GetSecretValue', 'AccessDeniedException', 400],
  ])('of %s is %s %i', (action, code, status) => {
    expect(() => createIam().authorize({ kind: 'anonymous' }, { action, resource: '*' })).toThrow(
      expect.objectContaining({ code, status }),
    );
  });
});
