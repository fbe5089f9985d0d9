// Runs in APPSYNC_JS too: no regular expressions, no includes, no recursion.
import { findRepeated } from '../findRepeated.ts';
import { languageSubtags } from '../isLanguageTag.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import type { MessageContent } from './MessageContent.ts';
import { messageLimits } from './messageLimits.ts';
import { validateLocale } from './validateLocale.ts';

/** Keys that Apple, Firebase and this product use themselves. */
const reservedKeys = ['aps', 'from', 'notification', 'message_type', 'collapse_key'];
const reservedPrefixes = ['heliograph', 'google', 'gcm'];
const fcmReservedKeys = ['from', 'message_type'];
const fcmReservedPrefixes = ['google', 'gcm'];
/** FCM's members for a message's target. SNS sets them. */
const fcmTargets = ['token', 'topic', 'condition'];

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
    validateBadge(content) ??
    validateImage(content) ??
    validateData(content) ??
    validateLocalizations(content, background) ??
    validateOverrides(content)
  );
}

function validateLength(field: string, text: string | null | undefined, limit: number): Refusal | null {
  const length = (text ?? '').length;
  return length > limit ? invalidInput(field, `${length} characters`, `at most ${limit} characters`) : null;
}

function validateBadge(content: MessageContent): Refusal | null {
  const badge = content.badge ?? 0;
  const limit = messageLimits.badge;
  return badge < 0 || badge > limit ? invalidInput('input.content.badge', `${badge}`, `0–${limit}`) : null;
}

function validateImage(content: MessageContent): Refusal | null {
  const image = content.image ?? 'https://';
  return image.startsWith('https://') ? null : invalidInput('input.content.image', 'not https', 'an https URL');
}

function validateData(content: MessageContent): Refusal | null {
  const field = 'input.content.data';
  const data = content.data ?? {};
  if (typeof data !== 'object' || JSON.stringify(data).startsWith('[')) {
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
      reservedPrefixes.some((prefix) => key.startsWith(prefix)) ||
      reservedKeys.indexOf(key) >= 0,
  );
  if (badKey !== undefined) {
    const limit = `keys of 1–${messageLimits.dataKey} characters that are not reserved (${reservedKeys.join(', ')}, ${reservedPrefixes.join('…, ')}…)`;
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

function validateOverrides(content: MessageContent): Refusal | null {
  const overrides = content.overrides ?? {};
  const limit = 'a JSON object';
  if (!isMembers(overrides.apns)) return invalidInput('input.content.overrides.apns', 'not a JSON object', limit);
  if (!isMembers(overrides.fcm)) return invalidInput('input.content.overrides.fcm', 'not a JSON object', limit);
  const target = fcmTargets.find((name) => Object.hasOwn(overrides.fcm ?? {}, name));
  if (target !== undefined) {
    return invalidInput('input.content.overrides.fcm', `with ${target}`, `members other than ${fcmTargets.join(', ')}`);
  }
  // APNs sends nothing without `aps`.
  const aps = overrides.apns?.aps;
  if (aps === null || !isMembers(aps)) {
    return invalidInput('input.content.overrides.apns.aps', 'not a JSON object', limit);
  }
  return validateFcmData(overrides.fcm?.data);
}

/**
 * SNS or FCM refuse the whole message for these.
 * https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages#Message
 */
function validateFcmData(value: unknown): Refusal | null {
  const field = 'input.content.overrides.fcm.data';
  if (!isMembers(value)) return invalidInput(field, 'not a JSON object', 'a JSON object of strings');
  const data = (value ?? {}) as Readonly<Record<string, unknown>>;
  const reserved = Object.keys(data).find(
    (key) => fcmReservedKeys.indexOf(key) >= 0 || fcmReservedPrefixes.some((prefix) => key.startsWith(prefix)),
  );
  if (reserved !== undefined) {
    const limit = `keys that are not reserved (${fcmReservedKeys.join(', ')}, ${fcmReservedPrefixes.join('…, ')}…)`;
    return invalidInput(field, `with the key “${reserved.slice(0, messageLimits.dataKey)}”`, limit);
  }
  const notText = Object.keys(data).find((key) => typeof data[key] !== 'string');
  if (notText === undefined) return null;
  return invalidInput(`${field}.${notText.slice(0, messageLimits.dataKey)}`, 'not a string', 'strings alone');
}

function isMembers(value: unknown): boolean {
  const members = value ?? {};
  return typeof members === 'object' && !JSON.stringify(members).startsWith('[');
}
