import type { RegisterDeviceInput } from '../../../schema/generated/types.ts';
import { ApplicationError } from '../ApplicationError.ts';
import { isLanguageTag } from '../isLanguageTag.ts';
import { problem } from '../Problem.ts';

/** Lengths in UTF-16 code units. */
export const deviceLimits = { deviceId: 128, name: 128, appVersion: 64, locale: 35, timeZone: 64 } as const;

const deviceId = /^[A-Za-z0-9._-]{1,128}$/;

/** Throws ApplicationError `InvalidInput` for the first thing wrong with a registration, but its address (`pushAddress`). */
export function validateDevice(input: RegisterDeviceInput): void {
  refuseDeviceId(input.deviceId);
  for (const field of ['name', 'appVersion', 'locale', 'timeZone'] as const) {
    const length = input[field]?.length ?? 0;
    if (length > deviceLimits[field]) {
      refuse(`input.${field}`, `${length} characters`, `at most ${deviceLimits[field]} characters`);
    }
  }
  if (input.locale && !isLanguageTag(input.locale)) {
    refuse('input.locale', 'not a language tag', 'a BCP 47 language tag, such as pt-BR');
  }
  if (input.timeZone && !isTimeZone(input.timeZone)) {
    refuse('input.timeZone', 'not a known zone', 'an IANA time zone, such as Europe/Berlin');
  }
}

/** Throws ApplicationError `InvalidInput` unless it can be a device's id. */
export function refuseDeviceId(id: string): void {
  if (!deviceId.test(id)) {
    refuse(
      'input.deviceId',
      `${id.length} characters, or others than allowed`,
      '1–128 characters of A–Z a–z 0–9 . _ -',
    );
  }
}

function isTimeZone(name: string): boolean {
  // Offsets, which Intl takes too, are no zones.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function refuse(field: string, given: string, limit: string): never {
  const { message, ...info } = problem(field, given, limit);
  throw new ApplicationError('InvalidInput', message, info);
}
