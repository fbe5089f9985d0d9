import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { IdRange, ListedMessage, MessageList } from '../../publishing/MessageList.ts';
import { messageKey } from '../../rules/keys.ts';
import { TIME_SHARDS } from '../../rules/publishing/timeIndex.ts';

/** The most that BatchGetItem takes. */
const PAGE = 100;

/** `status` is a word that DynamoDB reserves. Texts are not read. */
const shown =
  'id, publisherId, #status, audience, createdAt, scheduledAt, expiresAt, reporting, unreachable, withoutDevice';

/** The Messages table's indexes `byTime`, in shards, and `byPublisher`. */
export class DynamoDbMessageList implements MessageList {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async ids(range: IdRange, publisherId: string | null): Promise<readonly string[]> {
    if (publisherId !== null) return this.#query('byPublisher', 'publisherId', publisherId, range);
    // The newest of all shards are among the newest of each.
    const shards = await Promise.all(
      Array.from({ length: TIME_SHARDS }, (_, shard) => this.#query('byTime', 'timeShard', `${shard}`, range)),
    );
    return shards.flat().sort().reverse().slice(0, range.limit);
  }

  async read(ids: readonly string[]): Promise<readonly ListedMessage[]> {
    const messages: ListedMessage[] = [];
    let keys: Record<string, unknown>[] = ids.map((id) => ({ ...messageKey(id) }));
    while (keys.length > 0) {
      const page = {
        Keys: keys.slice(0, PAGE),
        ProjectionExpression: shown,
        ExpressionAttributeNames: { '#status': 'status' },
      };
      const answer = await this.#client.send(new BatchGetCommand({ RequestItems: { [this.#table]: page } }));
      messages.push(...((answer.Responses?.[this.#table] ?? []) as ListedMessage[]));
      keys = [...keys.slice(PAGE), ...(answer.UnprocessedKeys?.[this.#table]?.Keys ?? [])];
    }
    return messages;
  }

  async #query(index: string, name: string, value: string, { since, before, limit }: IdRange): Promise<string[]> {
    const ids: string[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const answer = await this.#client.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: index,
          KeyConditionExpression: `${name} = :value AND id BETWEEN :since AND :before`,
          ExpressionAttributeValues: { ':value': value, ':since': since || '0', ':before': before ?? '~' },
          ProjectionExpression: 'id',
          // One more, since the range includes its end.
          Limit: limit + 1 - ids.length,
          ScanIndexForward: false,
          ExclusiveStartKey: start,
        }),
      );
      ids.push(...(answer.Items ?? []).map(({ id }) => String(id)).filter((id) => id !== before));
      start = answer.LastEvaluatedKey;
    } while (start !== undefined && ids.length < limit);
    return ids.slice(0, limit);
  }
}
