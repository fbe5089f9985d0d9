import { inParallel } from '../delivery/inParallel.ts';
import type { LogFailure } from '../rules/LogFailure.ts';

/** A record of the Devices table's stream, and what is to be done about it. */
export interface FollowedRecord {
  readonly sequenceNumber: string;
  /** The records of a partition, such as a user's, are followed one after the other. */
  readonly partition: string;
  /** Following looks at the state, so the last of the records with this subject does for all. Null: this one alone. */
  readonly subject: string | null;
  readonly follow: () => Promise<void>;
}

const PARTITIONS = 10;

/**
 * Follows the records of a batch: those of one user in order, those of different users at the same time, so that nobody
 * waits for another's. Returns the sequence numbers of the records that failed, at most one a user: the stream brings
 * them and the later ones again, so following must be repeatable.
 */
export async function followRecords(
  records: readonly FollowedRecord[],
  logFailure: LogFailure,
): Promise<readonly string[]> {
  const failed: string[] = [];
  const partitions = Map.groupBy(records, ({ partition }) => partition);
  await inParallel(partitions.values(), PARTITIONS, async (own) => {
    for (const { sequenceNumber, follow } of lastOfEach(own)) {
      try {
        await follow();
      } catch (error) {
        logFailure('Following a device failed', error, { sequenceNumber });
        failed.push(sequenceNumber);
        return;
      }
    }
  });
  return failed;
}

function lastOfEach(records: readonly FollowedRecord[]): readonly FollowedRecord[] {
  return records.filter(
    ({ subject }, index) => subject === null || !records.slice(index + 1).some((later) => later.subject === subject),
  );
}
