import type { Account } from './Account.ts';
import type { EventFilter } from './EventFilter.ts';
import { functionName, invoke } from './invoke.ts';
import type { Outcome } from './Method.ts';
import type { Pointer } from './Pointer.ts';
import type { StreamEventRecord } from './StreamEventRecord.ts';

/** Lambda takes 6 MB a call. */
const MOST_BYTES = 4_000_000;

/** Returns null once the function took all records, in batches as the stream would bring them. */
export async function giveRecords(
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
