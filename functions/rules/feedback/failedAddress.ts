import type { PushPlatform } from '../../../schema/generated/types.ts';
import { tokenHash } from '../devices/tokenHash.ts';
import type { JsonObject } from '../json.ts';
import { snsPlatforms } from '../platforms/credentialAttributes.ts';
import type { FailedAddress } from './Feedback.ts';

/** What a delivery-status entry's publication went to; null where the entry does not name it, as where the endpoint is gone. */
export function failedAddress(delivery: JsonObject, notification: JsonObject): FailedAddress | null {
  const { destination, token } = delivery;
  if (typeof destination !== 'string' || typeof token !== 'string' || token === '') return null;
  const platform = platformOf(destination);
  if (platform === null) return null;
  // As devices have them (`pushAddress`).
  const normal = platform === 'FCM' ? token : token.toLowerCase();
  return {
    endpointArn: destination,
    platform,
    tokenHash: tokenHash(normal),
    publishedAt: timeOf(notification.timestamp),
  };
}

/** The platform of an endpoint's ARN, `arn:aws:sns:<region>:<account>:endpoint/<platform>/<application>/<id>`; null for anything else. */
export function platformOf(endpointArn: string): PushPlatform | null {
  const name = /^arn:[^:]+:sns:[^:]*:[^:]*:endpoint\/([^/]+)\/[^/]+\/[^/]+$/.exec(endpointArn)?.[1];
  const platforms = Object.entries(snsPlatforms) as [PushPlatform, string][];
  return platforms.find(([, snsPlatform]) => snsPlatform === name)?.[0] ?? null;
}

/** `2026-01-02 03:04:05.678`, in UTC. */
function timeOf(timestamp: unknown): string | null {
  if (typeof timestamp !== 'string') return null;
  const time = Date.parse(`${timestamp.replace(' ', 'T')}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
