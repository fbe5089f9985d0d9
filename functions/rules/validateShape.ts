// Runs in APPSYNC_JS too: no recursion.
import { isWellFormed } from '#language';
import { levels, type Member, membersOf, namesOf } from './members.ts';
import { invalidInput, type Refusal } from './Refusal.ts';

/** Array methods of APPSYNC_JS end silently after 1,000 iterations. */
const MOST_MEMBERS = 1000;
const LONGEST_FIELD = 200;
const LEAST_NUMBER = 1e-130;
const MORE_THAN_ANY_NUMBER = 1e126;

/**
 * Returns the refusal of a value with JSON in it that no later rule could read, or null: more than 16 levels, more than
 * 1,000 members on one level, half a surrogate pair, a number out of range, the name `__proto__`.
 * `field` is the value's own path. JSON within texts must be parsed before.
 */
export function validateShape(field: string, value: unknown): Refusal | null {
  let open: Member[] = [{ field, name: '', value }];
  for (const _level of levels) {
    const refusal = validateLevel(open);
    if (refusal) return refusal;
    open = open.flatMap((member) => membersOf(member));
  }
  const tooDeep = open.find((member) => namesOf(member.value).length > 0);
  if (tooDeep) return invalidInput(shown(tooDeep), 'nested too deeply', `at most ${levels.length} levels`);
  return validateLevel(open);
}

function validateLevel(open: readonly Member[]): Refusal | null {
  const members = open.reduce((sum, { value }) => sum + namesOf(value).length, 0);
  if (members > MOST_MEMBERS) {
    const largest = open.reduce((one, other) =>
      namesOf(other.value).length > namesOf(one.value).length ? other : one,
    );
    return invalidInput(shown(largest), `on a level of ${members} members`, `at most ${MOST_MEMBERS} on a level`);
  }
  const strange = open.find(({ name, value }) => name === '__proto__' || isOutOfRange(value));
  if (strange) {
    return invalidInput(
      shown(strange),
      'a number out of range, or named __proto__',
      'numbers of 1e-130 to 1e125, other names',
    );
  }
  // One call a level: each costs more than the comparison.
  if (isWellFormed(open.map((member) => textOf(member)).join(' '))) return null;
  const broken = open.find((member) => !isWellFormed(textOf(member)));
  return broken ? invalidInput(shown(broken), 'with half a surrogate pair', 'whole characters of Unicode') : null;
}

/** Amazon DynamoDB Developer Guide, "Supported data types": whatever a row cannot hold. */
function isOutOfRange(value: unknown): boolean {
  if (typeof value !== 'number') return false;
  const size = Math.max(value, -value);
  return !(size < MORE_THAN_ANY_NUMBER) || (size > 0 && size < LEAST_NUMBER);
}

function textOf({ name, value }: Member): string {
  return typeof value === 'string' ? `${name} ${value}` : name;
}

/** Returns the path of the member, or of the one around it where the name itself is broken. */
function shown({ field, name }: Member): string {
  const path = isWellFormed(name) ? field : field.slice(0, field.length - name.length - 1);
  const text = path.slice(0, LONGEST_FIELD);
  // The cut may go through a character.
  return isWellFormed(text) ? text : text.slice(0, LONGEST_FIELD - 1);
}
