import { validationError } from '../errors.ts';

export interface Token {
  readonly kind: 'word' | 'name' | 'value' | 'number' | 'symbol' | 'end';
  readonly text: string;
}

export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'UpdateExpression'
  | 'ProjectionExpression';

const tokenPattern =
  /\s*(?:(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<name>#[A-Za-z0-9_]+)|(?<value>:[A-Za-z0-9_]+)|(?<number>\d+)|(?<symbol><>|<=|>=|[()[\].,=<>+-])|(?<end>$)|(?<bad>\S))/y;
const end: Token = { kind: 'end', text: '<EOF>' };
const known = new Map<string, readonly Token[]>();
const KNOWN_LIMIT = 1000;
const MAXIMUM_LENGTH = 4096;

/** Splits an expression into tokens, with one for the end. Remembers the expressions of late. */
export function tokenize(kind: ExpressionKind, expression: string): readonly Token[] {
  const remembered = known.get(expression);
  if (remembered !== undefined) return remembered;
  if (expression.trim() === '') throw validationError(`Invalid ${kind}: The expression can not be empty;`);
  if (Buffer.byteLength(expression) > MAXIMUM_LENGTH) {
    throw validationError(
      `Invalid ${kind}: Expression size has exceeded the maximum allowed size; expression size: ${Buffer.byteLength(expression)}`,
    );
  }
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenPattern);
  for (;;) {
    const groups = pattern.exec(expression)?.groups ?? {};
    if (groups.end !== undefined) break;
    if (groups.word !== undefined) tokens.push({ kind: 'word', text: groups.word });
    else if (groups.name !== undefined) tokens.push({ kind: 'name', text: groups.name });
    else if (groups.value !== undefined) tokens.push({ kind: 'value', text: groups.value });
    else if (groups.number !== undefined) tokens.push({ kind: 'number', text: groups.number });
    else if (groups.symbol !== undefined) tokens.push({ kind: 'symbol', text: groups.symbol });
    else {
      const bad = groups.bad ?? '';
      const rest = expression.slice(pattern.lastIndex).match(/^\S*/)?.[0] ?? '';
      throw validationError(
        `Invalid ${kind}: Syntax error; token: "${bad}", near: "${(tokens.at(-1)?.text ?? '') + bad + rest}"`,
      );
    }
  }
  tokens.push(end);
  if (known.size >= KNOWN_LIMIT) known.clear();
  known.set(expression, tokens);
  return tokens;
}
