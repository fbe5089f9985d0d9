import type { Context } from '@aws-appsync/utils';
import type { Key } from '../../functions/rules/keys.ts';
import { stashOf } from './stash.ts';

/**
 * Keys that `guard` reads besides its own, by table: at most 96, for BatchGetItem takes 100. From the settings table
 * nothing that the call itself is held to: `guard` takes those rows for its own.
 */
export type AlsoRead = Record<string, Key[]>;

/** Has `guard` read the rows. */
export function alsoRead(ctx: Context, tables: AlsoRead): void {
  const asked: AlsoRead = {};
  Object.entries(tables).forEach(([table, keys]) => {
    if (keys.length > 0) asked[table] = keys;
  });
  stashOf(ctx).alsoRead = asked;
}

/** Returns the rows of a table that `guard` found, read consistently. */
export function rowsAlsoRead<Row>(ctx: Context, table: string): Row[] {
  const read = (stashOf(ctx).read ?? {}) as Record<string, Row[]>;
  return read[table] ?? [];
}
