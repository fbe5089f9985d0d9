import { randomInt } from 'node:crypto';
import { AwsError } from '../platform/AwsError.ts';
import type { Reader } from '../platform/Reader.ts';

const lowercase = 'abcdefghijklmnopqrstuvwxyz';
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** Returns a password by the rules of `GetRandomPassword`, which are those of `GenerateSecretString`. */
export function generatePassword(rules: Reader): string {
  const excluded = new Set(rules.optionalString('ExcludeCharacters') ?? '');
  const kinds = [
    { name: 'ExcludeLowercase', characters: lowercase },
    { name: 'ExcludeUppercase', characters: lowercase.toUpperCase() },
    { name: 'ExcludeNumbers', characters: '0123456789' },
    { name: 'ExcludePunctuation', characters: punctuation },
  ]
    .filter(({ name }) => rules.optionalBoolean(name) !== true)
    .map(({ characters }) => [...characters].filter((character) => !excluded.has(character)))
    .filter((characters) => characters.length > 0);
  const space = rules.optionalBoolean('IncludeSpace') === true && !excluded.has(' ') ? [' '] : [];
  const all = [...kinds.flat(), ...space];
  const length = rules.optionalNumber('PasswordLength', { min: 1, max: 4096 }) ?? 32;
  const required = rules.optionalBoolean('RequireEachIncludedType') === false ? [] : kinds;
  if (all.length === 0 || length < required.length) {
    throw new AwsError('InvalidParameterException', `A password of length ${length} cannot satisfy these exclusions.`);
  }
  const characters = [...required.map(pick), ...Array.from({ length: length - required.length }, () => pick(all))];
  // Fisher–Yates, so that the required kinds may be anywhere.
  for (let last = characters.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? '', characters[last] ?? ''];
  }
  return characters.join('');
}

function pick(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] ?? '';
}
