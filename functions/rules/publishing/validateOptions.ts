// Runs in APPSYNC_JS too.

import { invalidInput, type Refusal } from '../Refusal.ts';
import type { DeliveryOptions } from './MessageContent.ts';
import { messageLimits } from './messageLimits.ts';
import { validateToken } from './validateToken.ts';

/** Returns what no push service takes, or what is no group's id; or null. `collapseIdBytes`: the collapse id's in UTF-8, 0 without one. */
export function validateOptions({ timeToLive, groupId }: DeliveryOptions, collapseIdBytes: number): Refusal | null {
  if (timeToLive < 1 || timeToLive > messageLimits.timeToLiveSeconds) {
    return invalidInput('input.options.timeToLive', `${timeToLive} s`, `1–${messageLimits.timeToLiveSeconds} s`);
  }
  if (collapseIdBytes <= messageLimits.collapseIdBytes) return validateToken('input.options.groupId', groupId);
  const limit = `at most ${messageLimits.collapseIdBytes} bytes`;
  return invalidInput('input.options.collapseId', `${collapseIdBytes} bytes`, limit);
}
