// APPSYNC_JS's side of what Node and APPSYNC_JS do differently. Rules import `#language` (package.json).
import { util } from '@aws-appsync/utils';

/** Counts on a form-encoded copy, since there is no TextEncoder. A plain character, `+` and each `%XX` are one byte. */
export function byteLength(text: string): number {
  const encoded = util.urlEncode(text);
  return encoded.length - 2 * (encoded.split('%').length - 1);
}

export function isoTime(milliseconds: number): string {
  return util.time.epochMilliSecondsToISO8601(milliseconds);
}

/**
 * `JSON.parse` returns an empty text for a text that is no JSON (AWS AppSync Developer Guide, "Supported runtime
 * features").
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text);
}

/** Half a surrogate pair has no UTF-8: java.net.URLEncoder writes a question mark for it. */
export function isWellFormed(text: string): boolean {
  return util.urlDecode(util.urlEncode(text)) === text;
}
