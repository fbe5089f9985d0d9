import type { Message } from '@aws-sdk/client-sqs';
import type { Account } from './Account.ts';
import { readFilter } from './EventFilter.ts';
import { functionName } from './invoke.ts';
import { listRows } from './listRows.ts';
import type { Item, Outcome } from './Method.ts';
import { parsePointer } from './Pointer.ts';
import { readRecords } from './readRecords.ts';

/** What becomes of any other message. */
export const notPointer: Outcome = { stays: 'it is no pointer into a stream: look at it, then delete it yourself' };

/** Describes the message of a stream's failure destination, by the rows that its records are about. */
export async function describeRecords(account: Account, { Body = '' }: Message): Promise<Item> {
  const pointer = parsePointer(Body);
  if (pointer === null) return { what: 'something else', why: 'it is no pointer into a stream' };
  const { functionArn, requestId, condition, attempts, from, to } = pointer;
  const records = await readRecords(account, pointer);
  const filter = records === null ? null : await readFilter(account, pointer);
  const rows = filter === null ? 'the stream has lost them' : listRows(records?.filter(filter.takes) ?? []);
  return {
    what: `changes from ${from} to ${to}: ${rows}`,
    why: `${functionName(functionArn)} ended with ${condition} after ${attempts} attempts: its log, request ${requestId}`,
  };
}
