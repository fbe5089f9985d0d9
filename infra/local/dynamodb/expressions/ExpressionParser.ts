import type { AwsError } from '../../platform/AwsError.ts';
import { validationError } from '../errors.ts';
import type { AttributeValue } from '../values/AttributeValue.ts';
import type { DocumentPath } from './DocumentPath.ts';
import type { ExpressionScope } from './ExpressionScope.ts';
import { reservedWords } from './reservedWords.ts';
import { type ExpressionKind, type Token, tokenize } from './tokenize.ts';

const end: Token = { kind: 'end', text: '<EOF>' };

/** The base of all expression parsers: a position among tokens, paths, values and AWS's wording of errors. */
export class ExpressionParser {
  readonly kind: ExpressionKind;
  readonly #scope: ExpressionScope;
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(kind: ExpressionKind, expression: string, scope: ExpressionScope) {
    this.kind = kind;
    this.#scope = scope;
    this.#tokens = tokenize(kind, expression);
  }

  get position(): number {
    return this.#position;
  }

  rewind(position: number): void {
    this.#position = position;
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#position + ahead] ?? end;
  }

  next(): Token {
    const token = this.peek();
    this.#position += 1;
    return token;
  }

  isSymbol(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === text;
  }

  isKeyword(keyword: string): boolean {
    const token = this.peek();
    return token.kind === 'word' && token.text.toUpperCase() === keyword;
  }

  takeSymbol(text: string): boolean {
    const found = this.isSymbol(text);
    if (found) this.#position += 1;
    return found;
  }

  takeKeyword(keyword: string): boolean {
    const found = this.isKeyword(keyword);
    if (found) this.#position += 1;
    return found;
  }

  expectSymbol(text: string): void {
    if (!this.takeSymbol(text)) throw this.syntaxError();
  }

  expectEnd(): void {
    if (this.peek().kind !== 'end') throw this.syntaxError();
  }

  invalid(message: string): AwsError {
    return validationError(`Invalid ${this.kind}: ${message}`);
  }

  syntaxError(): AwsError {
    const around = [this.#tokens[this.#position - 1], this.peek(), this.#tokens[this.#position + 1]];
    const near = around.flatMap((token) => (token === undefined || token.kind === 'end' ? [] : [token.text])).join(' ');
    return this.invalid(`Syntax error; token: "${this.peek().text}", near: "${near}"`);
  }

  path(): DocumentPath {
    const path: [string, ...(string | number)[]] = [this.#pathName()];
    for (;;) {
      if (this.takeSymbol('.')) {
        path.push(this.#pathName());
      } else if (this.isSymbol('[')) {
        this.next();
        if (this.peek().kind !== 'number') throw this.syntaxError();
        const index = Number(this.next().text);
        if (!Number.isSafeInteger(index)) {
          throw this.invalid(`List index is not within the allowable range; index: [${index}]`);
        }
        path.push(index);
        this.expectSymbol(']');
      } else {
        if (path.length > 32) {
          throw this.invalid(`The document path has too many nesting elements; nesting levels: ${path.length}`);
        }
        return path;
      }
    }
  }

  value(): AttributeValue {
    if (this.peek().kind !== 'value') throw this.syntaxError();
    const placeholder = this.next().text;
    const value = this.#scope.value(placeholder);
    if (value === undefined) {
      throw this.invalid(
        `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
      );
    }
    return value;
  }

  #pathName(): string {
    const token = this.peek();
    if (token.kind === 'name') {
      this.next();
      const name = this.#scope.name(token.text);
      if (name === undefined) {
        throw this.invalid(
          `An expression attribute name used in the document path is not defined; attribute name: ${token.text}`,
        );
      }
      return name;
    }
    if (token.kind !== 'word') throw this.syntaxError();
    this.next();
    if (reservedWords.has(token.text.toUpperCase())) {
      throw this.invalid(`Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
    }
    return token.text;
  }
}
