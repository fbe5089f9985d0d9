// Runs in APPSYNC_JS too: no regular expressions, no includes, no recursion.
import type { MessageContent } from './MessageContent.ts';
import { messageLimits } from './messageLimits.ts';
import { type Problem, problem } from './Problem.ts';

/** Keys that Apple, Firebase and this product use themselves. */
const reservedKeys = ['aps', 'from', 'notification', 'message_type', 'collapse_key'];
const reservedPrefixes = ['heliograph', 'google', 'gcm'];
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
    badLocalizations(content) ??
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

function badLocalizations(content: MessageContent): Problem | null {
  const field = 'input.content.localizations';
  const localizations = content.localizations ?? [];
  if (localizations.length > messageLimits.localizations) {
    return problem(field, `${localizations.length} entries`, `at most ${messageLimits.localizations}`);
  }
  const locales = localizations.map((localization) => localization.locale.toLowerCase());
  const twice = locales.find((locale, index) => locales.indexOf(locale) !== index);
  if (twice !== undefined) return problem(field, `twice for ${twice.slice(0, 35)}`, 'one entry a locale');
  const badLocale = locales.find((locale) => locale.length === 0 || locale.length > messageLimits.locale);
  if (badLocale !== undefined) {
    return problem(`${field}.locale`, `${badLocale.length} characters`, `1–${messageLimits.locale} characters`);
  }
  const problems = localizations.map(
    (localization) =>
      tooLong(`${field}.title`, localization.title, messageLimits.title) ??
      tooLong(`${field}.body`, localization.body, messageLimits.body),
  );
  return problems.find((found) => found !== null) ?? null;
}

function badOverrides(content: MessageContent): Problem | null {
  const overrides = content.overrides ?? {};
  const limit = 'a JSON object';
  if (!isMembers(overrides.apns)) return problem('input.content.overrides.apns', 'not a JSON object', limit);
  if (!isMembers(overrides.fcm)) return problem('input.content.overrides.fcm', 'not a JSON object', limit);
  const target = fcmTargets.find((name) => Object.hasOwn(overrides.fcm ?? {}, name));
  if (target === undefined) return null;
  return problem('input.content.overrides.fcm', `with ${target}`, `members other than ${fcmTargets.join(', ')}`);
}

function isMembers(value: unknown): boolean {
  const members = value ?? {};
  return typeof members === 'object' && !JSON.stringify(members).startsWith('[');
}
