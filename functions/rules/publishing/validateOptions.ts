// Runs in APPSYNC_JS too.
import { byteLength } from '#language';
import { invalidInput, type Refusal } from '../Refusal.ts';
import type { DeliveryOptions } from './MessageContent.ts';
import { messageLimits } from './messageLimits.ts';
import { validateToken } from './validateToken.ts';

/** Returns what no push service takes, or what is no group's id; or null. */
export function validateOptions({ collapseId, groupId, timeToLive }: DeliveryOptions): Refusal | null {
  if (timeToLive < 1 || timeToLive > messageLimits.timeToLiveSeconds) {
    return invalidInput('input.options.timeToLive', `${timeToLive} s`, `1–${messageLimits.timeToLiveSeconds} s`);
  }
  const bytes = byteLength(collapseId ?? '');
  if (bytes <= messageLimits.collapseIdBytes) return validateToken('input.options.groupId', groupId);
  return invalidInput('input.options.collapseId', `${bytes} bytes`, `at most ${messageLimits.collapseIdBytes} bytes`);
}
