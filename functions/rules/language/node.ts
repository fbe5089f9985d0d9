// Node's side of what Node and APPSYNC_JS do differently. Rules import `#language` (package.json).

/** Returns how many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/** Returns a time as ISO 8601 in UTC with milliseconds. `milliseconds`: since the epoch. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Returns the value of a JSON text; an empty text where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return '';
  }
}

/** Returns whether a text has no half of a surrogate pair. */
export function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}
