import type { JsonObject } from '../platform/Json.ts';
import { invalidParameter } from './errors.ts';
import { optionalNumber, optionalString } from './input.ts';

/** Returns one page of a list by `Limit` and the last page's token, with at most 60 entries as in Cognito. */
export function page<T>(
  all: readonly T[],
  input: JsonObject,
  tokenMember: 'NextToken' | 'PaginationToken',
  largest: number,
  limitMember: 'Limit' | 'MaxResults' = 'Limit',
): { readonly entries: readonly T[]; readonly next?: string } {
  const limit = optionalNumber(input, limitMember) ?? largest;
  if (limit < 0 || limit > largest) {
    throw invalidParameter(
      `1 validation error detected: Value '${limit}' at '${limitMember.charAt(0).toLowerCase()}${limitMember.slice(1)}' failed to satisfy constraint: Member must have value less than or equal to ${largest}`,
    );
  }
  const token = optionalString(input, tokenMember);
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('Invalid pagination token.');
  const end = start + (limit === 0 ? largest : limit);
  return {
    entries: all.slice(start, end),
    ...(end < all.length ? { next: Buffer.from(String(end)).toString('base64url') } : {}),
  };
}
