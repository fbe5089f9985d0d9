import { languageSubtags } from '../../functions/rules/isLanguageTag.ts';
import type { Localization, MessageContent } from '../../functions/rules/publishing/MessageContent.ts';
import type { GivenMessage } from '../../functions/rules/publishing/readMessage.ts';
import { canonicalForm, canonicalJson } from './canonicalArguments.ts';

/** Returns the `canonicalForm` of a message: the same for every way to write what means the same. */
export function canonicalMessage(idempotencyKey: string, given: GivenMessage): string {
  const { audience, content } = given;
  const { userIds, deviceIds, topic } = audience;
  return canonicalForm({
    ...given,
    idempotencyKey,
    audience: {
      ...audience,
      userIds: sorted(userIds),
      deviceIds: sorted(deviceIds),
      topic: topic ? { ...topic, attributes: filled(topic.attributes) } : null,
    },
    content: { ...content, localizations: byLanguage(content.localizations), overrides: overridesOf(content) },
  });
}

function sorted(ids: readonly string[] | null | undefined): string[] | null {
  return ids ? [...ids].sort() : null;
}

/** Each language once, in any order: devices look theirs up. */
function byLanguage(localizations: readonly Localization[] | null | undefined): Record<string, object> | null {
  if (!localizations) return null;
  const texts: Record<string, object> = {};
  for (const { locale, title, body } of localizations) {
    texts[languageSubtags(locale).join('-')] = { title: title ?? null, body: body ?? null };
  }
  return texts;
}

/** A null in overrides takes a member out of the payload. */
function overridesOf({ overrides }: MessageContent): object | null {
  const apns = filled(overrides?.apns);
  const fcm = filled(overrides?.fcm);
  if (!apns && !fcm) return null;
  return { apns: apns ? canonicalJson(apns) : null, fcm: fcm ? canonicalJson(fcm) : null };
}

function filled<Members extends object>(members: Members | null | undefined): Members | null {
  return members && Object.keys(members).length > 0 ? members : null;
}
