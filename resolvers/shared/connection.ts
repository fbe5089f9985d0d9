import { util } from '@aws-appsync/utils';
import { invalidInput } from '../../functions/rules/Refusal.ts';
import type { PageInfo } from '../../schema/generated/types.ts';
import { refuse } from './refuse.ts';

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

/** A row that was read for a page. */
export interface Entry<Node> {
  readonly sortKey: string;
  /** Null for a row that the list's filter leaves out. */
  readonly node: Node | null;
}

/** A page's rows, and the list that they are of. */
export interface PageRows<Node> {
  /** As `listName` returns it. */
  readonly list: string;
  readonly entries: readonly Entry<Node>[];
  readonly first: number;
  /** DynamoDB's, if it stopped before the last row. Cursors do not hold it: it expires, and nobody can check it. */
  readonly nextToken: string | null | undefined;
}

/** Ends with `InvalidInput` unless a page of this size may be asked for. */
export function refusePageSize(first: number, most: number): void {
  if (first < 1 || first > most) refuse(invalidInput('first', `${first}`, `1–${most}`));
}

/** Returns what a list's cursors begin with: its name, and what tells it from other lists of that name. */
export function listName(name: string, ...of: readonly unknown[]): string {
  return `${name}${JSON.stringify(of)}\n`;
}

/**
 * Returns the sort key to go on from, or undefined. Ends with `InvalidInput` for a cursor of another list or of other
 * arguments. Sort keys of lists are ASCII, and begin with one of `prefixes`.
 */
export function readSortKey(
  list: string,
  after: string | null | undefined,
  prefixes: readonly string[],
): string | undefined {
  if (after === null || after === undefined) return undefined;
  const isBase64 = after.length % 4 === 0 && util.matches('^[A-Za-z0-9+/]{2,8190}={0,2}$', after);
  const text = isBase64 ? util.base64Decode(after) : '';
  const sortKey = text.slice(list.length);
  // DynamoDB takes sort keys of at most 1,024 bytes.
  const isSortKey = text.startsWith(list) && util.matches('^[!-~]{1,1023}$', sortKey);
  if (!isSortKey || !prefixes.some((prefix) => sortKey.startsWith(prefix))) {
    refuse(invalidInput('after', 'no cursor of this list with these arguments', 'a cursor of an earlier page'));
  }
  return sortKey;
}

/**
 * Returns a page of the rows that were read, in their order, without those that are left out. Such a page may have
 * fewer nodes than asked for and still a next one.
 */
export function connectionOf<Node>({ list, entries, first, nextToken }: PageRows<Node>): Connection<Node> {
  const kept = entries.filter(({ node }) => node !== null);
  const edges = kept
    .slice(0, first)
    .map(({ sortKey, node }) => ({ cursor: cursorOf(list, sortKey), node: node as Node }));
  const goesOn = kept.length <= first && !!nextToken;
  // The next page goes on after the last row that was looked at.
  const last = goesOn ? entries[entries.length - 1] : kept.slice(0, first)[edges.length - 1];
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: goesOn || kept.length > first,
      hasPreviousPage: false,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: last ? cursorOf(list, last.sortKey) : null,
    },
  };
}

export function emptyConnection<Node>(): Connection<Node> {
  return connectionOf<Node>({ list: '', entries: [], first: 1, nextToken: null });
}

function cursorOf(list: string, sortKey: string): string {
  return util.base64Encode(`${list}${sortKey}`);
}
