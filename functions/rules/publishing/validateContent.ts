// Runs in APPSYNC_JS too: no regular expressions, no includes, no recursion.
import { findRepeated } from '../findRepeated.ts';
import { httpsUrl, namesUser } from '../httpsUrl.ts';
import { languageSubtags } from '../isLanguageTag.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import { isMembers } from './isMembers.ts';
import type { MessageContent } from './MessageContent.ts';
import { messageLimits } from './messageLimits.ts';
import { isReservedCategory, isReservedName } from './reserved.ts';
import { validateLength } from './validateLength.ts';
import { validateLocale } from './validateLocale.ts';
import { validateOverrides } from './validateOverrides.ts';

/** Keys that Apple, Firebase and this product use themselves. */
const reservedKeys = ['aps', 'from', 'notification', 'message_type', 'collapse_key'];
const reservedPrefixes = ['google', 'gcm'];

/** Returns the first refusal of a message's content, or null. A `background` push shows nothing and needs no title. */
export function validateContent(content: MessageContent, background: boolean): Refusal | null {
  const at = 'input.content';
  const title = content.title ?? '';
  if (!background && title.trim() === '') {
    return invalidInput(`${at}.title`, 'empty', `1–${messageLimits.title} characters for an ALERT`);
  }
  return (
    validateLength(`${at}.title`, content.title, messageLimits.title) ??
    validateLength(`${at}.body`, content.body, messageLimits.body) ??
    validateLength(`${at}.sound`, content.sound, messageLimits.sound) ??
    validateLength(`${at}.image`, content.image, messageLimits.image) ??
    validateLength(`${at}.deepLink`, content.deepLink, messageLimits.deepLink) ??
    validateLength(`${at}.category`, content.category, messageLimits.category) ??
    validateLength(`${at}.thread`, content.thread, messageLimits.thread) ??
    validateCategory(content) ??
    validateBadge(content) ??
    validateImage(content) ??
    validateData(content) ??
    validateLocalizations(content, background) ??
    validateOverrides(content)
  );
}

function validateBadge(content: MessageContent): Refusal | null {
  const badge = content.badge ?? 0;
  const limit = messageLimits.badge;
  return badge < 0 || badge > limit ? invalidInput('input.content.badge', `${badge}`, `0–${limit}`) : null;
}

function validateImage({ image }: MessageContent): Refusal | null {
  const field = 'input.content.image';
  if (image === null || image === undefined) return null;
  if (httpsUrl(image) === null) return invalidInput(field, 'not https', 'an https URL');
  // Every device would get the password.
  return namesUser(image) ? invalidInput(field, 'a URL that names a user', 'an https URL without one') : null;
}

/** An app would ask its user for an approval. */
function validateCategory({ category }: MessageContent): Refusal | null {
  if (!isReservedCategory(category)) return null;
  return invalidInput('input.content.category', 'reserved', 'none that begins with HELIOGRAPH_');
}

function validateData(content: MessageContent): Refusal | null {
  const field = 'input.content.data';
  const data = content.data ?? {};
  if (!isMembers(data)) {
    return invalidInput(field, 'not a JSON object', 'a JSON object of strings');
  }
  const keys = Object.keys(data);
  if (keys.length > messageLimits.dataEntries) {
    return invalidInput(field, `${keys.length} entries`, `at most ${messageLimits.dataEntries} entries`);
  }
  const badKey = keys.find(
    (key) =>
      key.length === 0 ||
      key.length > messageLimits.dataKey ||
      isReservedName(key) ||
      reservedPrefixes.some((prefix) => key.startsWith(prefix)) ||
      reservedKeys.indexOf(key) >= 0,
  );
  if (badKey !== undefined) {
    const limit = `keys of 1–${messageLimits.dataKey} characters that are not reserved (${reservedKeys.join(', ')}, heliograph…, ${reservedPrefixes.join('…, ')}…)`;
    return invalidInput(field, `with the key “${badKey.slice(0, messageLimits.dataKey)}”`, limit);
  }
  const notText = keys.find((key) => typeof data[key] !== 'string');
  if (notText !== undefined) return invalidInput(`${field}.${notText}`, 'not a string', 'strings alone');
  return null;
}

function validateLocalizations(content: MessageContent, background: boolean): Refusal | null {
  const field = 'input.content.localizations';
  const localizations = content.localizations ?? [];
  if (localizations.length > messageLimits.localizations) {
    return invalidInput(field, `${localizations.length} entries`, `at most ${messageLimits.localizations}`);
  }
  const malformed = localizations
    .map(({ locale }) => validateLocale(`${field}.locale`, locale))
    .find((refusal) => refusal !== null);
  if (malformed) return malformed;
  const locales = localizations.map((localization) => languageSubtags(localization.locale).join('-'));
  const twice = findRepeated(locales);
  if (twice !== undefined) return invalidInput(field, `twice for ${twice}`, 'one entry a locale');
  const refusals = localizations.map(
    (localization) =>
      validateTitle(`${field}.title`, localization.title, background) ??
      validateLength(`${field}.title`, localization.title, messageLimits.title) ??
      validateLength(`${field}.body`, localization.body, messageLimits.body),
  );
  return refusals.find((found) => found !== null) ?? null;
}

/** A variant without a title shows the message's own. A blank one would take it away. */
function validateTitle(field: string, title: string | null | undefined, background: boolean): Refusal | null {
  if (background || title === null || title === undefined || title.trim() !== '') return null;
  return invalidInput(field, 'empty', `absent, or 1–${messageLimits.title} characters for an ALERT`);
}
