// Runs in APPSYNC_JS too: no recursion, no includes, no regular expressions.
import { isPattern } from './wildcardPattern.ts';

export const operators = [
  'prefix',
  'suffix',
  'equals-ignore-case',
  'wildcard',
  'anything-but',
  'numeric',
  'exists',
  'cidr',
];
const textOperators = ['prefix', 'suffix', 'equals-ignore-case'];
const comparisons = ['=', '<', '<=', '>', '>='];
const digits = '0123456789';
const hexadecimal = `${digits}abcdefABCDEF`;

/** Amazon SNS Developer Guide, "Filter policy constraints". */
export function isNumber(value: unknown): boolean {
  return typeof value === 'number' && value >= -1_000_000_000 && value <= 1_000_000_000;
}

/**
 * Whether an object in a filter policy's list is one operator with an operand that SNS takes.
 * Amazon SNS Developer Guide, "String value matching" and the sections after it.
 */
export function isMatch(value: object): boolean {
  const [entry, ...more] = Object.entries(value);
  if (isList(value) || entry === undefined || more.length > 0) return false;
  const [operator, operand] = entry as [string, unknown];
  if (textOperators.indexOf(operator) >= 0) return isText(operand);
  if (operator === 'wildcard') return isPattern(operand);
  if (operator === 'exists') return typeof operand === 'boolean';
  if (operator === 'numeric') return isRange(operand);
  if (operator === 'cidr') return isBlock(operand);
  return operator === 'anything-but' && isExclusion(operand);
}

export function isList(value: unknown): boolean {
  return typeof value === 'object' && value !== null && JSON.stringify(value).startsWith('[');
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** One or several strings or numbers, or a condition on strings. */
function isExclusion(operand: unknown): boolean {
  if (typeof operand !== 'object' || operand === null) return typeof operand === 'string' || isNumber(operand);
  if (isList(operand)) {
    const values = operand as unknown[];
    return values.length > 0 && values.every((value) => typeof value === 'string' || isNumber(value));
  }
  const [entry, ...more] = Object.entries(operand);
  if (entry === undefined || more.length > 0) return false;
  const [operator, inner] = entry as [string, unknown];
  const values = isList(inner) ? (inner as unknown[]) : [inner];
  if (operator === 'wildcard') return values.length > 0 && values.every((value) => isPattern(value));
  return textOperators.indexOf(operator) >= 0 && values.length > 0 && values.every((value) => isText(value));
}

/** A comparison with a number, or a lower and an upper bound. */
function isRange(operand: unknown): boolean {
  if (!isList(operand)) return false;
  const [first, from, second, to, ...more] = operand as unknown[];
  if (comparisons.indexOf(`${first}`) < 0 || !isNumber(from)) return false;
  if ((operand as unknown[]).length === 2) return true;
  if (second === undefined || to === undefined || more.length > 0 || !isNumber(to)) return false;
  const bounded = (first === '>' || first === '>=') && (second === '<' || second === '<=');
  return bounded && (from as number) < (to as number);
}

/** An IP address with the number of bits that count. */
function isBlock(operand: unknown): boolean {
  if (typeof operand !== 'string') return false;
  const [address, bits, ...more] = operand.split('/');
  if (address === undefined || bits === undefined || more.length > 0) return false;
  return address.indexOf(':') < 0
    ? isWhole(bits, 32) && isAddress4(address)
    : isWhole(bits, 128) && isAddress6(address);
}

function isAddress4(address: string): boolean {
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => isWhole(part, 255));
}

/** RFC 4291, section 2.2, without IPv4 at its end. */
function isAddress6(address: string): boolean {
  const [left, right, ...more] = address.split('::');
  if (left === undefined || more.length > 0) return false;
  const halves = right === undefined ? [left] : [left, right];
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const complete = right === undefined ? groups.length === 8 : groups.length < 8;
  return complete && groups.every((group) => group.length >= 1 && group.length <= 4 && isOf(group, hexadecimal));
}

function isWhole(text: string, most: number): boolean {
  const plain = text.length >= 1 && text.length <= 3 && (text === '0' || !text.startsWith('0')) && isOf(text, digits);
  return plain && text.split('').reduce((number, digit) => number * 10 + digits.indexOf(digit), 0) <= most;
}

function isOf(text: string, characters: string): boolean {
  return text.split('').every((character) => characters.indexOf(character) >= 0);
}
