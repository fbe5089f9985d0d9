import { paginateScan } from '@aws-sdk/client-dynamodb';
import type { Account } from './Account.ts';
import { type Pointer, tableOf } from './Pointer.ts';
import type { Item, StreamEventRecord } from './StreamEventRecord.ts';

/**
 * Yields a record for each row that a table has now, as if it was just added: for pointers whose records the stream has
 * lost. Of messages, those are left out that were over before the lost records, or came after them.
 */
export async function* rebuildRecords(account: Account, pointer: Pointer): AsyncIterable<StreamEventRecord> {
  let count = 0;
  const pages = paginateScan({ client: account.dynamodb }, { TableName: tableOf(pointer), ConsistentRead: true });
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      if (!mayBeAbout(item, pointer)) continue;
      count += 1;
      yield recordOf(item, pointer, count);
    }
  }
}

function mayBeAbout({ createdAt, expiresAt }: Item, { from, to }: Pointer): boolean {
  const isOver = expiresAt?.S !== undefined && expiresAt.S < new Date(from).toISOString();
  const isLater = createdAt?.S !== undefined && createdAt.S > new Date(to).toISOString();
  return !isOver && !isLater;
}

function recordOf(item: Item, { streamArn }: Pointer, count: number): StreamEventRecord {
  const { pk, sk } = item;
  return {
    eventID: `rebuilt-${count}`,
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    eventSourceARN: streamArn,
    dynamodb: {
      SequenceNumber: `${count}`,
      ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
      ...(pk === undefined || sk === undefined ? {} : { Keys: { pk, sk } }),
      NewImage: item,
    },
  };
}
