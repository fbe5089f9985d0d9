import { util } from '@aws-appsync/utils';

/** Bytes of UTF-8, counted on a form-encoded copy, where a plain character or `+` is one and each `%XX` is one: APPSYNC_JS has no TextEncoder. */
export function utf8Length(text: string): number {
  const encoded = util.urlEncode(text);
  return encoded.length - 2 * (encoded.split('%').length - 1);
}
