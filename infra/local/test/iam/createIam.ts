import { DatabaseSync } from 'node:sqlite';
import { Iam } from '../../iam/Iam.ts';
import type { Permission } from '../../platform/AwsApi.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { silentLog } from '../../platform/Log.ts';
import type { Principal } from '../../platform/Principal.ts';
import { ManualClock } from '../../testing/ManualClock.ts';

export const accountId = '123456789012';
export const noon = Date.UTC(2026, 0, 2, 12);

/** Creates an IAM in memory. */
export function createIam(clock = new ManualClock(noon), database = new DatabaseSync(':memory:')): Iam {
  return new Iam({
    accountId,
    region: 'us-east-1',
    clock,
    database: () => database,
    log: silentLog,
  });
}

/** Applies a resource as the loader does. */
export async function apply(iam: Iam, type: string, generatedName: string, properties: JsonObject) {
  const provider = iam.resources.find((candidate) => candidate.type === type);
  if (provider === undefined) throw new Error(`no provider of ${type}`);
  return provider.apply({
    stackName: 'stack',
    logicalId: generatedName,
    generatedName,
    properties,
    asset: () => '',
  });
}

export const trust = (principal: JsonObject): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
});

/** A role `R` that Lambda may assume, with one inline policy of these statements. */
export async function roleWith(iam: Iam, ...statements: readonly JsonObject[]): Promise<Principal> {
  await apply(iam, 'AWS::IAM::Role', 'R', {
    AssumeRolePolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
    Policies: [{ PolicyName: 'inline', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
  });
  return { kind: 'role', roleArn: `arn:aws:iam::${accountId}:role/R`, sessionName: 'S' };
}

/** The message of the refusal, or `allowed`. */
export function decision(iam: Iam, principal: Principal, permission: Permission): string {
  try {
    iam.authorize(principal, permission);
    return 'allowed';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
