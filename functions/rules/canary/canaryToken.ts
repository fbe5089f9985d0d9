import type { PushPlatform, RegisterDeviceInput } from '../../../schema/generated/types.ts';
import { Failure } from '../Failure.ts';
import { parseObject } from '../json.ts';
import { snsPlatforms } from '../platforms/credentialAttributes.ts';
import { canaryUser } from './canaryUser.ts';

/** The tokens of test phones, by platform. */
export type CanaryTokens = Readonly<Partial<Record<PushPlatform, string>>>;

/** Well formed, and nobody's. */
const dead = { apns: 'dead'.repeat(16), fcm: `heliograph:APA91b${'dead'.repeat(33)}` };

/** Returns what registers the canary's device of a platform: a test phone, or one with a dead token. */
export function canaryDevice(platform: PushPlatform, tokens: CanaryTokens): RegisterDeviceInput {
  const token = tokens[platform];
  const deviceId = canaryUser(platform);
  if (platform === 'FCM') return { deviceId, address: { fcm: { token: token ?? dead.fcm } } };
  return { deviceId, address: { apns: { token: token ?? dead.apns, sandbox: platform === 'APNS_SANDBOX' } } };
}

/** Returns the tokens in the text of a secret: a JSON object by platform. Throws a Failure for anything else. */
export function readCanaryTokens(text: string): CanaryTokens {
  const entries = Object.entries(parseObject(text) ?? { '': null });
  const isToken = ([platform, token]: readonly [string, unknown]) =>
    Object.hasOwn(snsPlatforms, platform) && typeof token === 'string' && token !== '';
  if (entries.every(isToken)) return Object.fromEntries(entries);
  const platforms = Object.keys(snsPlatforms).join(', ');
  throw new Failure(`The secret of the canary is no JSON object with tokens by platform (${platforms}).`);
}
