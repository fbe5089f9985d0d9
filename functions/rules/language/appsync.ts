// What Node and APPSYNC_JS do each in its own way. Rules import `#language` (package.json), of which this is APPSYNC_JS's side.
import { util } from '@aws-appsync/utils';

/** Counts on a form-encoded copy, where a plain character or `+` is one byte and so is each `%XX`: there is no TextEncoder. */
export function byteLength(text: string): number {
  const encoded = util.urlEncode(text);
  return encoded.length - 2 * (encoded.split('%').length - 1);
}

export function isoTime(milliseconds: number): string {
  return util.time.epochMilliSecondsToISO8601(milliseconds);
}

/** `JSON.parse` itself returns an empty text where it is given no JSON (AWS AppSync Developer Guide, "Supported runtime features"). */
export function parseJson(text: string): unknown {
  return JSON.parse(text);
}
