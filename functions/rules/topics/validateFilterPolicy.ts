// Runs in APPSYNC_JS too: no recursion, no includes.
import { invalidInput, type Refusal } from '../Refusal.ts';
import { isMatch, isNumber, operators } from './filterOperators.ts';

/** Amazon SNS Developer Guide, "Filter policy constraints". */
const MOST_NAMES = 5;
const MOST_COMBINATIONS = 150;
const MOST_CHARACTERS = 4096;

/** Returns the first refusal of a filter policy on message attributes, or null. `policy`: parsed JSON. */
export function validateFilterPolicy(field: string, policy: unknown): Refusal | null {
  const text = JSON.stringify(policy);
  if (typeof policy !== 'object' || policy === null || text.startsWith('[')) {
    return invalidInput(field, 'not a JSON object', 'a JSON object');
  }
  if (text.length > MOST_CHARACTERS) {
    return invalidInput(field, `${text.length} characters`, `at most ${MOST_CHARACTERS} characters`);
  }
  const entries = Object.entries(policy as Record<string, unknown>);
  if (entries.length === 0 || entries.length > MOST_NAMES) {
    return invalidInput(field, `${entries.length} attribute names`, `1–${MOST_NAMES} attribute names`);
  }
  // SNS reads `$or` as an operator, so no attribute is called so.
  const operator = entries.find(([name]) => name.startsWith('$'));
  if (operator) return invalidInput(`${field}.${operator[0].slice(0, 64)}`, 'an operator', 'names of attributes');
  const notList = entries.find(
    ([, values]) => !JSON.stringify(values).startsWith('[') || JSON.stringify(values) === '[]',
  );
  if (notList) {
    return invalidInput(`${field}.${notList[0].slice(0, 64)}`, 'not a list of values', 'a list of values or operators');
  }
  const malformed = entries.find(([, values]) => (values as unknown[]).some((value) => !isCondition(value)));
  if (malformed) {
    const values = 'strings, numbers from -10^9 to 10^9, booleans, null';
    const limit = `${values}, or an object of one operator (${operators.join(', ')}) with what SNS takes for it`;
    return invalidInput(`${field}.${malformed[0].slice(0, 64)}`, 'with something else in its list', limit);
  }
  const combinations = entries.reduce((product, [, values]) => product * (values as unknown[]).length, 1);
  if (combinations > MOST_COMBINATIONS) {
    return invalidInput(field, `${combinations} combinations of values`, `at most ${MOST_COMBINATIONS} combinations`);
  }
  return null;
}

function isCondition(value: unknown): boolean {
  return typeof value === 'number' ? isNumber(value) : typeof value !== 'object' || value === null || isMatch(value);
}
