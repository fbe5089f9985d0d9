import { AwsError } from '../../platform/AwsError.ts';
import { type AttributeValue, attributeTypes, typeOf } from '../values/AttributeValue.ts';
import { compareScalars } from '../values/keyEncoding.ts';
import type { Comparator, Condition, Operand } from './Condition.ts';
import { equalPaths, formatPath } from './DocumentPath.ts';
import { ExpressionParser } from './ExpressionParser.ts';
import type { ExpressionScope } from './ExpressionScope.ts';
import type { ExpressionKind } from './tokenize.ts';

const comparators: readonly string[] = ['=', '<>', '<', '<=', '>', '>='] satisfies Comparator[];
const isComparator = (text: string): text is Comparator => comparators.includes(text);
const argumentCounts: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};
const MAXIMUM_CANDIDATES = 100;
const MAXIMUM_DEPTH = 300;

/**
 * Parses a condition, filter or key condition with AWS's grammar and its static checks:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function parseCondition(kind: ExpressionKind, expression: string, scope: ExpressionScope): Condition {
  const parser = new ConditionParser(kind, expression, scope);
  const condition = parser.or();
  parser.expectEnd();
  return condition;
}

class ConditionParser extends ExpressionParser {
  #depth = 0;
  #lastParenthesised: Condition | undefined;

  or(): Condition {
    let left = this.#and();
    while (this.takeKeyword('OR')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.takeKeyword('AND')) left = { kind: 'and', left, right: this.#not() };
    return left;
  }

  #not(): Condition {
    this.#depth += 1;
    if (this.#depth > MAXIMUM_DEPTH) {
      throw this.invalid('The expression contains too many nested operators; maximum operator count: 300');
    }
    try {
      return this.takeKeyword('NOT') ? { kind: 'not', condition: this.#not() } : this.#primary();
    } finally {
      this.#depth -= 1;
    }
  }

  #primary(): Condition {
    if (!this.isSymbol('(')) return this.#test();
    const start = this.position;
    let failure: unknown;
    try {
      const condition = this.#parenthesised();
      if (!this.#continuesOperand()) return condition;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failure = error;
    }
    // The parentheses hold an operand, as in `(a) = :b`.
    this.rewind(start);
    try {
      return this.#test();
    } catch (error) {
      throw failure ?? error;
    }
  }

  #parenthesised(): Condition {
    this.expectSymbol('(');
    const condition = this.or();
    this.expectSymbol(')');
    if (condition === this.#lastParenthesised) throw this.invalid('The expression has redundant parentheses;');
    this.#lastParenthesised = condition;
    return condition;
  }

  #continuesOperand(): boolean {
    const token = this.peek();
    return (token.kind === 'symbol' && isComparator(token.text)) || this.isKeyword('BETWEEN') || this.isKeyword('IN');
  }

  #test(): Condition {
    const token = this.peek();
    if (token.kind === 'word' && this.isSymbol('(', 1) && token.text !== 'size') return this.#function();
    const operand = this.#operand();
    const operator = this.peek();
    if (operator.kind === 'symbol' && isComparator(operator.text)) {
      this.next();
      const right = this.#operand();
      this.#assertDistinct(operator.text, operand, [right]);
      if (operator.text !== '=' && operator.text !== '<>') {
        for (const side of [operand, right]) this.#assertOrdered(operator.text, side);
      }
      return { kind: 'comparison', operator: operator.text, left: operand, right };
    }
    if (this.takeKeyword('BETWEEN')) {
      const lower = this.#operand();
      if (!this.takeKeyword('AND')) throw this.syntaxError();
      const upper = this.#operand();
      for (const side of [operand, lower, upper]) this.#assertOrdered('BETWEEN', side);
      this.#assertBounds(lower, upper);
      return { kind: 'between', operand, lower, upper };
    }
    if (this.takeKeyword('IN')) {
      this.expectSymbol('(');
      if (this.isSymbol(')')) throw this.syntaxError();
      const candidates = this.#list();
      if (candidates.length > MAXIMUM_CANDIDATES) {
        throw this.invalid(
          `The IN operator is provided with too many operands; number of operands: ${candidates.length}`,
        );
      }
      this.#assertDistinct('IN', operand, candidates);
      return { kind: 'in', operand, candidates };
    }
    if (operand.kind === 'size') throw this.#misused('size');
    throw this.syntaxError();
  }

  #function(): Condition {
    const name = this.next().text;
    this.expectSymbol('(');
    const count = argumentCounts[name];
    if (count === undefined) {
      if (name === 'if_not_exists' || name === 'list_append') {
        throw this.invalid(`The function is not allowed in a condition expression; function: ${name}`);
      }
      throw this.invalid(`Invalid function name; function: ${name}`);
    }
    const operands = this.#list();
    const [first, second] = operands;
    if (first === undefined || operands.length !== count) throw this.#wrongCount(name, operands.length);
    if (this.#continuesOperand()) throw this.#misused(name);
    if (name === 'attribute_exists' || name === 'attribute_not_exists') {
      if (first.kind !== 'path') {
        throw this.invalid(`Operator or function requires a document path; operator or function: ${name}`);
      }
      return { kind: 'exists', path: first.path, expected: name === 'attribute_exists' };
    }
    if (second === undefined) throw this.#wrongCount(name, operands.length);
    this.#assertDistinct(name, first, [second]);
    if (name === 'attribute_type') return this.#typeTest(name, first, second);
    if (name === 'begins_with') {
      for (const operand of operands) {
        if (operand.kind === 'size') throw this.#wrongType(name, { N: '0' });
        if (operand.kind === 'value' && !('S' in operand.value || 'B' in operand.value)) {
          throw this.#wrongType(name, operand.value);
        }
      }
      return { kind: 'begins_with', operand: first, part: second };
    }
    return { kind: 'contains', operand: first, part: second };
  }

  #typeTest(name: string, operand: Operand, type: Operand): Condition {
    if (type.kind !== 'value') {
      throw this.invalid(
        `Incorrect operand type for operator or function; operator or function: ${name}, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}`,
      );
    }
    if (!('S' in type.value)) throw this.#wrongType(name, type.value);
    const typeName = type.value.S;
    const known = attributeTypes.find((candidate) => candidate === typeName);
    if (known === undefined) {
      throw this.invalid(
        `Invalid attribute type name found; type: ${typeName}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
      );
    }
    return { kind: 'type', operand, type: known };
  }

  /** Reads operands up to the closing parenthesis. */
  #list(): Operand[] {
    const operands: Operand[] = [];
    if (this.takeSymbol(')')) return operands;
    do {
      operands.push(this.#operand());
    } while (this.takeSymbol(','));
    this.expectSymbol(')');
    return operands;
  }

  #operand(): Operand {
    const token = this.peek();
    if (token.kind === 'value') return { kind: 'value', value: this.value() };
    if (this.takeSymbol('(')) {
      const operand = this.#operand();
      this.expectSymbol(')');
      return operand;
    }
    if (token.kind !== 'word' || !this.isSymbol('(', 1)) return { kind: 'path', path: this.path() };
    this.next();
    this.next();
    if (argumentCounts[token.text] === undefined) throw this.invalid(`Invalid function name; function: ${token.text}`);
    if (token.text !== 'size') throw this.#misused(token.text);
    const operands = this.#list();
    const [of] = operands;
    if (of === undefined || operands.length !== 1) throw this.#wrongCount('size', operands.length);
    if (of.kind === 'size') throw this.#misused('size');
    if (of.kind === 'value' && ('N' in of.value || 'BOOL' in of.value || 'NULL' in of.value)) {
      throw this.#wrongType('size', of.value);
    }
    return { kind: 'size', of };
  }

  #assertDistinct(operator: string, first: Operand, others: readonly Operand[]): void {
    if (first.kind !== 'path') return;
    if (others.some((other) => other.kind === 'path' && equalPaths(first.path, other.path))) {
      throw this.invalid(
        `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${formatPath(first.path)}`,
      );
    }
  }

  #assertOrdered(operator: string, operand: Operand): void {
    if (operand.kind === 'value' && !('S' in operand.value || 'N' in operand.value || 'B' in operand.value)) {
      throw this.#wrongType(operator, operand.value);
    }
  }

  #assertBounds(lower: Operand, upper: Operand): void {
    if (lower.kind !== 'value' || upper.kind !== 'value') return;
    const bounds = `lower bound operand: ${formatValue(lower.value)}, upper bound operand: ${formatValue(upper.value)}`;
    const order = compareScalars(lower.value, upper.value);
    if (order === undefined) {
      throw this.invalid(`The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
    }
    if (order > 0) {
      throw this.invalid(
        `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`,
      );
    }
  }

  #misused(name: string): AwsError {
    return this.invalid(`The function is not allowed to be used this way in an expression; function: ${name}`);
  }

  #wrongCount(name: string, count: number): AwsError {
    return this.invalid(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${count}`,
    );
  }

  #wrongType(name: string, value: AttributeValue): AwsError {
    return this.invalid(
      `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${typeOf(value)}`,
    );
  }
}

function formatValue(value: AttributeValue): string {
  const scalar = 'S' in value ? value.S : 'N' in value ? value.N : 'B' in value ? value.B : '';
  return `AttributeValue: {${typeOf(value)}:${scalar}}`;
}
