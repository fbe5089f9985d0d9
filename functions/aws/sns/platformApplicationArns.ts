import type { PushPlatform } from '../../../schema/generated/types.ts';
import { environmentIfSet } from '../environment.ts';

const platforms: readonly PushPlatform[] = ['APNS', 'APNS_SANDBOX', 'FCM'];

/** Returns the ARNs of the stack's platform applications, from the function's environment. */
export function platformApplicationArns(): Partial<Record<PushPlatform, string>> {
  const entries = platforms.map(
    (platform) => [platform, environmentIfSet(`PLATFORM_APPLICATION_${platform}`)] as const,
  );
  return Object.fromEntries(entries.filter(([, arn]) => arn !== undefined));
}
