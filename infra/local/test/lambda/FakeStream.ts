import type { AwsApi } from '../../platform/AwsApi.ts';
import type { JsonObject } from '../../platform/Json.ts';
import type { LocalService } from '../../platform/LocalService.ts';
import type { Platform } from '../../platform/Platform.ts';

export const streamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/2026-01-01T00:00:00.000';

/** DynamoDB Streams with one shard held in memory, which outlives the service. */
export class FakeStream implements LocalService {
  readonly resources = [];
  readonly routes = [];
  readonly apis: readonly AwsApi[];
  readonly #platform: Platform;
  readonly #records: JsonObject[];
  /** Calls of GetRecords so far. */
  reads = 0;

  constructor(platform: Platform, records: JsonObject[] = []) {
    this.#platform = platform;
    this.#records = records;
    const permissions = (name: string) => () => [{ action: `dynamodb:${name}`, resource: streamArn }];
    this.apis = [
      {
        signingName: 'dynamodb',
        protocol: 'json-1.0',
        targetPrefix: 'DynamoDBStreams_20120810',
        operations: {
          DescribeStream: {
            permissions: permissions('DescribeStream'),
            run: () => ({
              StreamDescription: {
                StreamArn: streamArn,
                KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
                Shards: [{ ShardId: 'shardId-1', SequenceNumberRange: { StartingSequenceNumber: '1' } }],
              },
            }),
          },
          GetShardIterator: {
            permissions: permissions('GetShardIterator'),
            run: (input) => {
              const after = input.ShardIteratorType === 'AFTER_SEQUENCE_NUMBER' ? Number(input.SequenceNumber) : 0;
              return { ShardIterator: String(after) };
            },
          },
          GetRecords: {
            permissions: permissions('GetRecords'),
            run: (input) => {
              this.reads += 1;
              const from = Number(input.ShardIterator);
              const page = this.#records.slice(from, from + Number(input.Limit));
              return { Records: page, NextShardIterator: String(from + page.length) };
            },
          },
        },
      },
    ];
  }

  /** Appends one INSERT. Sequence numbers count from 1. */
  put(id: string, image: JsonObject = {}): void {
    const sequence = String(this.#records.length + 1);
    this.#records.push({
      eventID: `event-${sequence}`,
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      dynamodb: {
        ApproximateCreationDateTime: this.#platform.clock.now() / 1000,
        Keys: { id: { S: id } },
        NewImage: { id: { S: id }, ...image },
        SequenceNumber: sequence,
        StreamViewType: 'NEW_IMAGE',
      },
    });
    this.#platform.signals.emit(`dynamodb:${streamArn}`);
  }

  start(): void {}
  stop(): void {}
}
