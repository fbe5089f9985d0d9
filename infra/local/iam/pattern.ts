/**
 * Patterns of IAM policies: `*` stands for any run of characters, `?` for one, `${key}` for a value of the request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */

/** Returns the request's value of a condition key in any case, `undefined` if it has none. */
export type ContextLookup = (key: string) => string | readonly string[] | undefined;

// Wildcards become characters that no ARN has, so that `${*}` and substituted values stay literal.
const anyText = '\u0000';
const oneCharacter = '\u0001';

interface Variable {
  readonly key: string;
  readonly fallback: string | undefined;
}

export interface Pattern {
  /** As the policy writes it. */
  readonly source: string;
  /** Whether values of the request decide what it matches. */
  readonly hasVariables: boolean;
  /** Returns the pattern with its variables filled in, `undefined` if a value is missing. That matches nothing. */
  resolve(lookup: ContextLookup): string | undefined;
}

const noLookup: ContextLookup = () => undefined;

/** @param wildcards `false` for operators such as StringEquals, where `*` and `?` mean themselves. */
export function compilePattern(source: string, wildcards = true): Pattern {
  if (source.includes(anyText) || source.includes(oneCharacter)) {
    throw new TypeError('a policy pattern holds a control character');
  }
  const parts: (string | Variable)[] = [];
  let rest = source;
  for (;;) {
    const open = rest.indexOf('${');
    const close = open < 0 ? -1 : rest.indexOf('}', open);
    if (close < 0) break;
    parts.push(markWildcards(rest.slice(0, open), wildcards), parseVariable(rest.slice(open + 2, close)));
    rest = rest.slice(close + 1);
  }
  parts.push(markWildcards(rest, wildcards));
  const hasVariables = parts.some((part) => typeof part !== 'string');
  const resolve = (lookup: ContextLookup): string | undefined => {
    let text = '';
    for (const part of parts) {
      const piece = typeof part === 'string' ? part : variableValue(part, lookup);
      if (piece === undefined) return undefined;
      text += piece;
    }
    return text;
  };
  if (hasVariables) return { source, hasVariables, resolve };
  const constant = resolve(noLookup);
  return { source, hasVariables, resolve: () => constant };
}

/** Returns a resolved pattern as a policy would write it. */
export function textOfPattern(resolved: string): string {
  return resolved.replaceAll(anyText, '*').replaceAll(oneCharacter, '?');
}

function markWildcards(text: string, wildcards: boolean): string {
  return wildcards ? text.replaceAll('*', anyText).replaceAll('?', oneCharacter) : text;
}

function parseVariable(text: string): string | Variable {
  if (text === '*' || text === '?' || text === '$') return text;
  const comma = text.indexOf(',');
  if (comma < 0) return { key: text.trim(), fallback: undefined };
  return {
    key: text.slice(0, comma).trim(),
    fallback: text
      .slice(comma + 1)
      .trim()
      .replace(/^'(.*)'$/s, '$1'),
  };
}

function variableValue(variable: Variable, lookup: ContextLookup): string | undefined {
  const value = lookup(variable.key) ?? variable.fallback;
  // A multivalued key cannot be a policy variable.
  if (typeof value !== 'string' || value.includes(anyText) || value.includes(oneCharacter)) return undefined;
  return value;
}

/**
 * Returns whether `text` matches a resolved pattern, in at worst pattern × text steps.
 * A mismatch goes back to the last `*` only, because an earlier one cannot do better.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (t < text.length) {
    const expected = pattern[p];
    if (expected === anyText) {
      starAt = p++;
      resumeAt = t;
    } else if (expected !== undefined && (expected === oneCharacter || expected === text[t])) {
      p++;
      t++;
    } else if (starAt >= 0) {
      p = starAt + 1;
      t = ++resumeAt;
    } else {
      return false;
    }
  }
  while (pattern[p] === anyText) p++;
  return p === pattern.length;
}

/**
 * Implements ArnLike, which compares each of the six parts by itself, so that a `*` stays within its part.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArnPattern(pattern: string, arn: string): boolean {
  if (pattern === anyText) return true;
  const expected = arnParts(pattern);
  const actual = arnParts(arn);
  return (
    expected.length === actual.length && expected.every((part, index) => matchesPattern(part, actual[index] ?? ''))
  );
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
