import { invalidParameter } from './errors.ts';

/** Entries of each page of a list. */
export const PAGE_SIZE = 100;

function encodePageToken(after: string | number): string {
  return Buffer.from(String(after), 'utf8').toString('base64url');
}

export function decodePageToken(token: string | undefined): string {
  if (token === undefined || token === '') return '';
  const after = Buffer.from(token, 'base64url').toString('utf8');
  if (encodePageToken(after) !== token) throw invalidParameter('NextToken Reason: invalid token');
  return after;
}

/** Reads the token of a list in the order of creation. */
export function decodeSequenceToken(token: string | undefined): number {
  const after = decodePageToken(token);
  if (!/^\d{0,15}$/.test(after)) throw invalidParameter('NextToken Reason: invalid token');
  return Number(after);
}

/** Splits rows that were read with one too many into the page and the next page's token. */
export function page<Item>(
  rows: readonly Item[],
  position: (item: Item) => string | number,
): { readonly items: readonly Item[]; readonly more: { readonly NextToken?: string } } {
  const items = rows.slice(0, PAGE_SIZE);
  const last = items.at(-1);
  return {
    items,
    more: rows.length > PAGE_SIZE && last !== undefined ? { NextToken: encodePageToken(position(last)) } : {},
  };
}
