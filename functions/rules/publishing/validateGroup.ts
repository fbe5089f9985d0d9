// Runs in APPSYNC_JS too.

import { invalidInput, type Refusal } from '../Refusal.ts';
import type { DeliveryOptions } from './MessageContent.ts';
import type { MessageAudience } from './validateAudience.ts';

/** Returns why such an audience has no groups, or null. A group is a user's: a device may change hands. */
export function validateGroup({ groupId }: DeliveryOptions, { userIds }: MessageAudience): Refusal | null {
  if (!groupId || userIds) return null;
  const limit = 'one with audience.userIds; a FIFO topic has its own in audience.topic';
  return invalidInput('input.options.groupId', 'given', limit);
}
