import type { Message } from '@aws-sdk/client-sqs';
import { isObject } from '../../../functions/rules/json.ts';
import type { Account } from '../Account.ts';
import { describeRecords, notPointer } from '../describeRecords.ts';
import { readFilter } from '../EventFilter.ts';
import { findChanged } from '../findChanged.ts';
import { giveRecords } from '../giveRecords.ts';
import { functionName, invoke } from '../invoke.ts';
import { listNames } from '../listRows.ts';
import type { Item, Method, Outcome } from '../Method.ts';
import { type Pointer, parsePointer } from '../Pointer.ts';
import { readRecords } from '../readRecords.ts';

/** Messages that the function recounts in one call. */
const BATCH = 20;

/** What is not over: a later run of the command tries again. */
const open: ReadonlySet<string> = new Set(['changing', 'behind']);

/**
 * Gives the records to the function again that a pointer is about, then has it recount their messages: a change that a
 * later one overtook does not count by itself. Of records that the stream has lost, the table tells the messages.
 */
export class CountsMethod implements Method {
  /** When a message was recounted, in epoch milliseconds: that does for all changes before. */
  readonly #recounted = new Map<string, number>();

  describe(account: Account, message: Message): Promise<Item> {
    return describeRecords(account, message);
  }

  async redrive(account: Account, { Body = '' }: Message): Promise<Outcome> {
    const pointer = parsePointer(Body);
    if (pointer === null) return notPointer;
    const name = functionName(pointer.functionArn);
    const records = await readRecords(account, pointer);
    if (records === null) {
      const outcome = await this.#recount(account, pointer, await findChanged(account, pointer));
      return 'stays' in outcome ? outcome : { done: `the stream has lost the records: ${outcome.done}` };
    }
    const filter = await readFilter(account, pointer);
    const wanted = records.filter((record) => filter.takes(record));
    const failed = await giveRecords(account, pointer, filter, wanted);
    if (failed !== null) return failed;
    const keys = wanted.map(({ dynamodb: { Keys } }) => Keys?.pk?.S?.split('#')[1]);
    const outcome = await this.#recount(account, pointer, new Set(keys.filter((id) => id !== undefined)));
    return 'stays' in outcome ? outcome : { done: `${name} took ${wanted.length} records; ${outcome.done}` };
  }

  async #recount(account: Account, pointer: Pointer, messageIds: ReadonlySet<string>): Promise<Outcome> {
    const lost = Date.parse(pointer.to);
    const due = [...messageIds].filter((id) => (this.#recounted.get(id) ?? 0) <= lost).toSorted();
    const outcomes = new Map<string, string[]>();
    for (let start = 0; start < due.length; start += BATCH) {
      const begun = Date.now();
      const recount = due.slice(start, start + BATCH);
      const { answer, error } = await invoke(account, pointer.functionArn, { recount });
      if (error !== undefined || !isObject(answer?.recounts)) {
        return { stays: `${functionName(pointer.functionArn)} recounted nothing: ${error ?? 'deploy this version'}` };
      }
      for (const [id, outcome] of Object.entries(answer.recounts)) {
        outcomes.set(`${outcome}`, [...(outcomes.get(`${outcome}`) ?? []), id]);
        if (!open.has(`${outcome}`)) this.#recounted.set(id, begun);
      }
    }
    const told = [...outcomes].map(([outcome, ids]) => `${ids.length} ${outcome} (${listNames(ids, 'messages')})`);
    const earlier = messageIds.size - due.length;
    if (earlier > 0) told.push(`${earlier} recounted just now`);
    const words = told.length === 0 ? 'nothing to recount' : told.join(', ');
    const isOver = ![...outcomes.keys()].some((outcome) => open.has(outcome));
    return isOver ? { done: words } : { stays: `${words}: try again once the stream is read, and they rest` };
  }
}
