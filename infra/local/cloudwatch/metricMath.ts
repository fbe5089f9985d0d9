import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import { combine, fold, isLine, isLines, type Line, mapPoints, type Value } from './lines.ts';

/** The metrics and expressions that an expression may name. */
export interface MathScope {
  line(id: string): Line;
  /** Returns the metrics whose id contains the text. */
  metrics(text: string): readonly Line[];
  /** Seconds. */
  period(id: string): number;
}

type Evaluate = (scope: MathScope) => Value;

export interface CompiledExpression {
  readonly text: string;
  /** The metrics and expressions that it names. `METRICS()` names all metrics, and none here. */
  readonly ids: ReadonlySet<string>;
  readonly evaluate: Evaluate;
}

const tokenPattern =
  /\s*(?:(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+)|([A-Za-z]\w*)|"([^"]*)"|(&&|\|\||[=!<>]=|[-+*/^<>()[\],]))/y;

interface Token {
  readonly kind: 'number' | 'name' | 'text' | 'symbol' | 'end';
  readonly text: string;
}

const truth = (value: boolean): number => (value ? 1 : 0);

const operations: Readonly<Record<string, (left: number, right: number) => number>> = {
  '||': (left, right) => truth(left !== 0 || right !== 0),
  '&&': (left, right) => truth(left !== 0 && right !== 0),
  '==': (left, right) => truth(left === right),
  '!=': (left, right) => truth(left !== right),
  '<': (left, right) => truth(left < right),
  '<=': (left, right) => truth(left <= right),
  '>': (left, right) => truth(left > right),
  '>=': (left, right) => truth(left >= right),
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
};

/** From the weakest to the strongest. */
const precedence: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];
const words: Readonly<Record<string, string>> = { AND: '&&', OR: '||' };

const functions: Readonly<Record<string, (value: Value) => Value>> = {
  ABS: (value) => mapPoints(value, Math.abs),
  CEIL: (value) => mapPoints(value, Math.ceil),
  FLOOR: (value) => mapPoints(value, Math.floor),
  // A missing point counts as 0 in the average of several time series.
  AVG: (value) => fold(value, (points, of) => sum(points) / (isLines(value) ? of : points.length)),
  MAX: (value) => fold(value, (points) => Math.max(...points)),
  MIN: (value) => fold(value, (points) => Math.min(...points)),
  SUM: (value) => fold(value, sum),
};

/**
 * Compiles a metric math expression: arithmetic, comparisons, and those functions that a sum or a rate needs.
 * Throws AwsError ValidationError for one that is malformed, NotSupportedLocally for other functions.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function compileExpression(text: string): CompiledExpression {
  const parser = new Parser(text);
  return { text, evaluate: parser.parse(), ids: parser.ids };
}

class Parser {
  readonly ids = new Set<string>();
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string) {
    this.#source = source;
    this.#tokens = this.#tokenize();
  }

  parse(): Evaluate {
    const evaluate = this.#binary(0);
    if (this.#peek().kind !== 'end') this.#fail();
    return evaluate;
  }

  #tokenize(): readonly Token[] {
    const tokens: Token[] = [];
    const end = this.#source.trimEnd().length;
    tokenPattern.lastIndex = 0;
    while (tokenPattern.lastIndex < end) {
      const match = tokenPattern.exec(this.#source);
      if (match === null) return this.#fail();
      const [, number, name, quoted, symbol] = match;
      if (number !== undefined) tokens.push({ kind: 'number', text: number });
      else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted });
      else if (name === undefined) tokens.push({ kind: 'symbol', text: symbol ?? '' });
      else if (Object.hasOwn(words, name)) tokens.push({ kind: 'symbol', text: words[name] ?? '' });
      else tokens.push({ kind: 'name', text: name });
    }
    return tokens;
  }

  #binary(level: number): Evaluate {
    const symbols = precedence[level];
    if (symbols === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (let symbol = this.#acceptOf(symbols); symbol !== undefined; symbol = this.#acceptOf(symbols)) {
      const [before, right, operation] = [left, this.#binary(level + 1), operations[symbol]];
      if (operation === undefined) return this.#fail();
      left = (scope) => combine(before(scope), right(scope), operation);
    }
    return left;
  }

  #unary(): Evaluate {
    if (!this.#accept('-')) return this.#primary();
    const operand = this.#unary();
    return (scope) => mapPoints(operand(scope), (point) => -point);
  }

  #primary(): Evaluate {
    const { kind, text } = this.#next();
    if (kind === 'number') {
      const number = Number(text);
      return () => number;
    }
    if (kind === 'name') return /^[a-z]/.test(text) ? this.#reference(text) : this.#call(text);
    if (text === '(') {
      const inner = this.#binary(0);
      this.#expect(')');
      return inner;
    }
    return text === '[' ? this.#list() : this.#fail();
  }

  #reference(id: string): Evaluate {
    this.ids.add(id);
    return (scope) => scope.line(id);
  }

  #list(): Evaluate {
    const items = this.#arguments(']');
    return (scope) =>
      items.flatMap((item): readonly Line[] => {
        const value = item(scope);
        if (typeof value === 'number') return this.#fail();
        return isLines(value) ? value : [value];
      });
  }

  #call(name: string): Evaluate {
    this.#expect('(');
    if (name === 'METRICS') return this.#metrics();
    if (name === 'PERIOD') {
      const { text } = this.#next();
      this.ids.add(text);
      this.#expect(')');
      return (scope) => scope.period(text);
    }
    if (name === 'FILL') return this.#fill();
    const apply = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (apply === undefined && name !== 'IF') throw new NotSupportedLocally(`The metric math function ${name}`);
    const [first, second, third, ...rest] = this.#arguments(')');
    if (first === undefined || rest.length > 0) return this.#fail();
    if (apply !== undefined) return second === undefined ? (scope) => apply(first(scope)) : this.#fail();
    if (second === undefined) return this.#fail();
    return (scope) => choose(first(scope), second(scope), third?.(scope));
  }

  #metrics(): Evaluate {
    const text = this.#peek().kind === 'text' ? this.#next().text : '';
    this.#expect(')');
    return (scope) => scope.metrics(text);
  }

  #fill(): Evaluate {
    const filled = this.#binary(0);
    this.#expect(',');
    if (this.#peek().text === 'LINEAR') throw new NotSupportedLocally('FILL with LINEAR');
    if (this.#peek().text === 'REPEAT') {
      this.#next();
      this.#expect(')');
      return (scope) => fillWith(filled(scope), 'REPEAT');
    }
    const filler = this.#binary(0);
    this.#expect(')');
    return (scope) => fillWith(filled(scope), filler(scope));
  }

  #arguments(end: string): readonly Evaluate[] {
    const list = [this.#binary(0)];
    while (this.#accept(',')) list.push(this.#binary(0));
    this.#expect(end);
    return list;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #acceptOf(symbols: readonly string[]): string | undefined {
    return symbols.find((symbol) => this.#accept(symbol));
  }

  #accept(symbol: string): boolean {
    const { kind, text } = this.#peek();
    const found = kind === 'symbol' && text === symbol;
    this.#at += found ? 1 : 0;
    return found;
  }

  #expect(symbol: string): void {
    if (!this.#accept(symbol)) this.#fail();
  }

  #fail(): never {
    throw new AwsError('ValidationError', `Invalid metric math expression: ${this.#source}`);
  }
}

function sum(points: readonly number[]): number {
  return points.reduce((total, point) => total + point, 0);
}

function choose(condition: Value, one: Value, other: Value | undefined): Value {
  if (typeof condition === 'number') return condition !== 0 ? one : (other ?? Number.NaN);
  const at = (value: Value | undefined, index: number): number | undefined => {
    if (typeof value === 'number' || value === undefined) return value;
    return isLine(value) ? value[index] : undefined;
  };
  if (!isLine(condition)) throw new TypeError('IF takes one time series.');
  return condition.map((point, index) => (point === undefined ? undefined : at(point !== 0 ? one : other, index)));
}

function fillWith(value: Value, filler: Value | 'REPEAT'): Value {
  if (typeof value === 'number') return value;
  if (isLines(value)) return value.map((line) => fillLine(line, filler));
  return fillLine(value, filler);
}

function fillLine(line: Line, filler: Value | 'REPEAT'): Line {
  let last: number | undefined;
  return line.map((point, at) => {
    if (filler === 'REPEAT') last = point ?? last;
    else last = typeof filler === 'number' ? filler : isLine(filler) ? filler[at] : undefined;
    return point ?? last;
  });
}
