// Runs in APPSYNC_JS too.
import { isLanguageTag } from '../isLanguageTag.ts';
import { invalidInput, type Refusal } from '../Refusal.ts';
import { messageLimits } from './messageLimits.ts';

/** Returns why a text names no language that a device may have, or null. */
export function validateLocale(field: string, locale: string): Refusal | null {
  if (locale.length <= messageLimits.locale && isLanguageTag(locale)) return null;
  const limit = `a BCP 47 language tag of at most ${messageLimits.locale} characters, such as pt-BR`;
  return invalidInput(field, `${locale.length} characters, or no language tag`, limit);
}
