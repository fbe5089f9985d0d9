import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { FollowerPage, FollowerStore } from '../../ordering/FollowerStore.ts';
import { followerKey } from '../../rules/keys.ts';
import type { FollowerRow } from '../../rules/topics/TopicRows.ts';

/** Followers in the Topics table. */
export class DynamoDbFollowerStore implements FollowerStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async page(topicId: string, cursor: string | undefined, limit: number): Promise<FollowerPage> {
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': followerKey(topicId, 'ACTIVE', '').pk },
        Limit: limit,
        ConsistentRead: true,
        ...(cursor === undefined ? {} : { ExclusiveStartKey: followerKey(topicId, 'ACTIVE', cursor) }),
      }),
    );
    const followers = Items as FollowerRow[];
    const last = followers.at(-1)?.userId;
    return { followers, ...(LastEvaluatedKey === undefined || last === undefined ? {} : { cursor: last }) };
  }
}
