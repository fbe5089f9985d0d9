import type { AwsOperation } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { resourceNotFound, validationError } from '../errors.ts';
import { describeStreamKey, formatSequence, parseSequence, type Stream } from '../storage/StreamStore.ts';
import { tableArn } from '../storage/TableDefinition.ts';
import { choice, optionalInteger, optionalString, requiredString } from './input.ts';
import type { Services } from './Services.ts';

const ITERATOR_MILLISECONDS = 15 * 60 * 1000;
const MAXIMUM_RECORDS = 1000;
const MAXIMUM_BYTES = 1024 * 1024;
const iteratorTypes = ['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER', 'TRIM_HORIZON', 'LATEST'] as const;

interface Iterator {
  readonly arn: string;
  /** The next records come after this sequence. */
  readonly after: number;
  /** Milliseconds since the epoch. */
  readonly issued: number;
}

/** `DynamoDBStreams_20120810`. */
export function streamOperations({ store, clock, meter }: Services): Readonly<Record<string, AwsOperation>> {
  const { streams } = store;
  const arnOf = (stream: Stream): string => `${tableArn(store.account, stream.tableName)}/stream/${stream.label}`;
  const shardId = (stream: Stream): string =>
    `shardId-${String(stream.created).padStart(20, '0')}-${String(stream.number).padStart(8, '0')}`;

  function streamByArn(arn: string): Stream {
    const [, name, label] = /:table\/([^/]+)\/stream\/([^/]+)$/.exec(arn) ?? [];
    const stream = name === undefined || label === undefined ? undefined : streams.find(name, label);
    if (stream === undefined || arnOf(stream) !== arn) {
      throw resourceNotFound(`Requested resource not found: Stream: ${arn} not found`);
    }
    return stream;
  }

  const permission = (action: string, resource: string) => [{ action: `dynamodb:${action}`, resource }];

  return {
    ListStreams: {
      permissions: () => permission('ListStreams', '*'),
      run(input) {
        const name = optionalString(input, 'TableName');
        const limit = optionalInteger(input, 'Limit', 1, 100) ?? 100;
        const after = optionalString(input, 'ExclusiveStartStreamArn');
        const all = streams.list().filter((stream) => name === undefined || stream.tableName === name);
        const start = after === undefined ? 0 : all.findIndex((stream) => arnOf(stream) === after) + 1;
        const page = all.slice(start, start + limit);
        const last = page.at(-1);
        return {
          Streams: page.map((stream) => ({
            StreamArn: arnOf(stream),
            TableName: stream.tableName,
            StreamLabel: stream.label,
          })),
          LastEvaluatedStreamArn: start + limit < all.length && last !== undefined ? arnOf(last) : undefined,
        };
      },
    },
    DescribeStream: {
      permissions: (input) => permission('DescribeStream', requiredString(input, 'StreamArn')),
      run(input) {
        const stream = streamByArn(requiredString(input, 'StreamArn'));
        const after = optionalString(input, 'ExclusiveStartShardId');
        return {
          StreamDescription: {
            StreamArn: arnOf(stream),
            StreamLabel: stream.label,
            StreamStatus: stream.closedAt === undefined ? 'ENABLED' : 'DISABLED',
            StreamViewType: stream.viewType,
            CreationRequestDateTime: stream.created / 1000,
            TableName: stream.tableName,
            KeySchema: describeStreamKey(stream),
            Shards:
              after === shardId(stream)
                ? []
                : [
                    {
                      ShardId: shardId(stream),
                      SequenceNumberRange: {
                        StartingSequenceNumber: formatSequence(streams.trimmedTo(stream) + 1),
                        EndingSequenceNumber:
                          stream.closedAt === undefined ? undefined : formatSequence(stream.closedAt),
                      },
                    },
                  ],
          },
        };
      },
    },
    GetShardIterator: {
      permissions: (input) => permission('GetShardIterator', requiredString(input, 'StreamArn')),
      run(input) {
        const arn = requiredString(input, 'StreamArn');
        const stream = streamByArn(arn);
        const shard = requiredString(input, 'ShardId');
        if (shard !== shardId(stream)) {
          throw resourceNotFound(`Requested resource not found: Shard: ${shard} in stream: ${arn} not found`);
        }
        const type = choice(input, 'ShardIteratorType', iteratorTypes);
        if (type === undefined) {
          throw validationError("The parameter 'ShardIteratorType' is required but was not present in the request");
        }
        const trimmed = streams.trimmedTo(stream);
        if (type === 'TRIM_HORIZON') return { ShardIterator: encode({ arn, after: trimmed, issued: clock.now() }) };
        if (type === 'LATEST') {
          return { ShardIterator: encode({ arn, after: streams.lastSequence, issued: clock.now() }) };
        }
        const sequence = parseSequence(requiredString(input, 'SequenceNumber'));
        if (sequence === undefined) throw validationError('Invalid SequenceNumber');
        const after = type === 'AT_SEQUENCE_NUMBER' ? sequence - 1 : sequence;
        if (after < trimmed) throw trimmedDataAccess();
        return { ShardIterator: encode({ arn, after, issued: clock.now() }) };
      },
    },
    GetRecords: {
      permissions(input) {
        return permission('GetRecords', decode(requiredString(input, 'ShardIterator')).arn);
      },
      run(input) {
        const limit = optionalInteger(input, 'Limit', 1, MAXIMUM_RECORDS) ?? MAXIMUM_RECORDS;
        const { arn, after, issued } = decode(requiredString(input, 'ShardIterator'));
        const stream = streamByArn(arn);
        const now = clock.now();
        if (now - issued > ITERATOR_MILLISECONDS) {
          throw new AwsError(
            'ExpiredIteratorException',
            'The shard iterator has expired and can no longer be used to retrieve stream records.',
          );
        }
        if (after < streams.trimmedTo(stream)) throw trimmedDataAccess();
        meter.count('dynamodb:streamRead');
        const records: JsonObject[] = [];
        let reached = after;
        let bytes = 0;
        for (const { sequence, record } of streams.read(stream, after, limit)) {
          const change = record.dynamodb;
          const size = isJsonObject(change) && typeof change.SizeBytes === 'number' ? change.SizeBytes : 0;
          if (records.length > 0 && bytes + size > MAXIMUM_BYTES) break;
          bytes += size;
          records.push(record);
          reached = sequence;
        }
        const ended = stream.closedAt !== undefined && streams.read(stream, reached, 1).length === 0;
        return {
          Records: records,
          NextShardIterator: ended ? undefined : encode({ arn, after: reached, issued: now }),
        };
      },
    },
  };
}

const trimmedDataAccess = (): AwsError =>
  new AwsError(
    'TrimmedDataAccessException',
    'The operation attempted to read past the oldest stream record in a shard.',
  );

/** Iterators begin with the stream's ARN, as AWS's do. The rest is opaque to clients. */
const encode = ({ arn, after, issued }: Iterator): string =>
  `${arn}|1|${Buffer.from(JSON.stringify([after, issued])).toString('base64url')}`;

function decode(text: string): Iterator {
  const [arn, version, position] = text.split('|');
  if (arn !== undefined && version === '1' && position !== undefined) {
    try {
      const decoded: unknown = JSON.parse(Buffer.from(position, 'base64url').toString());
      const [after, issued] = Array.isArray(decoded) ? decoded : [];
      if (Number.isSafeInteger(after) && Number.isSafeInteger(issued)) return { arn, after, issued };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  throw validationError('Invalid ShardIterator');
}
