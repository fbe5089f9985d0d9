import type { AppSyncIdentityCognito, Identity } from '@aws-appsync/utils';

/** Returns the Cognito user who calls, by the verified token, or null for an IAM caller. */
export function userOf(identity: Identity): AppSyncIdentityCognito | null {
  if (identity === null || identity === undefined) return null;
  return Object.hasOwn(identity, 'sub') ? (identity as AppSyncIdentityCognito) : null;
}
