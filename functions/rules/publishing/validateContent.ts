// Runs in APPSYNC_JS too: no regular expressions, no includes, no recursion.
import { isLanguageTag, languageSubtags } from '../isLanguageTag.ts';
import { type Problem, problem } from '../Problem.ts';
import type { MessageContent } from './MessageContent.ts';
import { messageLimits } from './messageLimits.ts';

/** Keys that Apple, Firebase and this product use themselves. */
const reservedKeys = ['aps', 'from', 'notification', 'message_type', 'collapse_key'];
const reservedPrefixes = ['heliograph', 'google', 'gcm'];
const fcmReservedKeys = ['from', 'message_type'];
const fcmReservedPrefixes = ['google', 'gcm'];
/** FCM's members that say whom a message is for: SNS sets them. */
const fcmTargets = ['token', 'topic', 'condition'];

/** The first thing wrong with a message's content, or null. `background` pushes show nothing and so need no title. */
export function validateContent(content: MessageContent, background: boolean): Problem | null {
  const at = 'input.content';
  const title = content.title ?? '';
  if (!background && title.trim() === '') {
    return problem(`${at}.title`, 'empty', `1–${messageLimits.title} characters for an ALERT`);
  }
  return (
    tooLong(`${at}.title`, content.title, messageLimits.title) ??
    tooLong(`${at}.body`, content.body, messageLimits.body) ??
    tooLong(`${at}.sound`, content.sound, messageLimits.sound) ??
    tooLong(`${at}.image`, content.image, messageLimits.image) ??
    tooLong(`${at}.deepLink`, content.deepLink, messageLimits.deepLink) ??
    tooLong(`${at}.category`, content.category, messageLimits.category) ??
    tooLong(`${at}.thread`, content.thread, messageLimits.thread) ??
    badBadge(content) ??
    badImage(content) ??
    badData(content) ??
    badLocalizations(content, background) ??
    badOverrides(content)
  );
}

function tooLong(field: string, text: string | null | undefined, limit: number): Problem | null {
  const length = (text ?? '').length;
  return length > limit ? problem(field, `${length} characters`, `at most ${limit} characters`) : null;
}

function badBadge(content: MessageContent): Problem | null {
  const badge = content.badge ?? 0;
  const limit = messageLimits.badge;
  return badge < 0 || badge > limit ? problem('input.content.badge', `${badge}`, `0–${limit}`) : null;
}

function badImage(content: MessageContent): Problem | null {
  const image = content.image ?? 'https://';
  return image.startsWith('https://') ? null : problem('input.content.image', 'not https', 'an https URL');
}

function badData(content: MessageContent): Problem | null {
  const field = 'input.content.data';
  const data = content.data ?? {};
  if (typeof data !== 'object' || JSON.stringify(data).startsWith('[')) {
    return problem(field, 'not a JSON object', 'a JSON object of strings');
  }
  const keys = Object.keys(data);
  if (keys.length > messageLimits.dataEntries) {
    return problem(field, `${keys.length} entries`, `at most ${messageLimits.dataEntries} entries`);
  }
  const badKey = keys.find(
    (key) =>
      key.length === 0 ||
      key.length > messageLimits.dataKey ||
      reservedPrefixes.some((prefix) => key.startsWith(prefix)) ||
      reservedKeys.indexOf(key) >= 0,
  );
  if (badKey !== undefined) {
    const limit = `keys of 1–${messageLimits.dataKey} characters that are not reserved (${reservedKeys.join(', ')}, ${reservedPrefixes.join('…, ')}…)`;
    return problem(field, `with the key “${badKey.slice(0, messageLimits.dataKey)}”`, limit);
  }
  const notText = keys.find((key) => typeof data[key] !== 'string');
  if (notText !== undefined) return problem(`${field}.${notText}`, 'not a string', 'strings alone');
  return null;
}

function badLocalizations(content: MessageContent, background: boolean): Problem | null {
  const field = 'input.content.localizations';
  const localizations = content.localizations ?? [];
  if (localizations.length > messageLimits.localizations) {
    return problem(field, `${localizations.length} entries`, `at most ${messageLimits.localizations}`);
  }
  const badLocale = localizations.find(
    ({ locale }) => locale.length > messageLimits.locale || !isLanguageTag(locale),
  )?.locale;
  if (badLocale !== undefined) {
    const limit = `a BCP 47 language tag of at most ${messageLimits.locale} characters, such as pt-BR`;
    return problem(`${field}.locale`, `${badLocale.length} characters, or no language tag`, limit);
  }
  const locales = localizations.map((localization) => languageSubtags(localization.locale).join('-'));
  const twice = locales.find((locale, index) => locales.indexOf(locale) !== index);
  if (twice !== undefined) return problem(field, `twice for ${twice}`, 'one entry a locale');
  const problems = localizations.map(
    (localization) =>
      blankTitle(`${field}.title`, localization.title, background) ??
      tooLong(`${field}.title`, localization.title, messageLimits.title) ??
      tooLong(`${field}.body`, localization.body, messageLimits.body),
  );
  return problems.find((found) => found !== null) ?? null;
}

/** A variant may leave the title to the message's own, but an `ALERT` has one. */
function blankTitle(field: string, title: string | null | undefined, background: boolean): Problem | null {
  if (background || title === null || title === undefined || title.trim() !== '') return null;
  return problem(field, 'empty', `absent, or 1–${messageLimits.title} characters for an ALERT`);
}

function badOverrides(content: MessageContent): Problem | null {
  const overrides = content.overrides ?? {};
  const limit = 'a JSON object';
  if (!isMembers(overrides.apns)) return problem('input.content.overrides.apns', 'not a JSON object', limit);
  if (!isMembers(overrides.fcm)) return problem('input.content.overrides.fcm', 'not a JSON object', limit);
  const target = fcmTargets.find((name) => Object.hasOwn(overrides.fcm ?? {}, name));
  if (target !== undefined) {
    return problem('input.content.overrides.fcm', `with ${target}`, `members other than ${fcmTargets.join(', ')}`);
  }
  // APNs sends nothing without it.
  const aps = overrides.apns?.aps;
  if (aps === null || !isMembers(aps)) return problem('input.content.overrides.apns.aps', 'not a JSON object', limit);
  return badFcmData(overrides.fcm?.data);
}

/** What SNS and FCM would refuse the whole message for. https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#Message */
function badFcmData(value: unknown): Problem | null {
  const field = 'input.content.overrides.fcm.data';
  if (!isMembers(value)) return problem(field, 'not a JSON object', 'a JSON object of strings');
  const data = (value ?? {}) as Readonly<Record<string, unknown>>;
  const reserved = Object.keys(data).find(
    (key) => fcmReservedKeys.indexOf(key) >= 0 || fcmReservedPrefixes.some((prefix) => key.startsWith(prefix)),
  );
  if (reserved !== undefined) {
    const limit = `keys that are not reserved (${fcmReservedKeys.join(', ')}, ${fcmReservedPrefixes.join('…, ')}…)`;
    return problem(field, `with the key “${reserved.slice(0, messageLimits.dataKey)}”`, limit);
  }
  const notText = Object.keys(data).find((key) => typeof data[key] !== 'string');
  if (notText === undefined) return null;
  return problem(`${field}.${notText.slice(0, messageLimits.dataKey)}`, 'not a string', 'strings alone');
}

function isMembers(value: unknown): boolean {
  const members = value ?? {};
  return typeof members === 'object' && !JSON.stringify(members).startsWith('[');
}
