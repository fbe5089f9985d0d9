import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FieldAccess } from '../../appsync/auth/FieldAccess.ts';
import { assertSmsRole } from '../../cognito/smsRole.ts';
import { Iam } from '../../iam/Iam.ts';
import type { LocalCloud } from '../../LocalCloud.ts';
import type { AwsCaller, AwsOperation, Permission } from '../../platform/AwsApi.ts';
import type { Principal } from '../../platform/Principal.ts';
import { faultOfCheck } from '../../testing/serviceAuthorization.ts';
import { startTemplate } from '../../testing/startTemplate.ts';
import { everySource } from './everySource.ts';
import { sampleInputs } from './sampleInputs.ts';

let cloud: LocalCloud;
/** What was checked while the template was applied and its pollers began. */
const atStart: Permission[] = [];

beforeAll(async () => {
  const spy = vi.spyOn(Iam.prototype, 'authorize');
  try {
    cloud = await startTemplate(everySource);
    atStart.push(...spy.mock.calls.map(([, permission]) => permission));
  } finally {
    spy.mockRestore();
  }
});
afterAll(() => cloud[Symbol.asyncDispose]());

const principal = { kind: 'role', roleArn: 'arn:aws:iam::000000000000:role/R', sessionName: 'S' } as const;

/** An AwsCaller that allows everything, and what it was asked. */
function listen() {
  const checked: Permission[] = [];
  const authorize = (_: Principal, permission: Permission) => void checked.push(permission);
  const aws = { authorize, assume: () => principal } as Partial<AwsCaller> as AwsCaller;
  return { aws, checked };
}

async function faults(permissions: readonly Permission[]): Promise<readonly string[]> {
  const found = await Promise.all(permissions.map(faultOfCheck));
  return found.filter((fault) => fault !== undefined);
}

/** Every operation that needs a permission: not those of a user's own token, which need none. */
function operations(): readonly (readonly [string, AwsOperation])[] {
  return cloud.platform.aws
    .apis()
    .flatMap(({ signingName, operations }) =>
      Object.entries(operations).map(([name, operation]) => [`${signingName}:${name}`, operation] as const),
    )
    .filter(([, { refused, unsigned }]) => refused !== true && unsigned !== true);
}

describe('every check of the runtime is one that AWS makes', () => {
  it('before an operation', async () => {
    const inputs = await sampleInputs(cloud);
    const silent: string[] = [];
    const found: string[] = [];
    for (const [name, operation] of operations()) {
      const permissions = (inputs[name] ?? inputs.any).flatMap((input) => operation.permissions(input));
      if (permissions.length === 0) silent.push(name);
      found.push(...(await faults(permissions)));
    }
    expect(found).toEqual([]);
    // The caller's own name, and a role's trust policy in place of a permission.
    expect(silent.toSorted()).toEqual(['sts:AssumeRole', 'sts:GetCallerIdentity']);
  });

  it('before a function reads a queue or a stream', async () => {
    const actions = atStart.map(({ action }) => action);
    expect(actions).toContain('sqs:ReceiveMessage');
    expect(actions).toContain('dynamodb:GetRecords');
    expect(await faults(atStart)).toEqual([]);
  });

  it('before a field is resolved', async () => {
    const { aws, checked } = listen();
    const api = 'arn:aws:appsync:us-east-1:000000000000:apis/abc';
    const access = new FieldAccess(buildSchema('type Query { one: Int }'), 'AWS_IAM', api, aws);
    const caller = { mode: 'AWS_IAM', identity: null, groups: [], defaultAction: 'ALLOW', principal } as const;
    access.allows({ ...caller, deniedFields: new Set(), expiresAt: undefined }, 'Query', 'one');
    expect(checked).toHaveLength(1);
    expect(await faults(checked)).toEqual([]);
  });

  it('before a text message is sent', async () => {
    const { aws, checked } = listen();
    assertSmsRole(aws, { arn: 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/p', sms: principal });
    expect(checked).toHaveLength(1);
    expect(await faults(checked)).toEqual([]);
  });

  it('and no other place asks', () => {
    const workspace = join(import.meta.dirname, '../..');
    const files = globSync('*/**/*.ts', { cwd: workspace, exclude: ['test/**', 'node_modules/**'] });
    const asking = files.filter((file) => /\.authorize\(/.test(readFileSync(join(workspace, file), 'utf8')));
    expect(asking.toSorted()).toEqual([
      'appsync/auth/FieldAccess.ts',
      'cognito/smsRole.ts',
      'lambda/MappingSurroundings.ts',
      'platform/Cloud.ts',
    ]);
  });
});
