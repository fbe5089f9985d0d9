// Runs in APPSYNC_JS too: no regular expressions.

const MOST_STARS = 3;

/**
 * Whether SNS takes the operand of `wildcard`: a text with at most three `*`, no two of them together. `\*` and `\\`
 * stand for the characters themselves, and there is no other escape.
 * Amazon SNS Developer Guide, "String value matching".
 */
export function isPattern(operand: unknown): boolean {
  if (typeof operand !== 'string' || operand === '') return false;
  const bare = withoutEscapes(operand);
  return bare.indexOf('\\') < 0 && bare.indexOf('**') < 0 && starsIn(bare) <= MOST_STARS;
}

/**
 * Returns what a condition's patterns add to a filter policy: one point for a pattern with one `*`, three for one with
 * more. One number for each pattern.
 */
export function pointsOf(condition: unknown): readonly number[] {
  const { wildcard, 'anything-but': exclusion } = (condition ?? {}) as Conditions;
  const patterns = wildcard ?? exclusion?.wildcard ?? [];
  const all = typeof patterns === 'string' ? [patterns] : patterns;
  return all.map((pattern) => (starsIn(withoutEscapes(pattern)) > 1 ? 3 : 1));
}

interface Conditions {
  readonly wildcard?: string;
  readonly 'anything-but'?: { readonly wildcard?: string | readonly string[] };
}

function withoutEscapes(pattern: string): string {
  return pattern.split('\\\\').join('x').split('\\*').join('x');
}

function starsIn(bare: string): number {
  return bare.split('*').length - 1;
}
