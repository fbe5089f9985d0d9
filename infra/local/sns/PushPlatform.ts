import { NotSupportedLocally } from '../platform/AwsError.ts';
import { invalidParameter } from './errors.ts';
import { utf8Length } from './input.ts';

/** The push services that are simulated. FCM has SNS's older name. */
const pushPlatforms = ['APNS', 'APNS_SANDBOX', 'APNS_VOIP', 'APNS_VOIP_SANDBOX', 'GCM'] as const;
export type PushPlatform = (typeof pushPlatforms)[number];

const otherPlatforms = ['ADM', 'BAIDU', 'WNS', 'MPNS', 'MACOS', 'MACOS_SANDBOX'];

/** Bytes of UTF-8 that the provider takes as a payload. */
export const payloadLimit: Readonly<Record<PushPlatform, number>> = {
  APNS: 4096,
  APNS_SANDBOX: 4096,
  APNS_VOIP: 5120,
  APNS_VOIP_SANDBOX: 5120,
  GCM: 4096,
};

export function isPushPlatform(value: string): value is PushPlatform {
  return pushPlatforms.some((platform) => platform === value);
}

export function parsePushPlatform(value: string): PushPlatform {
  if (isPushPlatform(value)) return value;
  if (otherPlatforms.includes(value)) throw new NotSupportedLocally(`The push platform ${value}`);
  throw invalidParameter(`Platform Reason: ${value} is not supported`);
}

/** Checks a device token as CreatePlatformEndpoint does. Returns it as SNS stores it: APNs tokens in lower case. */
export function normalizePushToken(platform: PushPlatform, token: string): string {
  if (token === '') throw invalidParameter('Token Reason: no value for required parameter');
  if (utf8Length(token) > 8192) {
    throw invalidParameter('Token Reason: must be at most 8192 bytes long in UTF-8 encoding');
  }
  if (platform === 'GCM') return token;
  if (!/^[0-9a-fA-F]{1,400}$/.test(token)) {
    throw invalidParameter('Token Reason: iOS device tokens must be no more than 400 hexadecimal characters');
  }
  return token.toLowerCase();
}
