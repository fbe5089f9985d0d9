import type { Context } from '@aws-appsync/utils';
import type { Key } from '../../functions/rules/keys.ts';
import { stashOf } from './stash.ts';

/** Rows that `guard` is asked to read in its one round trip, besides its own: table → keys. BatchGetItem takes 100 keys, of which `guard` needs four. Of the settings table, rows of groups alone: those of operations are its own. */
export type AlsoRead = Record<string, Key[]>;

/** Asks for them, before `guard` runs. */
export function alsoRead(ctx: Context, tables: AlsoRead): void {
  const asked: AlsoRead = {};
  Object.entries(tables).forEach(([table, keys]) => {
    if (keys.length > 0) asked[table] = keys;
  });
  stashOf(ctx).alsoRead = asked;
}

/** Those of a table that exist, after `guard` ran. Read consistently. */
export function rowsAlsoRead<Row>(ctx: Context, table: string): Row[] {
  const read = (stashOf(ctx).read ?? {}) as Record<string, Row[]>;
  return read[table] ?? [];
}
