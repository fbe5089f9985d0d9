import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Key, topicKey, topicSubscriberPrefix } from '../../rules/keys.ts';
import type { TopicRow } from '../../rules/topics/TopicRows.ts';
import type { TopicStore } from '../../topics/TopicStore.ts';

/** Topics in the Topics table. */
export class DynamoDbTopicStore implements TopicStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async read(topicId: string): Promise<TopicRow | null> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: topicKey(topicId), ConsistentRead: true }),
    );
    return (Item as TopicRow | undefined) ?? null;
  }

  async activate(topicId: string, arn: string): Promise<TopicRow | null> {
    try {
      const { Attributes } = await this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: topicKey(topicId),
          UpdateExpression: 'SET #status = :active, arn = :arn',
          ConditionExpression: '#status IN (:creating, :active)',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':active': 'ACTIVE', ':creating': 'CREATING', ':arn': arn },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Attributes as TopicRow;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return null;
      throw error;
    }
  }

  async remove(topicId: string): Promise<void> {
    const { pk, sk } = topicSubscriberPrefix(topicId);
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) {
      for (const subscriber of Items as Key[]) {
        const Key = { pk: subscriber.pk, sk: subscriber.sk };
        await this.#client.send(new DeleteCommand({ TableName: this.#table, Key }));
      }
    }
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: topicKey(topicId) }));
  }
}
