import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { PushPlatform } from '../../../schema/generated/types.ts';
import type { PlatformHistory } from '../../breaker/PlatformHistory.ts';
import type { MinuteRow } from '../../rules/breaker/MinuteRow.ts';
import type { AddedCounts } from '../../rules/breaker/PlatformCounts.ts';
import { platformMinuteKey } from '../../rules/keys.ts';

/** A minute's row is kept for a day. */
const KEPT_SECONDS = 86_400;

/** The minutes of the platforms, in the Platforms table. */
export class DynamoDbPlatformHistory implements PlatformHistory {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async add({ platform, minute, sent, answered, answers, failed }: AddedCounts): Promise<void> {
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: platformMinuteKey(platform, minute),
        UpdateExpression:
          'SET #minute = :minute, #ttl = :ttl ADD sent :sent, answered :answered, answers :answers, failed :failed',
        ExpressionAttributeNames: { '#minute': 'minute', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':minute': minute,
          ':ttl': minute * 60 + KEPT_SECONDS,
          ':sent': sent ?? 0,
          ':answered': answered ?? 0,
          ':answers': answers ?? 0,
          ':failed': failed ?? 0,
        },
      }),
    );
  }

  async since(platform: PushPlatform, minute: number): Promise<readonly MinuteRow[]> {
    const { pk, sk } = platformMinuteKey(platform, minute);
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND sk >= :sk',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
      }),
    );
    return Items as MinuteRow[];
  }
}
