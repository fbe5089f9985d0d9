import type { PushPlatform } from '../../../schema/generated/types.ts';

/** SNS's names of push platforms, in ARNs and log groups. */
export const snsPlatforms = { APNS: 'APNS', APNS_SANDBOX: 'APNS_SANDBOX', FCM: 'GCM' } as const satisfies Record<
  PushPlatform,
  string
>;

/** The members of a secret for APNs, and their SNS attributes. */
const apnsMembers = {
  signingKey: 'PlatformCredential',
  signingKeyId: 'PlatformPrincipal',
  teamId: 'ApplePlatformTeamID',
  bundleId: 'ApplePlatformBundleID',
} as const;

/**
 * Returns a platform application's credential attributes from its secret (SNS API Reference,
 * CreatePlatformApplication).
 * - `APNS`, `APNS_SANDBOX`: `{"signingKey": "<.p8 file>", "signingKeyId", "teamId", "bundleId"}`, for token-based
 *   authentication.
 * - `FCM`: the service account's JSON key file as it is, for FCM v1.
 *
 * Throws an Error that names what is missing, and no value.
 */
export function credentialAttributes(platform: PushPlatform, secret: string): Readonly<Record<string, string>> {
  const members = parseMembers(secret);
  if (platform === 'FCM') {
    requireTexts(members, ['project_id', 'private_key', 'client_email']);
    return { PlatformCredential: secret };
  }
  requireTexts(members, Object.keys(apnsMembers));
  return Object.fromEntries(
    Object.entries(apnsMembers).map(([member, attribute]) => [attribute, `${members[member]}`]),
  );
}

function parseMembers(secret: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(secret);
  } catch {
    // The parser's message quotes the text.
    throw new Error('The secret is not JSON.');
  }
  if (typeof value !== 'object' || value === null) throw new Error('The secret is not a JSON object.');
  return value as Record<string, unknown>;
}

function requireTexts(members: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  const missing = names.filter((name) => typeof members[name] !== 'string' || members[name] === '');
  if (missing.length > 0) throw new Error(`The secret lacks ${missing.join(', ')}.`);
}
