import type { IgnoredDeviceFact, RegisterDeviceInput } from '../../../schema/generated/types.ts';
import { normalLocale } from './normalLocale.ts';
import { normalTimeZone } from './normalTimeZone.ts';

/** What an app tells of its installation. Nothing depends on it but texts for people, so no fault in it counts. */
export interface DeviceFacts {
  readonly name?: string;
  readonly appVersion?: string;
  readonly locale?: string;
  readonly timeZone?: string;
}

/** Lengths in UTF-16 code units. */
const LONGEST_NAME = 128;
const LONGEST_VERSION = 64;

/** Returns the facts of a registration in one form each, and those that were left out, with the reason. */
export function readDeviceFacts(input: RegisterDeviceInput): {
  readonly facts: DeviceFacts;
  readonly ignored: readonly IgnoredDeviceFact[];
} {
  const facts: Record<string, string> = {};
  const ignored: IgnoredDeviceFact[] = [];
  const take = (name: keyof DeviceFacts, read: (text: string) => string | null, limit: string) => {
    const text = input[name];
    if (text === null || text === undefined || text === '') return;
    const fact = read(text);
    if (fact === null) ignored.push({ field: `input.${name}`, reason: `Allowed: ${limit}.` });
    else facts[name] = fact;
  };
  take('name', (text) => plainText(text, LONGEST_NAME), `at most ${LONGEST_NAME} characters`);
  take('appVersion', (text) => plainText(text, LONGEST_VERSION), `at most ${LONGEST_VERSION} characters`);
  take('locale', normalLocale, 'a BCP 47 language tag of at most 35 characters, such as pt-BR');
  take('timeZone', normalTimeZone, 'an IANA time zone, such as Europe/Berlin');
  return { facts, ignored };
}

function plainText(text: string, longest: number): string | null {
  return text.length <= longest && text.isWellFormed() ? text : null;
}
