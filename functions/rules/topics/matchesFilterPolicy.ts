import { BlockList, isIP } from 'node:net';

type Value = string | number;

/**
 * Whether a message with these attributes passes a filter policy: for each name, its value meets one of the conditions.
 * The policy is JSON, with the scope MessageAttributes (Amazon SNS Developer Guide, "Filter policy syntax").
 * Without a policy all messages pass. A policy that SNS would refuse lets none pass.
 */
export function matchesFilterPolicy(
  policy: string | undefined,
  attributes: Readonly<Record<string, unknown>>,
): boolean {
  if (policy === undefined) return true;
  return Object.entries(JSON.parse(policy) as Record<string, unknown>).every(([name, conditions]) => {
    const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    const known = typeof value === 'string' || typeof value === 'number' ? value : undefined;
    return Array.isArray(conditions) && conditions.some((condition) => meets(condition, known));
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
  prefix: (operand, value) => isText(operand) && typeof value === 'string' && value.startsWith(operand),
  suffix: (operand, value) => isText(operand) && typeof value === 'string' && value.endsWith(operand),
  'equals-ignore-case': (operand, value) =>
    isText(operand) && typeof value === 'string' && value.toLowerCase() === operand.toLowerCase(),
  'anything-but': anythingBut,
  numeric,
  cidr,
};

function isText(operand: unknown): operand is string {
  return typeof operand === 'string' && operand !== '';
}

function anythingBut(operand: unknown, value: Value): boolean {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    const [entry, ...more] = Object.entries(operand);
    if (entry === undefined || more.length > 0) return false;
    const [operator, inner] = entry;
    const test = ['prefix', 'suffix', 'equals-ignore-case'].includes(operator) ? tests[operator] : undefined;
    const texts: unknown[] = Array.isArray(inner) ? inner : [inner];
    if (test === undefined || texts.length === 0 || !texts.every(isText)) return false;
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
