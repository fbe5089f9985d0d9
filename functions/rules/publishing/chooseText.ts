// Runs in APPSYNC_JS too.
import { languageSubtags } from '../isLanguageTag.ts';
import type { MessageContent } from './MessageContent.ts';

/** A message's words, as one device shows them. */
export interface ShownText {
  readonly title: string | null;
  readonly body: string | null;
}

/**
 * Returns the localized text for a device's locale by RFC 4647 lookup: `de-CH-1996`, then `de-CH`, then `de`, then the
 * message's own text.
 */
export function chooseText(content: MessageContent, locale: string | null | undefined): ShownText {
  const own = { title: content.title ?? null, body: content.body ?? null };
  const localizations = content.localizations ?? [];
  if (locale === null || locale === undefined || localizations.length === 0) return own;
  const parts = languageSubtags(locale);
  const ranges = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  const found = ranges
    .map((range) => localizations.find((localization) => languageSubtags(localization.locale).join('-') === range))
    .find((localization) => localization !== undefined);
  if (found === undefined) return own;
  return { title: found.title ?? own.title, body: found.body ?? own.body };
}
