import { createHash } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The name that CloudFormation would generate for a resource: `<stack>-<logical id>-<12 characters>`, the same at every start.
 * Kept within 64 characters, the shortest limit that a generated name meets (IAM roles, Lambda functions), as CloudFormation does.
 */
export function generatedName(stackId: string, stackName: string, logicalId: string): string {
  const digest = createHash('sha256').update(`${stackId}/${logicalId}`).digest();
  const suffix = Array.from(digest.subarray(0, 12), (byte) => LETTERS[byte % 32]).join('');
  const whole = `${stackName}-${logicalId}-${suffix}`;
  return whole.length <= 64 ? whole : `${stackName.slice(0, 24)}-${logicalId.slice(0, 24)}-${suffix}`;
}
