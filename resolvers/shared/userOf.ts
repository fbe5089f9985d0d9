import type { AppSyncIdentityCognito, Identity } from '@aws-appsync/utils';

/** The Cognito user who calls, or null for an IAM caller. Identity comes from the verified token only. */
export function userOf(identity: Identity): AppSyncIdentityCognito | null {
  if (identity === null || identity === undefined) return null;
  return Object.hasOwn(identity, 'sub') ? (identity as AppSyncIdentityCognito) : null;
}
