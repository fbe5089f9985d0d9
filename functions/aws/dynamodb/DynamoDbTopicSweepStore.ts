import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Key, topicKey, topicSubscriberKey, topicSubscriberPrefix } from '../../rules/keys.ts';
import { TOPICS_DUE } from '../../rules/sweep/dueTimes.ts';
import type { SubscriberProtocol, TopicSubscriberRow } from '../../rules/topics/TopicSubscriberRow.ts';
import type { DueRow, TopicSweepStore } from '../../topics/TopicSweepStore.ts';
import { type ConditionalUpdate, conditionalUpdate } from './conditionalUpdate.ts';

/** The topics and subscribers that are due, by the Topics table's index `due`. */
export class DynamoDbTopicSweepStore implements TopicSweepStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async due(now: string, limit: number): Promise<readonly DueRow[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
        ExpressionAttributeValues: { ':shard': TOPICS_DUE, ':now': now },
        Limit: limit,
      }),
    );
    return (Items as Key[]).map(rowAt);
  }

  look({ topicId, subscriber }: DueRow, dueAt: string, nextAt: number | null): Promise<boolean> {
    const key = subscriber ? topicSubscriberKey(topicId, subscriber.protocol, subscriber.endpoint) : topicKey(topicId);
    return this.#update(key, {
      change: nextAt === null ? 'REMOVE dueShard, dueAt' : 'SET dueAt = :next',
      condition: 'dueAt = :before',
      values: { ':before': dueAt, ...(nextAt === null ? {} : { ':next': new Date(nextAt).toISOString() }) },
    });
  }

  giveUp(topicId: string): Promise<boolean> {
    return this.#update(topicKey(topicId), {
      change: 'SET #status = :deleting',
      condition: '#status = :creating',
      names: { '#status': 'status' },
      values: { ':creating': 'CREATING', ':deleting': 'DELETING' },
    });
  }

  noteLapsed({ topicId, protocol, endpoint, revision }: TopicSubscriberRow, at: string): Promise<boolean> {
    return this.#update(topicSubscriberKey(topicId, protocol, endpoint), {
      change: 'SET lapsedAt = :at REMOVE dueShard, dueAt',
      condition: 'revision = :revision',
      values: { ':at': at, ':revision': revision },
    });
  }

  async #update(key: Key, update: ConditionalUpdate): Promise<boolean> {
    return (await conditionalUpdate(this.#client, this.#table, key, update)) !== null;
  }
}

function rowAt({ pk, sk }: Key): DueRow {
  const topics = topicKey('');
  if (pk === topics.pk) return { topicId: sk.slice(topics.sk.length), subscriber: null };
  const subscribers = topicSubscriberPrefix('');
  const [protocol = '', ...endpoint] = sk.slice(subscribers.sk.length).split('#');
  return {
    topicId: pk.slice(subscribers.pk.length),
    subscriber: { protocol: protocol as SubscriberProtocol, endpoint: endpoint.join('#') },
  };
}
