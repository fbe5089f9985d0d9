import type { AwsCaller } from '../platform/AwsApi.ts';
import { AwsError } from '../platform/AwsError.ts';
import type { Principal } from '../platform/Principal.ts';
import type { Pool } from './model.ts';

type SmsPool = Pick<Pool, 'arn' | 'sms'>;

/**
 * Returns the session of the pool's role for text messages, `undefined` if it has none.
 * Throws AwsError unless the role trusts Cognito with the pool's external id.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SmsConfigurationType.html
 */
export function assumeSmsRole(aws: AwsCaller, { arn, sms }: SmsPool): Principal | undefined {
  if (sms === undefined) return undefined;
  const { roleArn, externalId } = sms;
  return attempt(
    () => aws.assume(roleArn, 'cognito-idp.amazonaws.com', 'UserPoolSms', { sourceArn: arn, externalId }),
    'InvalidSmsRoleTrustRelationshipException',
    'Role does not have a trust relationship allowing Cognito to assume the role',
  );
}

/** Throws AwsError unless the pool may send text messages by its role, if it has one. */
export function assertSmsRole(aws: AwsCaller, pool: SmsPool): void {
  const principal = assumeSmsRole(aws, pool);
  if (principal === undefined) return;
  attempt(
    // A number is no resource.
    () => aws.authorize(principal, { action: 'sns:Publish', resource: '*' }),
    'InvalidSmsRoleAccessPolicyException',
    'Role does not have permission to publish with SNS',
  );
}

function attempt<Result>(call: () => Result, code: string, message: string): Result {
  try {
    return call();
  } catch (error) {
    throw error instanceof AwsError ? new AwsError(code, message) : error;
  }
}
