import type { PushPlatform } from '../../../schema/generated/types.ts';
import { environment } from '../environment.ts';

/** Returns the platforms of the deployment's settings, from the function's environment. */
export function pushPlatforms(): readonly PushPlatform[] {
  return environment('PUSH_PLATFORMS').split(',') as PushPlatform[];
}
