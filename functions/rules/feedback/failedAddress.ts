import type { PushPlatform } from '../../../schema/generated/types.ts';
import { tokenHash } from '../devices/tokenHash.ts';
import type { JsonObject } from '../json.ts';
import { snsPlatforms } from '../platforms/credentialAttributes.ts';
import type { FailedAddress } from './Feedback.ts';

/** Returns the address of a delivery-status entry. Null if the entry does not name it, because the endpoint is gone. */
export function failedAddress(delivery: JsonObject, notification: JsonObject): FailedAddress | null {
  const { destination, token } = delivery;
  if (typeof destination !== 'string' || typeof token !== 'string' || token === '') return null;
  const platform = platformOf(destination);
  if (platform === null) return null;
  // In the form that devices have (`pushAddress`).
  const normal = platform === 'FCM' ? token : token.toLowerCase();
  return {
    endpointArn: destination,
    platform,
    tokenHash: tokenHash(normal),
    publishedAt: timeOf(notification.timestamp),
  };
}

/**
 * Returns the platform in an endpoint's ARN, or null for any other text.
 * The form is `arn:aws:sns:<region>:<account>:endpoint/<platform>/<application>/<id>`.
 */
export function platformOf(endpointArn: string): PushPlatform | null {
  const name = /^arn:[^:]+:sns:[^:]*:[^:]*:endpoint\/([^/]+)\/[^/]+\/[^/]+$/.exec(endpointArn)?.[1];
  const platforms = Object.entries(snsPlatforms) as [PushPlatform, string][];
  return platforms.find(([, snsPlatform]) => snsPlatform === name)?.[0] ?? null;
}

/** Parses `2026-01-02 03:04:05.678`, which is in UTC. Returns it in ISO 8601, or null for anything else. */
export function timeOf(timestamp: unknown): string | null {
  if (typeof timestamp !== 'string') return null;
  const time = Date.parse(`${timestamp.replace(' ', 'T')}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
