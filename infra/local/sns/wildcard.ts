/** A pattern of the operator `wildcard`. */
export interface Wildcard {
  /** What it adds to a filter policy's complexity. */
  readonly points: number;
  matches(text: string): boolean;
}

const MAXIMUM_STARS = 3;

/**
 * Reads a pattern in which `*` stands for any characters, `\\*` and `\\\\` for `*` and `\\`.
 * Returns null for what SNS refuses: an empty one, more than three `*`, two of them together, another escape.
 * https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html
 */
export function wildcard(pattern: string): Wildcard | null {
  const parts = pattern.match(/\\[*\\]|\*|[^*\\]/gsu) ?? [];
  if (pattern === '' || parts.join('') !== pattern) return null;
  const stars = parts.filter((part) => part === '*').length;
  const isDouble = parts.some((part, index) => part === '*' && parts[index + 1] === '*');
  if (stars > MAXIMUM_STARS || isDouble) return null;
  const expression = parts.map((part) => (part === '*' ? '.*' : RegExp.escape(part.at(-1) ?? ''))).join('');
  const whole = new RegExp(`^${expression}$`, 'su');
  return { points: stars > 1 ? 3 : 1, matches: (text) => whole.test(text) };
}
