import { type AttributeType, type AttributeValue, typeOf } from '../values/AttributeValue.ts';
import { type DocumentPath, pathClash } from './DocumentPath.ts';
import { ExpressionParser } from './ExpressionParser.ts';
import type { ExpressionScope } from './ExpressionScope.ts';

export type UpdateOperand =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'if_not_exists'; readonly path: DocumentPath; readonly otherwise: UpdateOperand }
  | { readonly kind: 'list_append'; readonly first: UpdateOperand; readonly second: UpdateOperand }
  | { readonly kind: '+' | '-'; readonly left: UpdateOperand; readonly right: UpdateOperand };

export type UpdateAction =
  | { readonly kind: 'SET'; readonly path: DocumentPath; readonly value: UpdateOperand }
  | { readonly kind: 'REMOVE'; readonly path: DocumentPath }
  | { readonly kind: 'ADD' | 'DELETE'; readonly path: DocumentPath; readonly value: AttributeValue };

const typeNames: Readonly<Record<AttributeType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
  L: 'LIST',
  M: 'MAP',
};

/**
 * Parses an UpdateExpression with AWS's grammar and its static checks:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function parseUpdate(expression: string, scope: ExpressionScope): readonly UpdateAction[] {
  const parser = new UpdateParser('UpdateExpression', expression, scope);
  const actions = parser.sections();
  const clash = pathClash(actions.map((action) => action.path));
  if (clash !== undefined) throw parser.invalid(clash);
  return actions;
}

class UpdateParser extends ExpressionParser {
  sections(): readonly UpdateAction[] {
    const actions: UpdateAction[] = [];
    const seen = new Set<string>();
    do {
      const section = this.peek().kind === 'word' ? this.peek().text.toUpperCase() : '';
      if (section !== 'SET' && section !== 'REMOVE' && section !== 'ADD' && section !== 'DELETE') {
        throw this.syntaxError();
      }
      this.next();
      if (seen.has(section)) {
        throw this.invalid(`The "${section}" section can only be used once in an update expression;`);
      }
      seen.add(section);
      do {
        actions.push(this.#action(section));
      } while (this.takeSymbol(','));
    } while (this.peek().kind !== 'end');
    return actions;
  }

  #action(section: UpdateAction['kind']): UpdateAction {
    const path = this.path();
    if (section === 'REMOVE') return { kind: section, path };
    if (section === 'SET') {
      this.expectSymbol('=');
      return { kind: section, path, value: this.#sum() };
    }
    const value = this.value();
    const isSet = 'SS' in value || 'NS' in value || 'BS' in value;
    if (!isSet && (section === 'DELETE' || !('N' in value))) {
      throw this.invalid(
        `Incorrect operand type for operator or function; operator: ${section}, operand type: ${typeNames[typeOf(value)]}`,
      );
    }
    return { kind: section, path, value };
  }

  #sum(): UpdateOperand {
    const left = this.#operand();
    const operator = this.isSymbol('+') ? '+' : this.isSymbol('-') ? '-' : undefined;
    if (operator === undefined) return left;
    this.next();
    const right = this.#operand();
    this.#assertType(operator, left, 'N');
    this.#assertType(operator, right, 'N');
    return { kind: operator, left, right };
  }

  #operand(): UpdateOperand {
    const token = this.peek();
    if (token.kind === 'value') return { kind: 'value', value: this.value() };
    if (this.takeSymbol('(')) {
      const operand = this.#sum();
      this.expectSymbol(')');
      return operand;
    }
    if (token.kind !== 'word' || !this.isSymbol('(', 1)) return { kind: 'path', path: this.path() };
    this.next();
    this.next();
    const operands: UpdateOperand[] = [];
    if (!this.isSymbol(')')) {
      do {
        operands.push(this.#operand());
      } while (this.takeSymbol(','));
    }
    this.expectSymbol(')');
    return this.#function(token.text, operands);
  }

  #function(name: string, operands: readonly UpdateOperand[]): UpdateOperand {
    if (name !== 'if_not_exists' && name !== 'list_append') {
      throw this.invalid(`Invalid function name; function: ${name}`);
    }
    const [first, second] = operands;
    if (first === undefined || second === undefined || operands.length !== 2) {
      throw this.invalid(
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
      );
    }
    if (name === 'if_not_exists') {
      if (first.kind !== 'path') {
        throw this.invalid(`Operator or function requires a document path; operator or function: ${name}`);
      }
      return { kind: name, path: first.path, otherwise: second };
    }
    this.#assertType(name, first, 'L');
    this.#assertType(name, second, 'L');
    return { kind: name, first, second };
  }

  #assertType(name: string, operand: UpdateOperand, type: AttributeType): void {
    if (operand.kind === 'value' && typeOf(operand.value) !== type) {
      throw this.invalid(
        `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${typeOf(operand.value)}`,
      );
    }
  }
}
