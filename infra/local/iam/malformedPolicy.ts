import { AwsError } from '../platform/AwsError.ts';

/** Returns IAM's error for a policy document that it refuses. */
export function malformedPolicy(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}
