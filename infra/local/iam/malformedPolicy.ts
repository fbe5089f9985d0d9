import { AwsError } from '../platform/AwsError.ts';

/** IAM's answer to a policy document that it cannot take. */
export function malformedPolicy(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}
