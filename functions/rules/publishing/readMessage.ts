// Runs in APPSYNC_JS too.
import type {
  AudienceInput,
  ContentInput,
  DeliveryOptionsInput,
  PublishInput,
} from '../../../schema/generated/types.ts';
import { httpsUrl } from '../httpsUrl.ts';
import { parseDateTime, validateDateTime } from '../parseDateTime.ts';
import type { Refusal } from '../Refusal.ts';
import type { DeliveryOptions, JsonMembers, MessageContent } from './MessageContent.ts';
import type { MessageRow } from './MessageRow.ts';
import { parseJsonMember } from './parseJsonMember.ts';
import { type MessageAudience, validateAudience } from './validateAudience.ts';
import { validateContent } from './validateContent.ts';
import { validateGroup } from './validateGroup.ts';
import { validateIdempotencyKey } from './validateIdempotencyKey.ts';
import { validateOptions } from './validateOptions.ts';

/** What a publisher gave, with JSON members parsed and defaults filled in. */
export interface GivenMessage extends Pick<MessageRow, 'audience' | 'content' | 'options' | 'reporting'> {
  /** When it is to be sent, in milliseconds since the epoch; null for at once. */
  readonly scheduledAt: number | null;
}

/** Returns what a publisher gave, right or not: `validateMessage` tells. */
export function readMessage(input: PublishInput): GivenMessage {
  return {
    audience: readAudience(input.audience),
    content: readContent(input.content),
    options: readOptions(input.options),
    reporting: input.reporting ?? 'AUTOMATIC',
    scheduledAt: input.scheduledAt ? parseDateTime(input.scheduledAt) : null,
  };
}

/** Returns what is wrong first with what a publisher gave, member by member, or null. `validateShape` comes before. */
export function validateMessage(input: PublishInput, { audience, content, options }: GivenMessage): Refusal | null {
  return (
    validateIdempotencyKey(input.idempotencyKey) ??
    validateAudience(audience) ??
    validateDraft(content, options) ??
    validateGroup(options, audience) ??
    (input.scheduledAt ? validateDateTime('input.scheduledAt', input.scheduledAt) : null)
  );
}

/** Returns what is wrong with a message for whatever audience, or null: what `previewPublish` judges too. */
export function validateDraft(content: MessageContent, options: DeliveryOptions): Refusal | null {
  return validateContent(content, options.pushType === 'BACKGROUND') ?? validateOptions(options);
}

function readAudience({ userIds, deviceIds, platform, topic }: AudienceInput): MessageAudience {
  const named = { userIds: userIds ?? null, deviceIds: deviceIds ?? null, platform: platform ?? null };
  if (!topic) return named;
  return { ...named, topic: { ...topic, attributes: parseJsonMember<Record<string, unknown>>(topic.attributes) } };
}

/** Returns the content with its JSON members parsed, and null for what means nothing. */
export function readContent(input: ContentInput): MessageContent {
  const { data, image, localizations } = input;
  const apns = parseJsonMember<JsonMembers>(input.overrides?.apns);
  const fcm = parseJsonMember<JsonMembers>(input.overrides?.fcm);
  return {
    ...input,
    data: unlessEmpty(parseJsonMember<Record<string, string>>(data)),
    image: image ? (httpsUrl(image) ?? image) : image,
    localizations: localizations && localizations.length > 0 ? localizations : null,
    overrides: apns === null && fcm === null ? null : { apns, fcm },
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

/** A message without data and one with an empty object are the same. */
function unlessEmpty<T extends object>(members: T | null): T | null {
  return members !== null && typeof members === 'object' && Object.keys(members).length === 0 ? null : members;
}
