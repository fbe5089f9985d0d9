import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as SdkRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { Account } from './Account.ts';
import type { Pointer } from './Pointer.ts';
import type { StreamEventRecord } from './StreamEventRecord.ts';

/**
 * Reads the records that a pointer is about, and those between them that the function does not want.
 * Returns null where the stream has lost them: it keeps records for 24 hours.
 */
export async function readRecords(account: Account, pointer: Pointer): Promise<readonly StreamEventRecord[] | null> {
  const { streamArn: StreamArn, shardId: ShardId, first: SequenceNumber, last } = pointer;
  const records: StreamEventRecord[] = [];
  try {
    let { ShardIterator: iterator } = await account.streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, SequenceNumber, ShardIteratorType: 'AT_SEQUENCE_NUMBER' }),
    );
    while (iterator !== undefined) {
      const { Records = [], NextShardIterator } = await account.streams.send(
        new GetRecordsCommand({ ShardIterator: iterator }),
      );
      for (const record of Records) {
        const converted = convert(record, StreamArn);
        if (BigInt(converted.dynamodb.SequenceNumber) > BigInt(last)) return records;
        records.push(converted);
        if (converted.dynamodb.SequenceNumber === last) return records;
      }
      iterator = NextShardIterator;
    }
    return records;
  } catch (error) {
    // A shard goes with its records, and a stream that was closed a day ago with its shards.
    const isLost = error instanceof TrimmedDataAccessException || isNamed(error, 'ResourceNotFoundException');
    if (isLost) return null;
    throw error;
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

function convert(
  { eventID = '', eventName = 'MODIFY', dynamodb = {}, userIdentity }: SdkRecord,
  eventSourceARN: string,
) {
  const { ApproximateCreationDateTime: at, SequenceNumber = '', Keys, NewImage, OldImage } = dynamodb;
  const record: StreamEventRecord = {
    eventID,
    eventName,
    eventSource: 'aws:dynamodb',
    eventSourceARN,
    dynamodb: {
      SequenceNumber,
      ApproximateCreationDateTime: Math.floor((at?.getTime() ?? 0) / 1000),
      ...(Keys === undefined ? {} : { Keys }),
      ...(NewImage === undefined ? {} : { NewImage }),
      ...(OldImage === undefined ? {} : { OldImage }),
    },
    // Lambda writes these members small.
    ...(userIdentity === undefined
      ? {}
      : { userIdentity: { type: `${userIdentity.Type}`, principalId: `${userIdentity.PrincipalId}` } }),
  };
  return record;
}
