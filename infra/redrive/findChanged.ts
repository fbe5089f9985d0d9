import { paginateScan } from '@aws-sdk/client-dynamodb';
import { ANSWERS_PREFIX } from '../../functions/rules/keys.ts';
import type { Account } from './Account.ts';
import { type Pointer, tableOf } from './Pointer.ts';
import type { Item } from './StreamEventRecord.ts';

/** The clocks of those who write may differ from the stream's. */
const MARGIN_MILLISECONDS = 60_000;

/**
 * Returns the ids of the messages whose deliveries changed while the records were lost, from what the Deliveries table
 * has now. Rows of answers do not tell when, so all their messages are among them.
 */
export async function findChanged(account: Account, pointer: Pointer): Promise<ReadonlySet<string>> {
  const from = new Date(Date.parse(pointer.from) - MARGIN_MILLISECONDS).toISOString();
  const to = new Date(Date.parse(pointer.to) + MARGIN_MILLISECONDS).toISOString();
  const pages = paginateScan(
    { client: account.dynamodb },
    { TableName: tableOf(pointer), ProjectionExpression: 'pk, sk, transitions', ConsistentRead: true },
  );
  const found = new Set<string>();
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const [kind, messageId] = item.pk?.S?.split('#') ?? [];
      if (kind === 'MESSAGE' && messageId !== undefined && mayBeAbout(item, from, to)) found.add(messageId);
    }
  }
  return found;
}

function mayBeAbout({ sk, transitions }: Item, from: string, to: string): boolean {
  if (sk?.S?.startsWith(ANSWERS_PREFIX)) return true;
  const times = transitions?.L?.map(({ M }) => M?.at?.S ?? '') ?? [];
  return times.some((at) => at >= from && at <= to);
}
