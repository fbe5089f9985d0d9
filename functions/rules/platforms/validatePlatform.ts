import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { Refusal } from '../Refusal.ts';

/** Returns why a device of the platform cannot be registered, or null. `offered`: the platforms of the settings. */
export function validatePlatform(platform: PushPlatform, offered: readonly PushPlatform[]): Refusal | null {
  if (offered.includes(platform)) return null;
  return {
    errorType: 'PlatformNotConfigured',
    message: `This backend does not send to ${platform}.`,
    errorInfo: { field: 'input.address', given: platform, limit: offered.join(', ') },
  };
}
