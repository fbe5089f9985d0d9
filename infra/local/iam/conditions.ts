import { BlockList, isIP } from 'node:net';
import { NotSupportedLocally } from '../platform/AwsError.ts';
import { isJsonObject, type JsonValue } from '../platform/Json.ts';
import { malformedPolicy } from './malformedPolicy.ts';
import { type ContextLookup, compilePattern, matchesArnPattern, matchesPattern } from './pattern.ts';
import { isGlobalKeyKnown } from './requestContext.ts';

/** Returns whether a request meets one operator and key of a `Condition` block. */
export type Condition = (lookup: ContextLookup) => boolean;

/** Returns whether one value of the request meets one value of the policy. */
type Test = (actual: string, lookup: ContextLookup) => boolean;

interface Operator {
  /** Compiles one policy value. Returns `undefined` for a value of another type than the operator's. */
  readonly compile: (expected: string) => Test | undefined;
  /** For StringNotEquals and its like, which hold if no policy value matches or the key is absent. */
  readonly negated?: true;
}

const stringEquals = (expected: string): Test => {
  const pattern = compilePattern(expected, false);
  return (actual, lookup) => pattern.resolve(lookup) === actual;
};

const stringEqualsIgnoreCase = (expected: string): Test => {
  const pattern = compilePattern(expected, false);
  return (actual, lookup) => pattern.resolve(lookup)?.toLowerCase() === actual.toLowerCase();
};

const stringLike = (expected: string): Test => {
  const pattern = compilePattern(expected);
  return (actual, lookup) => {
    const resolved = pattern.resolve(lookup);
    return resolved !== undefined && matchesPattern(resolved, actual);
  };
};

const arnLike = (expected: string): Test | undefined => {
  if (expected !== '*' && !expected.startsWith('arn:') && !expected.startsWith('$')) return undefined;
  const pattern = compilePattern(expected);
  return (actual, lookup) => {
    const resolved = pattern.resolve(lookup);
    return resolved !== undefined && matchesArnPattern(resolved, actual);
  };
};

const compared =
  (parse: (text: string) => number, holds: (actual: number, expected: number) => boolean) =>
  (text: string): Test | undefined => {
    const expected = parse(text);
    if (Number.isNaN(expected)) return undefined;
    return (actual) => holds(parse(actual), expected);
  };

const parseNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
/** Reads ISO 8601, or seconds since the epoch. */
const parseDate = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const comparisons = (parse: (text: string) => number, prefix: string): Record<string, Operator> => ({
  [`${prefix}Equals`]: { compile: compared(parse, (actual, expected) => actual === expected) },
  [`${prefix}NotEquals`]: { compile: compared(parse, (actual, expected) => actual === expected), negated: true },
  [`${prefix}LessThan`]: { compile: compared(parse, (actual, expected) => actual < expected) },
  [`${prefix}LessThanEquals`]: { compile: compared(parse, (actual, expected) => actual <= expected) },
  [`${prefix}GreaterThan`]: { compile: compared(parse, (actual, expected) => actual > expected) },
  [`${prefix}GreaterThanEquals`]: { compile: compared(parse, (actual, expected) => actual >= expected) },
});

const bool = (expected: string): Test | undefined => {
  const value = expected.toLowerCase();
  if (value !== 'true' && value !== 'false') return undefined;
  return (actual) => actual.toLowerCase() === value;
};

const ipAddress = (expected: string): Test | undefined => {
  const [address = '', length] = expected.split('/');
  const family = isIP(address);
  const prefix = length === undefined ? (family === 4 ? 32 : 128) : Number(length);
  if (family === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > (family === 4 ? 32 : 128)) return undefined;
  const range = new BlockList();
  range.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return (actual) => isIP(actual) !== 0 && range.check(actual, isIP(actual) === 4 ? 'ipv4' : 'ipv6');
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators: Readonly<Record<string, Operator>> = {
  StringEquals: { compile: stringEquals },
  StringNotEquals: { compile: stringEquals, negated: true },
  StringEqualsIgnoreCase: { compile: stringEqualsIgnoreCase },
  StringNotEqualsIgnoreCase: { compile: stringEqualsIgnoreCase, negated: true },
  StringLike: { compile: stringLike },
  StringNotLike: { compile: stringLike, negated: true },
  ArnEquals: { compile: arnLike },
  ArnLike: { compile: arnLike },
  ArnNotEquals: { compile: arnLike, negated: true },
  ArnNotLike: { compile: arnLike, negated: true },
  ...comparisons(parseNumber, 'Numeric'),
  ...comparisons(parseDate, 'Date'),
  Bool: { compile: bool },
  IpAddress: { compile: ipAddress },
  NotIpAddress: { compile: ipAddress, negated: true },
};

/**
 * Compiles a `Condition` block, all of whose conditions must hold.
 * A service's own key is absent unless the service states it.
 * @throws MalformedPolicyDocument for a block that AWS refuses
 * @throws NotSupportedLocally for an operator or a global key that is unknown here
 */
export function compileConditions(block: JsonValue | undefined): readonly Condition[] {
  if (block === undefined) return [];
  if (!isJsonObject(block)) throw malformedPolicy('Condition must be an object.');
  return Object.entries(block).flatMap(([operator, keys]) => {
    if (!isJsonObject(keys)) throw malformedPolicy(`Condition ${operator} must be an object of condition keys.`);
    return Object.entries(keys).map(([key, values]) => compileCondition(operator, key, conditionValues(key, values)));
  });
}

function compileCondition(name: string, key: string, values: readonly string[]): Condition {
  assertKey(key);
  const quantifier = /^(ForAllValues|ForAnyValue):/.exec(name)?.[1];
  const unquantified = quantifier === undefined ? name : name.slice(quantifier.length + 1);
  if (unquantified === 'Null' && quantifier === undefined) return nullCondition(key, values);

  const ifExists = unquantified.endsWith('IfExists');
  const base = ifExists ? unquantified.slice(0, -'IfExists'.length) : unquantified;
  const operator = Object.hasOwn(operators, base) ? operators[base] : undefined;
  if (operator === undefined) throw new NotSupportedLocally(`The policy condition operator ${name}`);

  const tests = values.map((value) => {
    const test = operator.compile(value);
    if (test === undefined) throw malformedPolicy(`"${value}" is not a value that ${name} can compare ${key} with.`);
    return test;
  });
  const meets = (actual: string, lookup: ContextLookup): boolean =>
    tests.some((test) => test(actual, lookup)) !== (operator.negated === true);

  return (lookup) => {
    const value = lookup(key);
    const actual = value === undefined ? [] : typeof value === 'string' ? [value] : value;
    if (quantifier === 'ForAllValues') return actual.every((one) => meets(one, lookup));
    if (quantifier === 'ForAnyValue') return actual.length === 0 ? ifExists : actual.some((one) => meets(one, lookup));
    if (actual.length === 0) return ifExists || operator.negated === true;
    return operator.negated === true
      ? actual.every((one) => meets(one, lookup))
      : actual.some((one) => meets(one, lookup));
  };
}

function nullCondition(key: string, values: readonly string[]): Condition {
  const wanted = values.map((value) => {
    const absent = value.toLowerCase();
    if (absent !== 'true' && absent !== 'false') throw malformedPolicy(`Null ${key} must be true or false.`);
    return absent === 'true';
  });
  return (lookup) => wanted.includes(lookup(key) === undefined);
}

function conditionValues(key: string, values: JsonValue | undefined): readonly string[] {
  const list = Array.isArray(values) ? (values as readonly JsonValue[]) : [values];
  return list.map((value) => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw malformedPolicy(`The condition key ${key} must be compared with a string, number or boolean.`);
  });
}

function assertKey(key: string): void {
  if (!/^[a-z0-9-]+(\.[a-z0-9.-]+)?:\S+$/i.test(key)) throw malformedPolicy(`"${key}" is not a condition key.`);
  if (key.toLowerCase().startsWith('aws:') && !isGlobalKeyKnown(key)) {
    throw new NotSupportedLocally(`The policy condition key ${key}`);
  }
}
