// Runs in APPSYNC_JS too.
import type {
  AudienceInput,
  ContentInput,
  DeliveryOptionsInput,
  PublishInput,
} from '../../../schema/generated/types.ts';
import type { Refusal } from '../Refusal.ts';
import type { DeliveryOptions, JsonMembers, MessageContent } from './MessageContent.ts';
import type { MessageRow } from './MessageRow.ts';
import { parseJsonMember } from './parseJsonMember.ts';
import { type MessageAudience, validateAudience } from './validateAudience.ts';
import { validateContent } from './validateContent.ts';
import { validateGroup } from './validateGroup.ts';
import { validateOptions } from './validateOptions.ts';

/** What a publisher gave, with JSON members parsed and defaults filled in. */
export type GivenMessage = Pick<MessageRow, 'audience' | 'content' | 'options' | 'reporting'>;

/** Returns what a publisher gave, right or not: `validateMessage` tells. */
export function readMessage(input: PublishInput): GivenMessage {
  return {
    audience: readAudience(input.audience),
    content: readContent(input.content),
    options: readOptions(input.options),
    reporting: input.reporting ?? 'AUTOMATIC',
  };
}

/** Returns what is wrong first with what a publisher gave, member by member, or null. */
export function validateMessage({ audience, content, options }: GivenMessage): Refusal | null {
  return (
    validateAudience(audience) ??
    validateContent(content, options.pushType === 'BACKGROUND') ??
    validateOptions(options) ??
    validateGroup(options, audience)
  );
}

function readAudience({ userIds, deviceIds, platform, topic }: AudienceInput): MessageAudience {
  const named = { userIds: userIds ?? null, deviceIds: deviceIds ?? null, platform: platform ?? null };
  if (!topic) return named;
  return { ...named, topic: { ...topic, attributes: parseJsonMember<Record<string, unknown>>(topic.attributes) } };
}

/** Returns the content with its JSON members parsed. */
export function readContent(input: ContentInput): MessageContent {
  const { data, overrides } = input;
  return {
    ...input,
    data: parseJsonMember<Record<string, string>>(data),
    overrides: overrides
      ? { apns: parseJsonMember<JsonMembers>(overrides.apns), fcm: parseJsonMember<JsonMembers>(overrides.fcm) }
      : null,
  };
}

/** Returns the options with their defaults. The schema's own do not apply where the whole object is left out. */
export function readOptions(input: DeliveryOptionsInput | null | undefined): DeliveryOptions {
  return {
    timeToLive: input?.timeToLive ?? 86_400,
    priority: input?.priority ?? 'NORMAL',
    collapseId: input?.collapseId ?? null,
    pushType: input?.pushType ?? 'ALERT',
    groupId: input?.groupId ?? null,
  };
}
