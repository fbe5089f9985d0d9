import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import { isJsonObject, type JsonValue } from '../platform/Json.ts';

type MessageTest = (message: string) => boolean;
type JsonTest = (root: JsonValue) => boolean;

/**
 * Compiles a filter pattern of CloudWatch Logs: terms, or a JSON pattern in braces.
 * Throws AwsError InvalidParameterException, or NotSupportedLocally for a space-delimited pattern.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function compileFilterPattern(pattern: string): MessageTest {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('[')) throw new NotSupportedLocally(`The space-delimited filter pattern ${text}`);
  if (!text.startsWith('{')) return compileTerms(text);
  const test = new JsonPatternParser(text).parse();
  return (message) => {
    try {
      const root: JsonValue = JSON.parse(message);
      return isJsonObject(root) && test(root);
    } catch {
      return false;
    }
  };
}

/** Matches all plain terms, none with `-`, and any of those with `?` if there are some. */
function compileTerms(text: string): MessageTest {
  const all: MessageTest[] = [];
  const any: MessageTest[] = [];
  for (const [, sign, quoted, expression, plain] of text.matchAll(
    /([?-]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]+)%|([^\s"]+))/g,
  )) {
    const term = quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '';
    const regular = expression === undefined ? undefined : new RegExp(expression);
    const has: MessageTest = (message) => (regular === undefined ? message.includes(term) : regular.test(message));
    if (sign === '?') any.push(has);
    else all.push(sign === '-' ? (message) => !has(message) : has);
  }
  return (message) => all.every((test) => test(message)) && (any.length === 0 || any.some((test) => test(message)));
}

const tokenPattern =
  /\s*(?:(&&|\|\||!=|<=|>=|[={}()<>])|(\$(?:\.[\w@#:-]+|\["[^"]*"\]|\[\d+\]|\.\[\d+\])*)|"((?:[^"\\]|\\.)*)"|%([^%]+)%|([^\s&|!=<>(){}"]+))/y;

interface Token {
  readonly kind: 'symbol' | 'selector' | 'string' | 'regex' | 'word' | 'end';
  readonly text: string;
}

/** Parses `{ $.a = "x" && ($.b > 3 || $.c NOT EXISTS) }`, where `&&` binds before `||`. */
class JsonPatternParser {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string) {
    this.#source = source;
    this.#tokens = this.#tokenize();
  }

  parse(): JsonTest {
    this.#expect('{');
    const test = this.#or();
    this.#expect('}');
    if (this.#next().kind !== 'end') this.#fail();
    return test;
  }

  #tokenize(): Token[] {
    const tokens: Token[] = [];
    const end = this.#source.trimEnd().length;
    tokenPattern.lastIndex = 0;
    while (tokenPattern.lastIndex < end) {
      const match = tokenPattern.exec(this.#source);
      if (match === null) return this.#fail();
      const [, symbol, selector, quoted, regex, word] = match;
      if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol });
      else if (selector !== undefined) tokens.push({ kind: 'selector', text: selector });
      else if (quoted !== undefined) tokens.push({ kind: 'string', text: quoted.replace(/\\(.)/g, '$1') });
      else if (regex !== undefined) tokens.push({ kind: 'regex', text: regex });
      else tokens.push({ kind: 'word', text: word ?? '' });
    }
    return tokens;
  }

  #or(): JsonTest {
    const tests = [this.#and()];
    while (this.#accept('||')) tests.push(this.#and());
    return (root) => tests.some((test) => test(root));
  }

  #and(): JsonTest {
    const tests = [this.#term()];
    while (this.#accept('&&')) tests.push(this.#term());
    return (root) => tests.every((test) => test(root));
  }

  #term(): JsonTest {
    if (this.#accept('(')) {
      const test = this.#or();
      this.#expect(')');
      return test;
    }
    const selector = this.#next();
    if (selector.kind !== 'selector') return this.#fail();
    const select = compileSelector(selector.text);
    const operator = this.#next();
    if (operator.kind === 'word') return this.#wordOperator(operator.text.toUpperCase(), select);
    return this.#comparison(operator.text, this.#next(), select);
  }

  #wordOperator(operator: string, select: (root: JsonValue) => JsonValue | undefined): JsonTest {
    const operand = this.#next().text.toUpperCase();
    if (operator === 'NOT' && operand === 'EXISTS') return (root) => select(root) === undefined;
    if (operator === 'EXISTS') return this.#fail();
    const constants: Readonly<Record<string, JsonValue>> = { NULL: null, TRUE: true, FALSE: false };
    const constant = constants[operand];
    if (operator !== 'IS' || constant === undefined) return this.#fail();
    return (root) => select(root) === constant;
  }

  #comparison(operator: string, operand: Token, select: (root: JsonValue) => JsonValue | undefined): JsonTest {
    if (operand.kind === 'symbol' || operand.kind === 'selector' || operand.kind === 'end') return this.#fail();
    const number = operand.kind === 'word' && operand.text !== '' ? Number(operand.text) : Number.NaN;
    const equals = operand.kind === 'regex' ? new RegExp(operand.text) : wildcard(operand.text);
    const isEqual = (value: JsonValue | undefined) =>
      (typeof value === 'number' && value === number) ||
      ((typeof value === 'string' || typeof value === 'number') && equals.test(String(value)));
    const ordered = (compare: (value: number) => boolean): JsonTest => {
      if (Number.isNaN(number)) return this.#fail();
      return (root) => {
        const value = select(root);
        return typeof value === 'number' && compare(value);
      };
    };
    switch (operator) {
      case '=':
        return (root) => isEqual(select(root));
      case '!=':
        return (root) => {
          const value = select(root);
          return value !== undefined && !isEqual(value);
        };
      case '<':
        return ordered((value) => value < number);
      case '<=':
        return ordered((value) => value <= number);
      case '>':
        return ordered((value) => value > number);
      case '>=':
        return ordered((value) => value >= number);
      default:
        return this.#fail();
    }
  }

  #next(): Token {
    const token = this.#tokens[this.#at] ?? { kind: 'end', text: '' };
    this.#at += 1;
    return token;
  }

  #accept(symbol: string): boolean {
    const token = this.#tokens[this.#at];
    const found = token?.kind === 'symbol' && token.text === symbol;
    this.#at += found ? 1 : 0;
    return found;
  }

  #expect(symbol: string): void {
    if (!this.#accept(symbol)) this.#fail();
  }

  #fail(): never {
    throw new AwsError('InvalidParameterException', `Invalid filter pattern: ${this.#source}`);
  }
}

/** Returns what finds the member that a selector such as `$.a.b[0]` names. */
export function compileSelector(text: string): (root: JsonValue) => JsonValue | undefined {
  const steps = [...text.matchAll(/\.([\w@#:-]+)|\["([^"]*)"\]|\[(\d+)\]/g)].map(
    ([, name, key, index]) => name ?? key ?? Number(index),
  );
  return (root) => steps.reduce<JsonValue | undefined>(step, root);
}

function step(value: JsonValue | undefined, name: string | number): JsonValue | undefined {
  if (typeof name === 'number') return Array.isArray(value) ? value[name] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function wildcard(text: string): RegExp {
  const source = text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^]*');
  return new RegExp(`^${source}$`);
}
