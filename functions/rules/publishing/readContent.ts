// Runs in APPSYNC_JS too.

import type { AudienceInput, ContentInput, DeliveryOptionsInput } from '../../../schema/generated/types.ts';
import type { DeliveryOptions, JsonMembers, MessageContent } from './MessageContent.ts';
import { parseJsonMember } from './parseJsonMember.ts';
import type { MessageAudience } from './validateAudience.ts';

/** The content as the rules take it, its JSON members parsed. */
export function readContent(input: ContentInput): MessageContent {
  return {
    ...input,
    data: parseJsonMember<Record<string, string>>(input.data),
    overrides: input.overrides
      ? {
          apns: parseJsonMember<JsonMembers>(input.overrides.apns),
          fcm: parseJsonMember<JsonMembers>(input.overrides.fcm),
        }
      : null,
  };
}

/** The audience as the rules take it. */
export function readAudience(input: AudienceInput): MessageAudience {
  const { topic } = input;
  if (!topic) {
    return { userIds: input.userIds ?? null, deviceIds: input.deviceIds ?? null, platform: input.platform ?? null };
  }
  return { ...input, topic: { ...topic, attributes: parseJsonMember<Record<string, unknown>>(topic.attributes) } };
}

/** The options with the schema's defaults, which do not apply where the whole object is left out. */
export function readOptions(input: DeliveryOptionsInput | null | undefined): DeliveryOptions {
  return {
    timeToLive: input?.timeToLive ?? 86_400,
    priority: input?.priority ?? 'NORMAL',
    collapseId: input?.collapseId ?? null,
    pushType: input?.pushType ?? 'ALERT',
    groupId: input?.groupId ?? null,
  };
}
