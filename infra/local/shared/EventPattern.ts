import { BlockList, isIP } from 'node:net';
import { AwsError } from '../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import { comparisons } from './comparisons.ts';

type Test = (value: JsonValue) => boolean;
type EventTest = (event: JsonValue | undefined) => boolean;

const isPresent: Test = (value) => !isJsonObject(value);

/**
 * An event pattern of EventBridge, Lambda's event filters and Pipes.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export class EventPattern {
  readonly #test: EventTest;

  /** Throws AwsError `InvalidEventPatternException`, naming what is wrong. */
  constructor(pattern: JsonValue | undefined) {
    if (!isJsonObject(pattern)) throw invalid('Filter is not an object');
    this.#test = compileObject(pattern, '');
  }

  /** Parses a pattern's text. */
  static parse(text: string): EventPattern {
    try {
      return new EventPattern(JSON.parse(text));
    } catch (error) {
      throw error instanceof SyntaxError ? invalid('Filter is not valid JSON') : error;
    }
  }

  matches(event: JsonValue): boolean {
    return this.#test(event);
  }
}

function compileObject(pattern: JsonObject, path: string): EventTest {
  const names = Object.keys(pattern);
  if (names.length === 0 && path !== '') throw invalid(`Empty objects are not allowed at ${path}`);
  const tests = names.map((name): EventTest => {
    const expected = pattern[name];
    const at = path === '' ? name : `${path}.${name}`;
    if (name === '$or') return compileAlternatives(expected, at, path);
    if (isJsonObject(expected)) {
      const nested = compileObject(expected, at);
      // Fields match by their whole path: below an absent object every field is absent.
      return (event) => {
        const values = elements(member(event, name));
        return values.length === 0 ? nested(undefined) : values.some(nested);
      };
    }
    if (!Array.isArray(expected) || expected.length === 0) {
      throw invalid(`"${at}" must be an object or a non-empty array`);
    }
    const matchers = expected.map((matcher: JsonValue) => compileMatcher(matcher, at));
    return (event) => {
      const values = elements(member(event, name));
      return matchers.some((matcher) => matcher(values));
    };
  });
  return (event) => tests.every((test) => test(event));
}

function compileAlternatives(expected: JsonValue | undefined, at: string, path: string): EventTest {
  if (!Array.isArray(expected) || expected.length < 2) {
    throw invalid(`"${at}" must be an array of at least two patterns`);
  }
  const alternatives = expected.map((alternative: JsonValue) => {
    if (!isJsonObject(alternative)) throw invalid(`"${at}" must be an array of patterns`);
    return compileObject(alternative, path === '' ? '$or' : path);
  });
  return (event) => alternatives.some((test) => test(event));
}

/**
 * Returns the values that a pattern tests. A list matches by any of its elements, and an absent value is an empty list.
 */
function elements(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.flatMap((element: JsonValue) => elements(element)) : [value];
}

function member(event: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(event) && Object.hasOwn(event, name) ? event[name] : undefined;
}

function compileMatcher(matcher: JsonValue, at: string): (values: readonly JsonValue[]) => boolean {
  if (!isJsonObject(matcher)) {
    if (Array.isArray(matcher)) throw invalid(`"${at}" must not nest arrays`);
    return (values) => values.includes(matcher);
  }
  const [operator, ...others] = Object.keys(matcher);
  if (operator === undefined || others.length > 0) throw invalid(`"${at}" must have one operator per match object`);
  const operand = matcher[operator];
  if (operator === 'exists') {
    if (typeof operand !== 'boolean') throw invalid(`exists at "${at}" must be true or false`);
    return (values) => values.some(isPresent) === operand;
  }
  const test = compileOperator(operator, operand, at);
  return (values) => values.some(test);
}

function compileOperator(operator: string, operand: JsonValue | undefined, at: string): Test {
  switch (operator) {
    case 'prefix':
      return compileAffix(operand, at, (value, affix) => value.startsWith(affix));
    case 'suffix':
      return compileAffix(operand, at, (value, affix) => value.endsWith(affix));
    case 'equals-ignore-case': {
      const expected = text(operand, operator, at).toLowerCase();
      return (value) => typeof value === 'string' && value.toLowerCase() === expected;
    }
    case 'wildcard': {
      const expression = wildcard(text(operand, operator, at), at);
      return (value) => typeof value === 'string' && expression.test(value);
    }
    case 'anything-but':
      return compileAnythingBut(operand, at);
    case 'numeric':
      return compileNumeric(operand, at);
    case 'cidr':
      return compileCidr(text(operand, operator, at), at);
    default:
      throw invalid(`Unrecognized match type ${operator} at "${at}"`);
  }
}

function compileAffix(
  operand: JsonValue | undefined,
  at: string,
  has: (value: string, affix: string) => boolean,
): Test {
  if (isJsonObject(operand)) {
    const affix = text(operand['equals-ignore-case'], 'equals-ignore-case', at).toLowerCase();
    return (value) => typeof value === 'string' && has(value.toLowerCase(), affix);
  }
  const affix = text(operand, 'prefix or suffix', at);
  return (value) => typeof value === 'string' && has(value, affix);
}

function compileAnythingBut(operand: JsonValue | undefined, at: string): Test {
  if (isJsonObject(operand)) {
    const [operator = '', ...others] = Object.keys(operand);
    const values = operand[operator];
    if (others.length > 0 || !['prefix', 'suffix', 'wildcard', 'equals-ignore-case'].includes(operator)) {
      throw invalid(`Unsupported anything-but pattern at "${at}"`);
    }
    const tests = (Array.isArray(values) ? values : [values]).map((value) => compileOperator(operator, value, at));
    return (value) => isPresent(value) && !tests.some((test) => test(value));
  }
  const refused = Array.isArray(operand) ? operand : [operand];
  if (refused.length === 0 || refused.some((value) => typeof value !== 'string' && typeof value !== 'number')) {
    throw invalid(`Inside anything-but list at "${at}", values must be strings or numbers`);
  }
  return (value) => isPresent(value) && !refused.includes(value);
}

function compileNumeric(operand: JsonValue | undefined, at: string): Test {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 !== 0 || operand.length > 4) {
    throw invalid(`numeric at "${at}" must be a list of one or two comparisons`);
  }
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < operand.length; index += 2) {
    const compare = comparisons[String(operand[index])];
    const bound: unknown = operand[index + 1];
    if (compare === undefined || typeof bound !== 'number') {
      throw invalid(`Unrecognized numeric range operator or bound at "${at}"`);
    }
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function compileCidr(block: string, at: string): Test {
  const [address = '', bits = ''] = block.split('/');
  const family = isIP(address);
  const prefix = Number(bits);
  if (family === 0 || !/^\d+$/.test(bits) || prefix > (family === 4 ? 32 : 128)) {
    throw invalid(`Malformed CIDR at "${at}"`);
  }
  const list = new BlockList();
  list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return (value) => {
    const kind = typeof value === 'string' ? isIP(value) : 0;
    return typeof value === 'string' && kind !== 0 && list.check(value, kind === 4 ? 'ipv4' : 'ipv6');
  };
}

/** Compiles a wildcard: `*` is any text, `\*` an asterisk and `\\` a backslash. */
function wildcard(pattern: string, at: string): RegExp {
  if (pattern.includes('**')) throw invalid(`Consecutive wildcard characters at "${at}"`);
  const source = pattern.replace(/\\([*\\])|\*|[.+?^${}()|[\]\\]/g, (match, escaped: string | undefined) =>
    escaped !== undefined ? `\\${escaped}` : match === '*' ? '[^]*' : `\\${match}`,
  );
  return new RegExp(`^${source}$`);
}

function text(operand: JsonValue | undefined, operator: string, at: string): string {
  if (typeof operand !== 'string') throw invalid(`${operator} at "${at}" must be a string`);
  return operand;
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}
