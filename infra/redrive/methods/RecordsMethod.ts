import type { Message } from '@aws-sdk/client-sqs';
import type { Account } from '../Account.ts';
import { type EventFilter, readFilter } from '../EventFilter.ts';
import { functionName, invoke } from '../invoke.ts';
import type { Item, Method, Outcome } from '../Method.ts';
import { type Pointer, parsePointer } from '../Pointer.ts';
import { readRecords } from '../readRecords.ts';
import { rebuildRecords } from '../rebuildRecords.ts';
import type { StreamEventRecord } from '../StreamEventRecord.ts';

/** Keys that the dry run lists. */
const MOST_KEYS = 10;
/** Lambda takes 6 MB a call. */
const MOST_BYTES = 4_000_000;

/** A row of the ledger says which message it is about. Rows of addresses hold hashes of tokens. */
const shown = /^(MESSAGE|USER)#/;

/** Reads the records again that a pointer is about, and gives them to the function. */
export class RecordsMethod implements Method {
  /** Functions for which all rows were gone through: that does for their other pointers too. */
  readonly #rebuilt = new Set<string>();
  readonly #forgotten: string | undefined;

  /** `forgotten`: why records that the stream has lost need nothing. */
  constructor(forgotten?: string) {
    this.#forgotten = forgotten;
  }

  async describe(account: Account, { Body = '' }: Message): Promise<Item> {
    const pointer = parsePointer(Body);
    if (pointer === null) return { what: 'something else', why: 'it is no pointer into a stream' };
    const { functionArn, requestId, condition, attempts, from, to } = pointer;
    const records = await readRecords(account, pointer);
    const keys = records === null ? 'the stream has lost them' : await this.#keysOf(account, pointer, records);
    return {
      what: `changes from ${from} to ${to}: ${keys}`,
      why: `${functionName(functionArn)} ended with ${condition} after ${attempts} attempts: its log, request ${requestId}`,
    };
  }

  async redrive(account: Account, { Body = '' }: Message): Promise<Outcome> {
    const pointer = parsePointer(Body);
    if (pointer === null) return { stays: 'it is no pointer into a stream: look at it, then delete it yourself' };
    const filter = await readFilter(account, pointer);
    const name = functionName(pointer.functionArn);
    const records = await readRecords(account, pointer);
    if (records !== null) {
      const wanted = records.filter((record) => filter.takes(record));
      const failed = await this.#give(account, pointer, filter, wanted);
      return failed ?? { done: `${name} took ${wanted.length} records from the stream: ${listed(wanted)}` };
    }
    if (this.#forgotten !== undefined) return { done: `the stream has lost the records: ${this.#forgotten}` };
    if (this.#rebuilt.has(pointer.functionArn)) return { done: `${name} had every row of the table just now` };
    const failed = await this.#giveAll(account, pointer, filter);
    if (typeof failed !== 'number') return failed;
    this.#rebuilt.add(pointer.functionArn);
    return { done: `the stream has lost the records: ${name} took the ${failed} rows of the table that it follows` };
  }

  async #keysOf(account: Account, pointer: Pointer, records: readonly StreamEventRecord[]): Promise<string> {
    const filter = await readFilter(account, pointer);
    return listed(records.filter((record) => filter.takes(record)));
  }

  async #giveAll(account: Account, pointer: Pointer, filter: EventFilter): Promise<number | Outcome> {
    let batch: StreamEventRecord[] = [];
    let given = 0;
    for await (const record of rebuildRecords(account, pointer)) {
      if (!filter.takes(record)) continue;
      batch.push(record);
      if (batch.length < filter.batchSize) continue;
      const failed = await this.#give(account, pointer, filter, batch);
      if (failed !== null) return failed;
      given += batch.length;
      batch = [];
    }
    return (await this.#give(account, pointer, filter, batch)) ?? given + batch.length;
  }

  /** Returns null once the function took all records, in batches as the stream would bring them. */
  async #give(
    account: Account,
    { functionArn }: Pointer,
    { batchSize }: EventFilter,
    records: readonly StreamEventRecord[],
  ): Promise<Outcome | null> {
    for (const Records of batchesOf(records, batchSize)) {
      const { answer, error } = await invoke(account, functionArn, { Records });
      if (error !== undefined) return { stays: `${functionName(functionArn)} failed again: ${error}` };
      const failures = answer?.batchItemFailures;
      if (Array.isArray(failures) && failures.length > 0) {
        return {
          stays: `${functionName(functionArn)} failed again on ${failures.length} of ${Records.length} records`,
        };
      }
    }
    return null;
  }
}

function listed(records: readonly StreamEventRecord[]): string {
  const keys = new Set(
    records.flatMap(({ dynamodb: { Keys } }) =>
      Keys?.pk?.S !== undefined && shown.test(Keys.pk.S) ? [`${Keys.pk.S} ${Keys.sk?.S}`] : [],
    ),
  );
  const more = keys.size > MOST_KEYS ? ` and ${keys.size - MOST_KEYS} more rows` : '';
  return `${[...keys].slice(0, MOST_KEYS).join(', ')}${more}`;
}

function* batchesOf(records: readonly StreamEventRecord[], size: number): Iterable<readonly StreamEventRecord[]> {
  let batch: StreamEventRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const own = JSON.stringify(record).length;
    if (batch.length === size || (batch.length > 0 && bytes + own > MOST_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += own;
  }
  if (batch.length > 0) yield batch;
}
