import { DeleteCommand, type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { topicKey, topicSubscriberKey, topicSubscriberPrefix } from '../../rules/keys.ts';
import type { TopicRow } from '../../rules/topics/TopicRows.ts';
import type { TopicSubscriberRow } from '../../rules/topics/TopicSubscriberRow.ts';
import type { TopicStore } from '../../topics/TopicStore.ts';
import { conditionalUpdate } from './conditionalUpdate.ts';
import { getRow } from './getRow.ts';

/** Topics in the Topics table. */
export class DynamoDbTopicStore implements TopicStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  read(topicId: string): Promise<TopicRow | null> {
    return getRow<TopicRow>(this.#client, this.#table, topicKey(topicId));
  }

  activate(topicId: string, arn: string): Promise<TopicRow | null> {
    return conditionalUpdate<TopicRow>(this.#client, this.#table, topicKey(topicId), {
      change: 'SET #status = :active, arn = :arn REMOVE dueShard, dueAt',
      condition: '#status IN (:creating, :active)',
      names: { '#status': 'status' },
      values: { ':active': 'ACTIVE', ':creating': 'CREATING', ':arn': arn },
    });
  }

  async *pages(after: string | null): AsyncGenerator<readonly TopicRow[]> {
    const { pk } = topicKey('');
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: { ':pk': pk, ':after': topicKey(after ?? '').sk },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) yield Items as TopicRow[];
  }

  async *subscribersOf(topicId: string): AsyncGenerator<readonly TopicSubscriberRow[]> {
    const { pk, sk } = topicSubscriberPrefix(topicId);
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) yield Items as TopicSubscriberRow[];
  }

  async remove(topicId: string): Promise<void> {
    for await (const page of this.subscribersOf(topicId)) {
      for (const { protocol, endpoint } of page) {
        const Key = topicSubscriberKey(topicId, protocol, endpoint);
        await this.#client.send(new DeleteCommand({ TableName: this.#table, Key }));
      }
    }
    await this.#client.send(new DeleteCommand({ TableName: this.#table, Key: topicKey(topicId) }));
  }
}
