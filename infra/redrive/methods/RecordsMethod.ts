import type { Message } from '@aws-sdk/client-sqs';
import type { Account } from '../Account.ts';
import { describeRecords, notPointer } from '../describeRecords.ts';
import { type EventFilter, readFilter } from '../EventFilter.ts';
import { giveRecords } from '../giveRecords.ts';
import { functionName } from '../invoke.ts';
import { listRows } from '../listRows.ts';
import type { Item, Method, Outcome } from '../Method.ts';
import { type Pointer, parsePointer } from '../Pointer.ts';
import { readRecords } from '../readRecords.ts';
import { rebuildRecords } from '../rebuildRecords.ts';
import type { StreamEventRecord } from '../StreamEventRecord.ts';

/** Reads the records again that a pointer is about, and gives them to the function. */
export class RecordsMethod implements Method {
  /** Functions for which all rows were gone through: that does for their other pointers too. */
  readonly #rebuilt = new Set<string>();
  readonly #forgotten: string | undefined;

  /** `forgotten`: why records that the stream has lost need nothing. */
  constructor(forgotten?: string) {
    this.#forgotten = forgotten;
  }

  describe(account: Account, message: Message): Promise<Item> {
    return describeRecords(account, message);
  }

  async redrive(account: Account, { Body = '' }: Message): Promise<Outcome> {
    const pointer = parsePointer(Body);
    if (pointer === null) return notPointer;
    const filter = await readFilter(account, pointer);
    const name = functionName(pointer.functionArn);
    const records = await readRecords(account, pointer);
    if (records !== null) {
      const wanted = records.filter((record) => filter.takes(record));
      const failed = await giveRecords(account, pointer, filter, wanted);
      return failed ?? { done: `${name} took ${wanted.length} records from the stream: ${listRows(wanted)}` };
    }
    if (this.#forgotten !== undefined) return { done: `the stream has lost the records: ${this.#forgotten}` };
    if (this.#rebuilt.has(pointer.functionArn)) return { done: `${name} had every row of the table just now` };
    const failed = await this.#giveAll(account, pointer, filter);
    if (typeof failed !== 'number') return failed;
    this.#rebuilt.add(pointer.functionArn);
    return { done: `the stream has lost the records: ${name} took the ${failed} rows of the table that it follows` };
  }

  async #giveAll(account: Account, pointer: Pointer, filter: EventFilter): Promise<number | Outcome> {
    let batch: StreamEventRecord[] = [];
    let given = 0;
    for await (const record of rebuildRecords(account, pointer)) {
      if (!filter.takes(record)) continue;
      batch.push(record);
      if (batch.length < filter.batchSize) continue;
      const failed = await giveRecords(account, pointer, filter, batch);
      if (failed !== null) return failed;
      given += batch.length;
      batch = [];
    }
    return (await giveRecords(account, pointer, filter, batch)) ?? given + batch.length;
  }
}
