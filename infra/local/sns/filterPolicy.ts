import { BlockList, isIP } from 'node:net';
import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import { comparisons } from '../shared/comparisons.ts';
import { invalidParameter } from './errors.ts';
import { type MessageAttributes, parseJson } from './MessageAttributes.ts';
import { type Wildcard, wildcard } from './wildcard.ts';

export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** Returns whether a message passes. */
export type Filter = (message: { readonly attributes: MessageAttributes; readonly body: string }) => boolean;

type Leaf = string | number | boolean | null;
type Test = (value: Leaf) => boolean;
/** Tests the values found at a key. An absent key has none. */
type Condition = (values: readonly Leaf[]) => boolean;
type Rule = (values: (path: readonly string[]) => readonly Leaf[]) => boolean;

interface Compiled {
  readonly rule: Rule;
  /** What SNS calls the total combination of values. */
  readonly combinations: number;
  /** Keys that have conditions. */
  readonly keys: number;
  /** Points of the patterns with `*`. */
  readonly points: number;
}

const MAXIMUM_KEYS = 5;
const MAXIMUM_COMBINATIONS = 150;
const MAXIMUM_POINTS = 100;

/** Names that make `$or` the name of an attribute, if an alternative has them. */
const reserved = ['prefix', 'suffix', 'equals-ignore-case', 'anything-but', 'numeric', 'exists', 'cidr', 'wildcard'];

/**
 * Compiles a filter policy: keys are ANDed, the conditions of a key ORed, and `$or` holds alternatives.
 * Throws InvalidParameter for what SNS refuses.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 * https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
export function filterPolicy(text: string, scope: FilterScope): Filter {
  const policy = parseJson(text);
  if (!isJsonObject(policy)) throw wrong('failed to parse JSON.');
  const { rule, combinations, keys, points } = compileObject(policy, [], scope);
  // Of a body only the keys at the top count.
  const counted = scope === 'MessageBody' ? Object.keys(policy).length : keys;
  if (counted > MAXIMUM_KEYS) throw wrong('Filter policy can not have more than 5 keys');
  if (combinations > MAXIMUM_COMBINATIONS) throw wrong('Filter policy is too complex');
  if (points > MAXIMUM_POINTS) throw wrong('Wildcard patterns are too complex');
  if (scope === 'MessageAttributes') {
    return ({ attributes }) => rule((path) => attributeValues(attributes, path[0] ?? ''));
  }
  return ({ body }) => {
    const parsed = parseJson(body);
    return isJsonObject(parsed) && rule((path) => bodyValues(parsed, path));
  };
}

function wrong(reason: string) {
  return invalidParameter(`FilterPolicy: ${reason}`);
}

function compileObject(policy: JsonObject, path: readonly string[], scope: FilterScope): Compiled {
  const parts = Object.entries(policy).map(([key, value]) => compileMember(key, value, path, scope));
  return {
    rule: (values) => parts.every(({ rule }) => rule(values)),
    combinations: parts.reduce((product, { combinations }) => product * combinations, 1),
    keys: sum(parts, 'keys'),
    points: sum(parts, 'points'),
  };
}

function compileMember(key: string, value: JsonValue | undefined, path: readonly string[], scope: FilterScope) {
  if (key === '$or' && isAlternatives(value)) {
    const alternatives = value.map((part) => {
      if (Object.keys(part).length === 0) throw wrong('Empty objects are not allowed in $or');
      return compileObject(part, path, scope);
    });
    return {
      rule: (values) => alternatives.some(({ rule }) => rule(values)),
      combinations: sum(alternatives, 'combinations'),
      keys: sum(alternatives, 'keys'),
      points: sum(alternatives, 'points'),
    } satisfies Compiled;
  }
  if (Array.isArray(value)) return compileLeaf(value, [...path, key]);
  if (!isJsonObject(value)) throw wrong(`"${key}" must be an object or an array`);
  if (scope === 'MessageAttributes') {
    throw wrong('Filter policy scope MessageAttributes does not support nested filter policy');
  }
  if (Object.keys(value).length === 0) throw wrong('Empty objects are not allowed');
  return compileObject(value, [...path, key], scope);
}

function isAlternatives(value: JsonValue | undefined): value is readonly JsonObject[] & JsonValue {
  return (
    Array.isArray(value) &&
    value.length >= 2 &&
    value.every((part) => isJsonObject(part) && !Object.keys(part).some((name) => reserved.includes(name)))
  );
}

function compileLeaf(list: readonly JsonValue[], at: readonly string[]): Compiled {
  if (list.length === 0) throw wrong('Empty arrays are not allowed');
  const patterns: Wildcard[] = [];
  const conditions = list.map((condition) => compileCondition(condition, patterns));
  return {
    rule(values) {
      const found = values(at);
      return conditions.some((condition) => condition(found));
    },
    // A nested key counts once for each level.
    combinations: list.length * at.length,
    keys: 1,
    points: sum(patterns, 'points') * patterns.length,
  };
}

function sum<Name extends string>(parts: readonly Readonly<Record<Name, number>>[], name: Name): number {
  return parts.reduce((total, part) => total + part[name], 0);
}

function compileCondition(condition: JsonValue, patterns: Wildcard[]): Condition {
  if (isJsonObject(condition)) {
    const [operator, ...more] = Object.keys(condition);
    if (operator === undefined || more.length > 0) throw wrong('Only one key allowed in match expression');
    const operand = condition[operator];
    if (operator === 'exists') {
      if (typeof operand !== 'boolean') throw wrong('exists match pattern must be either true or false.');
      return (values) => values.length > 0 === operand;
    }
    const test = compileOperator(operator, operand, patterns);
    return (values) => values.some(test);
  }
  if (Array.isArray(condition)) throw wrong('Match value must be String, number, true, false, or null');
  const expected = condition;
  return (values) => values.some((value) => value === expected);
}

function compileOperator(operator: string, operand: JsonValue | undefined, patterns: Wildcard[]): Test {
  switch (operator) {
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case':
      return stringTest(operator, operand);
    case 'wildcard':
      return patternTest(operand, patterns);
    case 'anything-but':
      return anythingBut(operand, patterns);
    case 'numeric':
      return numeric(operand);
    case 'cidr':
      return cidr(operand);
    default:
      throw wrong(`Unrecognized match type ${operator}`);
  }
}

function stringTest(operator: 'prefix' | 'suffix' | 'equals-ignore-case', operand: JsonValue | undefined): Test {
  if (typeof operand !== 'string' || operand === '') throw wrong(`${operator} match pattern must be a string`);
  const lower = operand.toLowerCase();
  switch (operator) {
    case 'prefix':
      return (value) => typeof value === 'string' && value.startsWith(operand);
    case 'suffix':
      return (value) => typeof value === 'string' && value.endsWith(operand);
    case 'equals-ignore-case':
      return (value) => typeof value === 'string' && value.toLowerCase() === lower;
  }
}

function patternTest(operand: JsonValue | undefined, patterns: Wildcard[]): Test {
  const pattern = typeof operand === 'string' ? wildcard(operand) : null;
  if (pattern === null) throw wrong('wildcard match pattern must be a string with up to 3 separate *');
  patterns.push(pattern);
  return (value) => typeof value === 'string' && pattern.matches(value);
}

function anythingBut(operand: JsonValue | undefined, patterns: Wildcard[]): Test {
  if (isJsonObject(operand)) {
    const [operator, ...more] = Object.keys(operand);
    const isText = operator === 'prefix' || operator === 'suffix' || operator === 'equals-ignore-case';
    if (!isText && operator !== 'wildcard') {
      throw wrong('anything-but may only contain prefix, suffix, equals-ignore-case or wildcard');
    }
    if (more.length > 0) throw wrong('Only one key allowed in match expression');
    const inner = operand[operator];
    const tests = (Array.isArray(inner) ? inner : [inner]).map((each) =>
      isText ? stringTest(operator, each) : patternTest(each, patterns),
    );
    if (tests.length === 0) throw wrong('Empty arrays are not allowed');
    return (value) => !tests.some((test) => test(value));
  }
  const excluded = Array.isArray(operand) ? operand : [operand];
  if (excluded.length === 0 || !excluded.every((value) => typeof value === 'string' || typeof value === 'number')) {
    throw wrong('anything-but list must be strings or numbers');
  }
  return (value) => !excluded.some((each) => each === value);
}

function numeric(operand: JsonValue | undefined): Test {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    throw wrong('Value of numeric must be an array of an operator and a number, or of two such pairs');
  }
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < operand.length; index += 2) {
    const operator = operand[index];
    const bound = operand[index + 1];
    const compare = typeof operator === 'string' ? comparisons[operator] : undefined;
    if (compare === undefined) throw wrong(`Unrecognized numeric range operator: ${JSON.stringify(operator)}`);
    if (typeof bound !== 'number' || Math.abs(bound) > 1e9) {
      throw wrong('Value of numeric must be a number from -10^9 to 10^9');
    }
    tests.push((value) => compare(value, bound));
  }
  if (operand.length === 4) {
    const [lower, from, upper, to] = operand;
    const ordered = String(lower).startsWith('>') && String(upper).startsWith('<') && Number(from) < Number(to);
    if (!ordered) throw wrong('Bottom must be less than top');
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function cidr(operand: JsonValue | undefined): Test {
  const [address = '', bits = '', ...more] = typeof operand === 'string' ? operand.split('/') : [];
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  if (version === 0 || more.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most) {
    throw wrong("Malformed CIDR, one '/' required");
  }
  const family = (ip: number) => (ip === 4 ? 'ipv4' : 'ipv6');
  const range = new BlockList();
  range.addSubnet(address, Number(bits), family(version));
  return (value) => typeof value === 'string' && isIP(value) === version && range.check(value, family(version));
}

function attributeValues(attributes: MessageAttributes, name: string): readonly Leaf[] {
  const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (attribute?.StringValue === undefined) return [];
  const text = attribute.StringValue;
  if (attribute.DataType === 'Number') return [Number(text)];
  if (attribute.DataType !== 'String.Array') return [text];
  const list = parseJson(text);
  return Array.isArray(list) ? list.filter(isLeaf) : [];
}

/** Returns the values at a path of the body. Arrays on the way stand for each of their elements. */
function bodyValues(body: JsonValue, path: readonly string[]): readonly Leaf[] {
  let level: readonly unknown[] = [body];
  for (const name of path) {
    level = level.flatMap((value) => (Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value]));
    level = level.flatMap((value) => (isJsonObject(value) && Object.hasOwn(value, name) ? [value[name]] : []));
  }
  return level
    .flatMap((value) => (Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value]))
    .filter(isLeaf);
}

function isLeaf(value: unknown): value is Leaf {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
