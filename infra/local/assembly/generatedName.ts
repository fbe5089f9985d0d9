import { createHash } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SUFFIX_CHARACTERS = 12;

/** The shortest limit that a generated name meets: that of IAM roles and Lambda functions. */
const NAME_CHARACTERS = 64;

/**
 * Returns CloudFormation's name for a resource without one: `<stack>-<logical id>-<12 characters>`, the same at every
 * start. Where it is longer than `limit`, the stack's name is cut first, but not below half of the room for both.
 */
export function generatedName(
  stack: { readonly id: string; readonly name: string },
  logicalId: string,
  limit = NAME_CHARACTERS,
): string {
  const digest = createHash('sha256').update(`${stack.id}/${logicalId}`).digest();
  const suffix = Array.from(digest.subarray(0, SUFFIX_CHARACTERS), (byte) => letters[byte % 32]).join('');
  const room = limit - SUFFIX_CHARACTERS - '--'.length;
  const resource = logicalId.slice(0, Math.max(Math.floor(room / 2), room - stack.name.length));
  return `${stack.name.slice(0, room - resource.length)}-${resource}-${suffix}`;
}
