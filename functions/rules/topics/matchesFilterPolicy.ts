import { BlockList, isIP } from 'node:net';
import { isPattern } from './wildcardPattern.ts';

type Value = string | number;

/**
 * Whether a message with these attributes passes a filter policy: for each name, its value meets one of the conditions,
 * and of each `$or` one alternative passes.
 * The policy is JSON, with the scope MessageAttributes (Amazon SNS Developer Guide, "Filter policy syntax").
 * Without a policy all messages pass. A policy that SNS would refuse lets none pass.
 */
export function matchesFilterPolicy(
  policy: string | undefined,
  attributes: Readonly<Record<string, unknown>>,
): boolean {
  return policy === undefined || passes(JSON.parse(policy), attributes);
}

function passes(policy: unknown, attributes: Readonly<Record<string, unknown>>): boolean {
  if (typeof policy !== 'object' || policy === null) return false;
  return Object.entries(policy).every(([name, conditions]: [string, unknown]) => {
    if (!Array.isArray(conditions)) return false;
    if (name === '$or') return conditions.length >= 2 && conditions.some((part) => passes(part, attributes));
    const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    const known = typeof value === 'string' || typeof value === 'number' ? value : undefined;
    return conditions.some((condition) => meets(condition, known));
  });
}

function meets(condition: unknown, value: Value | undefined): boolean {
  if (typeof condition !== 'object' || condition === null) return value !== undefined && condition === value;
  const [entry, ...more] = Object.entries(condition);
  if (entry === undefined || more.length > 0) return false;
  const [operator, operand] = entry;
  if (operator === 'exists') return typeof operand === 'boolean' && (value !== undefined) === operand;
  return value !== undefined && (tests[operator]?.(operand, value) ?? false);
}

const tests: Readonly<Record<string, (operand: unknown, value: Value) => boolean>> = {
  prefix: (operand, value) => isWord(operand) && typeof value === 'string' && value.startsWith(operand),
  suffix: (operand, value) => isWord(operand) && typeof value === 'string' && value.endsWith(operand),
  'equals-ignore-case': (operand, value) =>
    isWord(operand) && typeof value === 'string' && value.toLowerCase() === operand.toLowerCase(),
  wildcard: (operand, value) => typeof value === 'string' && matchesPattern(operand, value),
  'anything-but': anythingBut,
  numeric,
  cidr,
};

function isWord(operand: unknown): operand is string {
  return typeof operand === 'string' && operand !== '';
}

function matchesPattern(operand: unknown, value: string): boolean {
  if (typeof operand !== 'string' || !isPattern(operand)) return false;
  const parts = operand.match(/\\.|[^\\]/gsu) ?? [];
  const expression = parts.map((part) => (part === '*' ? '.*' : RegExp.escape(part.at(-1) ?? ''))).join('');
  return new RegExp(`^${expression}$`, 'su').test(value);
}

function anythingBut(operand: unknown, value: Value): boolean {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    const [entry, ...more] = Object.entries(operand);
    if (entry === undefined || more.length > 0) return false;
    const [operator, inner] = entry;
    const isText = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(operator);
    const test = isText ? tests[operator] : undefined;
    const texts: unknown[] = Array.isArray(inner) ? inner : [inner];
    if (test === undefined || texts.length === 0 || !texts.every(operator === 'wildcard' ? isPattern : isWord))
      return false;
    return !texts.some((text) => test(text, value));
  }
  const excluded: unknown[] = Array.isArray(operand) ? operand : [operand];
  const allowed = excluded.every((each) => typeof each === 'string' || typeof each === 'number');
  return allowed && excluded.length > 0 && !excluded.includes(value);
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function numeric(operand: unknown, value: Value): boolean {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4) || typeof value !== 'number') {
    return false;
  }
  const pairs = operand.length === 2 ? [operand] : [operand.slice(0, 2), operand.slice(2)];
  return pairs.every(([operator, bound]) => {
    const compare = typeof operator === 'string' ? comparisons[operator] : undefined;
    return compare !== undefined && typeof bound === 'number' && compare(value, bound);
  });
}

function cidr(operand: unknown, value: Value): boolean {
  const [address = '', bits = ''] = typeof operand === 'string' ? operand.split('/') : [];
  const version = isIP(address);
  if (version === 0 || typeof value !== 'string' || isIP(value) !== version) return false;
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(address, Number(bits), family);
  return range.check(value, family);
}
