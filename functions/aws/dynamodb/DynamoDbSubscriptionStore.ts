import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  paginateQuery,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { TopicSubscriptionFailure } from '../../../schema/generated/types.ts';
import {
  endpointSubscriptionKey,
  followerKey,
  type Key,
  topicRequestsKey,
  topicSubscriptionKey,
} from '../../rules/keys.ts';
import type { EndpointSubscriptionRow, TopicRow, TopicSubscriptionRow } from '../../rules/topics/TopicRows.ts';
import type { TopicRequests } from '../../topics/createOrDeleteTopic.ts';
import type { SubscriptionEnds } from '../../topics/endLostSubscriptions.ts';
import type { SubscriptionStore } from '../../topics/SubscriptionStore.ts';
import { DynamoDbTopicStore } from './DynamoDbTopicStore.ts';
import { ifUnraced } from './ifUnraced.ts';

/** Users' subscriptions in the Devices table, endpoints' in the Topics table. */
export class DynamoDbSubscriptionStore implements SubscriptionStore, SubscriptionEnds, TopicRequests {
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

  ofUser(userId: string, topicId = ''): Promise<readonly TopicSubscriptionRow[]> {
    return this.#all(this.#tables.devices, topicSubscriptionKey(userId, topicId));
  }

  ofEndpoint(endpointArn: string, topicId = ''): Promise<readonly EndpointSubscriptionRow[]> {
    return this.#all(this.#tables.topics, endpointSubscriptionKey(endpointArn, topicId));
  }

  async put(row: EndpointSubscriptionRow): Promise<void> {
    const Item = { ...endpointSubscriptionKey(row.endpointArn, row.topicId), ...row };
    await this.#client.send(new PutCommand({ TableName: this.#tables.topics, Item }));
  }

  async remove({ endpointArn, topicId }: EndpointSubscriptionRow): Promise<void> {
    const Key = endpointSubscriptionKey(endpointArn, topicId);
    await this.#client.send(new DeleteCommand({ TableName: this.#tables.topics, Key }));
  }

  async noteFailure(row: TopicSubscriptionRow, failure: TopicSubscriptionFailure | null): Promise<void> {
    const { userId, topicId, filterPolicy } = row;
    const policy = filterPolicy === undefined ? 'attribute_not_exists(filterPolicy)' : 'filterPolicy = :policy';
    const command = new UpdateCommand({
      TableName: this.#tables.devices,
      Key: topicSubscriptionKey(userId, topicId),
      UpdateExpression: failure === null ? 'REMOVE failure' : 'SET failure = :failure',
      ConditionExpression: `#status = :active AND ${policy}`,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':active': 'ACTIVE',
        ...(filterPolicy === undefined ? {} : { ':policy': filterPolicy }),
        ...(failure === null ? {} : { ':failure': failure }),
      },
    });
    await ifUnraced(this.#client.send(command));
  }

  end({ userId, topicId, status }: TopicSubscriptionRow): Promise<boolean> {
    const { devices, topics } = this.#tables;
    const subscription = {
      TableName: devices,
      Key: topicSubscriptionKey(userId, topicId),
      ConditionExpression: '#status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status },
    };
    const waiting = {
      TableName: devices,
      Key: topicRequestsKey(userId),
      UpdateExpression: 'ADD waiting :one',
      ExpressionAttributeValues: { ':one': -1 },
    };
    const TransactItems = [
      { Delete: subscription },
      { Delete: { TableName: topics, Key: followerKey(topicId, status, userId) } },
      ...(status === 'REQUESTED' ? [{ Update: waiting }] : []),
    ];
    return ifUnraced(this.#client.send(new TransactWriteCommand({ TransactItems })));
  }

  requestsTo(topicId: string): AsyncIterable<readonly TopicSubscriptionRow[]> {
    return this.#pages(this.#tables.topics, followerKey(topicId, 'REQUESTED', ''));
  }

  async #all<Row>(TableName: string, key: Key): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for await (const page of this.#pages<Row>(TableName, key)) rows.push(...page);
    return rows;
  }

  async *#pages<Row>(TableName: string, { pk, sk }: Key): AsyncIterable<readonly Row[]> {
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) yield Items as Row[];
  }
}
