import type { RegisterDeviceInput } from '../../../schema/generated/types.ts';
import { isLanguageTag } from '../isLanguageTag.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import { deviceIdPattern } from './deviceIdPattern.ts';

/** Lengths in UTF-16 code units. */
const deviceLimits = { name: 128, appVersion: 64, locale: 35, timeZone: 64 } as const;

const texts = ['name', 'appVersion', 'locale', 'timeZone'] as const;

/** Returns the first refusal of a registration, or null. `pushAddress` checks its address. */
export function validateDevice(input: RegisterDeviceInput): Refusal | null {
  const lengths = texts.map((name) => validateLength(`input.${name}`, input[name], deviceLimits[name]));
  return (
    validateDeviceId(input.deviceId) ??
    lengths.find((refusal) => refusal !== null) ??
    validateLocale(input.locale) ??
    validateTimeZone(input.timeZone)
  );
}

/** Returns the refusal of a text that is no device's id, or null. */
export function validateDeviceId(id: string): Refusal | null {
  if (new RegExp(deviceIdPattern).test(id)) return null;
  const given = `${id.length} characters, or others than allowed`;
  return invalidInput('input.deviceId', given, '1–128 characters of A–Z a–z 0–9 . _ -');
}

function validateLength(field: string, text: string | null | undefined, limit: number): Refusal | null {
  const length = text?.length ?? 0;
  return length > limit ? invalidInput(field, `${length} characters`, `at most ${limit} characters`) : null;
}

function validateLocale(locale: string | null | undefined): Refusal | null {
  if (!locale || isLanguageTag(locale)) return null;
  return invalidInput('input.locale', 'not a language tag', 'a BCP 47 language tag, such as pt-BR');
}

function validateTimeZone(name: string | null | undefined): Refusal | null {
  if (!name || isTimeZone(name)) return null;
  return invalidInput('input.timeZone', 'not a known zone', 'an IANA time zone, such as Europe/Berlin');
}

function isTimeZone(name: string): boolean {
  // Intl takes offsets too, which are no time zones.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
