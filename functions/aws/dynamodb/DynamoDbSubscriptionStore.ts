import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { endpointSubscriptionKey, type Key, topicSubscriptionKey } from '../../rules/keys.ts';
import type { EndpointSubscriptionRow, TopicRow, TopicSubscriptionRow } from '../../rules/topics/TopicRows.ts';
import type { SubscriptionStore } from '../../topics/SubscriptionStore.ts';
import { DynamoDbTopicStore } from './DynamoDbTopicStore.ts';

/** Users' subscriptions in the Devices table, endpoints' in the Topics table. */
export class DynamoDbSubscriptionStore implements SubscriptionStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tables: { readonly devices: string; readonly topics: string };
  readonly #topics: DynamoDbTopicStore;

  constructor(client: DynamoDBDocumentClient, tables: { readonly devices: string; readonly topics: string }) {
    this.#client = client;
    this.#tables = tables;
    this.#topics = new DynamoDbTopicStore(client, tables.topics);
  }

  read(topicId: string): Promise<TopicRow | null> {
    return this.#topics.read(topicId);
  }

  ofUser(userId: string): Promise<readonly TopicSubscriptionRow[]> {
    return this.#all(this.#tables.devices, topicSubscriptionKey(userId, ''));
  }

  ofEndpoint(endpointArn: string): Promise<readonly EndpointSubscriptionRow[]> {
    return this.#all(this.#tables.topics, endpointSubscriptionKey(endpointArn, ''));
  }

  async put(row: EndpointSubscriptionRow): Promise<void> {
    const Item = { ...endpointSubscriptionKey(row.endpointArn, row.topicId), ...row };
    await this.#client.send(new PutCommand({ TableName: this.#tables.topics, Item }));
  }

  async remove({ endpointArn, topicId }: EndpointSubscriptionRow): Promise<void> {
    const Key = endpointSubscriptionKey(endpointArn, topicId);
    await this.#client.send(new DeleteCommand({ TableName: this.#tables.topics, Key }));
  }

  async #all<Row>(TableName: string, { pk, sk }: Key): Promise<readonly Row[]> {
    const rows: Row[] = [];
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ConsistentRead: true,
      },
    );
    for await (const page of pages) rows.push(...((page.Items ?? []) as Row[]));
    return rows;
  }
}
