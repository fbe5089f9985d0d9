// Runs in APPSYNC_JS too.

/**
 * Returns whether a text has from 1 to so many characters, each from `from` to `to`. Longer texts are not looked into:
 * array methods of APPSYNC_JS end after 1,000 iterations.
 */
export function isWithin(text: string, longest: number, from: string, to: string): boolean {
  if (text.length === 0 || text.length > longest) return false;
  return text.split('').every((character) => character >= from && character <= to);
}
