// Runs in APPSYNC_JS too.

import { type Problem, problem } from '../Problem.ts';
import type { DeliveryOptions } from './MessageContent.ts';
import { messageLimits } from './messageLimits.ts';
import { validateToken } from './validateToken.ts';

/** What no push service takes, and what is no group's id; or null. `collapseIdBytes`: how long the collapse id is in UTF-8, 0 without one. */
export function validateOptions({ timeToLive, groupId }: DeliveryOptions, collapseIdBytes: number): Problem | null {
  if (timeToLive < 1 || timeToLive > messageLimits.timeToLiveSeconds) {
    return problem('input.options.timeToLive', `${timeToLive} s`, `1–${messageLimits.timeToLiveSeconds} s`);
  }
  if (collapseIdBytes <= messageLimits.collapseIdBytes) return validateToken('input.options.groupId', groupId);
  const limit = `at most ${messageLimits.collapseIdBytes} bytes`;
  return problem('input.options.collapseId', `${collapseIdBytes} bytes`, limit);
}
