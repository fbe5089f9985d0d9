import type { StreamEventRecord } from './StreamEventRecord.ts';

/** Names that are listed at most. */
const MOST_NAMES = 10;

/** A row of the ledger says which message it is about. Rows of addresses hold hashes of tokens. */
const shown = /^(MESSAGE|USER)#/;

/** Lists the rows that the records are about. */
export function listRows(records: readonly StreamEventRecord[]): string {
  const keys = new Set(
    records.flatMap(({ dynamodb: { Keys } }) =>
      Keys?.pk?.S !== undefined && shown.test(Keys.pk.S) ? [`${Keys.pk.S} ${Keys.sk?.S}`] : [],
    ),
  );
  return listNames([...keys], 'rows');
}

/** Lists the first ten names, and says how many more there are. */
export function listNames(names: readonly string[], noun: string): string {
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more ${noun}` : '';
  return `${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}
