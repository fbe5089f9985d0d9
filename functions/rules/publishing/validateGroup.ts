// Runs in APPSYNC_JS too.

import { type Problem, problem } from '../Problem.ts';
import type { DeliveryOptions } from './MessageContent.ts';
import type { MessageAudience } from './validateAudience.ts';

/** Why such an audience has no groups, or null. A group is a user's: a device may change hands, and a message to it would be in another's group then. */
export function validateGroup({ groupId }: DeliveryOptions, { userIds }: MessageAudience): Problem | null {
  if (!groupId || userIds) return null;
  const limit = 'one with audience.userIds; a FIFO topic has its own in audience.topic';
  return problem('input.options.groupId', 'given', limit);
}
