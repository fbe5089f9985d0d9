import { isRecord } from './isRecord.ts';

const modes = [
  {
    name: 'IAM Authorization',
    required: ['accountId', 'sourceIp', 'username', 'userArn'],
    optional: ['cognitoIdentityPoolId', 'cognitoIdentityId', 'cognitoIdentityAuthType', 'cognitoIdentityAuthProvider'],
  },
  {
    name: 'User Pool Authorization',
    required: ['sourceIp', 'username', 'sub', 'issuer', 'claims', 'defaultAuthStrategy'],
    optional: ['groups'],
  },
  { name: 'Open ID Connect Authorization', required: ['sub', 'issuer', 'claims'], optional: [] },
  { name: 'Lambda Authorization', required: [], optional: ['resolverContext'] },
] as const;

/**
 * Implements `util.authType`: finds the mode of an identity by its members alone, as AWS does.
 * An identity of no mode, or none at all, is that of an API key.
 */
export function authType(identity: unknown): string {
  if (isRecord(identity)) {
    for (const { name, required, optional } of modes) {
      const known: readonly string[] = [...required, ...optional];
      const complete = required.every((member) => identity[member] !== undefined && identity[member] !== null);
      if (complete && Object.keys(identity).every((member) => known.includes(member))) return name;
    }
  }
  return 'API Key Authorization';
}
