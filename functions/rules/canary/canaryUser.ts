// Runs in APPSYNC_JS too.
import type { PushPlatform } from '../../../schema/generated/types.ts';

/** Begins the ids of the canary's users, and of their devices. A user's `sub` is a UUID, so none begins so. */
const PREFIX = 'heliograph-canary-';

/** Returns the canary's user of a platform. Its only device has the same id. */
export function canaryUser(platform: PushPlatform): string {
  return `${PREFIX}${platform}`;
}

/** Whether a user or a device is the canary's. Messages to a whole platform do not go there. */
export function isCanary(id: string): boolean {
  return id.startsWith(PREFIX);
}
