// Runs in APPSYNC_JS too.
import type { DeliveryOptions } from './MessageContent.ts';
import { messageLimits } from './messageLimits.ts';
import { type Problem, problem } from './Problem.ts';

/** What no push service takes, or null. `collapseIdBytes`: how long the collapse id is in UTF-8, 0 without one. */
export function validateOptions({ timeToLive }: DeliveryOptions, collapseIdBytes: number): Problem | null {
  if (timeToLive < 1 || timeToLive > messageLimits.timeToLiveSeconds) {
    return problem('input.options.timeToLive', `${timeToLive} s`, `1–${messageLimits.timeToLiveSeconds} s`);
  }
  if (collapseIdBytes <= messageLimits.collapseIdBytes) return null;
  const limit = `at most ${messageLimits.collapseIdBytes} bytes`;
  return problem('input.options.collapseId', `${collapseIdBytes} bytes`, limit);
}
