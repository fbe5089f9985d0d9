import { util } from '@aws-appsync/utils';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import type { PageInfo } from '../../schema/generated/types.ts';
import { refuse } from './refuse.ts';

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

/** Ends with `InvalidInput` unless a page of this size may be asked for. */
export function refusePageSize(first: number, most: number): void {
  if (first < 1 || first > most) refuse(invalidInput('first', `${first}`, `1–${most}`));
}

/** Returns the cursor of a row: its sort key, which stays right while rows come and go. */
export function sortKeyCursor(sortKey: string): string {
  return util.base64Encode(`k:${sortKey}`);
}

/** Where a page begins. */
export interface CursorPosition {
  /** After this sort key. */
  readonly sortKey?: string;
  /** At this paging token of DynamoDB's: a filter left the page before emptier than asked for. */
  readonly nextToken?: string;
}

export function readCursor(after: string | null | undefined): CursorPosition {
  if (after === null || after === undefined) return {};
  const text = util.matches('^[A-Za-z0-9+/=_-]{4,8192}$', after) ? util.base64Decode(after) : '';
  // DynamoDB takes sort keys of at most 1,024 bytes.
  if (text.startsWith('k:') && text.length > 2 && text.length <= 1026) return { sortKey: text.slice(2) };
  if (text.startsWith('t:') && text.length > 2) return { nextToken: text.slice(2) };
  refuseCursor();
  // Never reached; AppSync's type check cannot know.
  return {};
}

/**
 * Returns the sort key to go on from, in an unfiltered list whose sort keys begin with `prefix`. Refuses cursors of
 * other lists.
 */
export function readSortKey(after: string | null | undefined, prefix: string): string | undefined {
  const { sortKey, nextToken } = readCursor(after);
  const isOfOtherList = sortKey && !sortKey.startsWith(prefix);
  if (nextToken || isOfOtherList) refuseCursor();
  return sortKey;
}

function refuseCursor(): void {
  refuse(invalidInput('after', 'not a cursor of this list', 'endCursor or a cursor of an earlier page'));
}

/** Returns a page of rows in order. One more than asked for was read, to know whether another page follows. */
export function connectionOf<Node>(
  entries: readonly { readonly sortKey: string; readonly node: Node }[],
  first: number,
): Connection<Node> {
  const edges = entries.slice(0, first).map(({ sortKey, node }) => ({ cursor: sortKeyCursor(sortKey), node }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: pageInfoOf(edges, entries.length > first, edges[edges.length - 1]?.cursor ?? null),
  };
}

/** Returns a page as DynamoDB cut it. With a filter it may hold fewer rows than asked for and still have a next one. */
export function filteredConnectionOf<Node>(
  entries: readonly { readonly sortKey: string; readonly node: Node }[],
  nextToken: string | null | undefined,
): Connection<Node> {
  const edges = entries.map(({ sortKey, node }) => ({ cursor: sortKeyCursor(sortKey), node }));
  const continued = nextToken ? util.base64Encode(`t:${nextToken}`) : null;
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: pageInfoOf(edges, continued !== null, continued ?? edges[edges.length - 1]?.cursor ?? null),
  };
}

function pageInfoOf(
  edges: readonly { readonly cursor: string }[],
  hasNextPage: boolean,
  endCursor: string | null,
): PageInfo {
  return { hasNextPage, hasPreviousPage: false, startCursor: edges[0]?.cursor ?? null, endCursor };
}
