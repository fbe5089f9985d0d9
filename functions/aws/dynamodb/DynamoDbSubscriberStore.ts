import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { topicSubscriberKey } from '../../rules/keys.ts';
import type { Due } from '../../rules/sweep/dueTimes.ts';
import { settingsWanted } from '../../rules/topics/settingsIn.ts';
import type { TopicRow } from '../../rules/topics/TopicRows.ts';
import type { SubscriberHealth, TopicSubscriberRow } from '../../rules/topics/TopicSubscriberRow.ts';
import type { RolledBack, SubscriberKey, SubscriberStore } from '../../topics/SubscriberStore.ts';
import { conditionalUpdate } from './conditionalUpdate.ts';
import { DynamoDbTopicStore } from './DynamoDbTopicStore.ts';
import { getRow } from './getRow.ts';
import { ifCondition } from './ifCondition.ts';
import { settingsTaken } from './settingsTaken.ts';

/** Topics' subscribers in the Topics table. */
export class DynamoDbSubscriberStore implements SubscriberStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #topics: DynamoDbTopicStore;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
    this.#topics = new DynamoDbTopicStore(client, table);
  }

  read(topicId: string): Promise<TopicRow | null> {
    return this.#topics.read(topicId);
  }

  readSubscriber({ topicId, protocol, endpoint }: SubscriberKey): Promise<TopicSubscriberRow | null> {
    const key = topicSubscriberKey(topicId, protocol, endpoint);
    return getRow<TopicSubscriberRow>(this.#client, this.#table, key);
  }

  noteAsking(row: TopicSubscriberRow, now: number): Promise<boolean> {
    const { revision, askedAt } = row;
    const asRead = askedAt === undefined ? 'attribute_not_exists(askedAt)' : 'askedAt = :askedAt';
    return this.#update(row, {
      UpdateExpression: 'SET askedAt = :now REMOVE subscriptionArn',
      ConditionExpression: `revision = :revision AND ${asRead}`,
      ExpressionAttributeValues: {
        ':now': now,
        ':revision': revision,
        ...(askedAt === undefined ? {} : { ':askedAt': askedAt }),
      },
    });
  }

  async noteSubscription(key: SubscriberKey, subscriptionArn: string): Promise<void> {
    await this.#update(key, {
      UpdateExpression: 'SET subscriptionArn = :arn',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':arn': subscriptionArn },
    });
  }

  async noteKept({ topicId, protocol, endpoint }: SubscriberKey, name: string): Promise<string | null> {
    const key = topicSubscriberKey(topicId, protocol, endpoint);
    const row = await conditionalUpdate<TopicSubscriberRow>(this.#client, this.#table, key, {
      change: 'SET keptIn = if_not_exists(keptIn, :name)',
      condition: 'attribute_exists(pk)',
      values: { ':name': name },
    });
    return row?.keptIn ?? null;
  }

  noteAdded(row: TopicSubscriberRow): Promise<boolean> {
    const { sets, removes, values } = settingsTaken(settingsWanted(row));
    return this.#update(row, {
      UpdateExpression: `SET ${['#state = :added, wasAdded = :true', ...sets].join(', ')} REMOVE ${removes.join(', ')}`,
      ConditionExpression: 'revision = :revision',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':added': 'ADDED', ':true': true, ':revision': row.revision, ...values },
    });
  }

  noteRolledBack(row: TopicSubscriberRow, to: RolledBack): Promise<boolean> {
    const isAdded = 'subscriptionArn' in to;
    return this.#update(row, {
      UpdateExpression: isAdded
        ? 'SET #state = :state, subscriptionArn = :at REMOVE wanted'
        : 'SET #state = :state, suspendedAt = :at REMOVE wanted, dueShard, dueAt',
      ConditionExpression: 'revision = :revision',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':state': isAdded ? 'ADDED' : 'SUSPENDED',
        ':at': isAdded ? to.subscriptionArn : to.suspendedAt,
        ':revision': row.revision,
      },
    });
  }

  noteHealth(row: TopicSubscriberRow, health: SubscriberHealth): Promise<boolean> {
    const { health: before } = row;
    return this.#update(row, {
      UpdateExpression: 'SET health = :health',
      ConditionExpression: `attribute_exists(pk) AND ${before ? 'health = :before' : 'attribute_not_exists(health)'}`,
      ExpressionAttributeValues: { ':health': health, ...(before ? { ':before': before } : {}) },
    });
  }

  noteSuspended(row: TopicSubscriberRow, since: string, { dueShard, dueAt }: Due): Promise<boolean> {
    return this.#update(row, {
      UpdateExpression: 'SET #state = :suspended, suspendedAt = :since, dueShard = :dueShard, dueAt = :dueAt',
      ConditionExpression: 'revision = :revision AND #state = :added',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':suspended': 'SUSPENDED',
        ':added': 'ADDED',
        ':since': since,
        ':dueShard': dueShard,
        ':dueAt': dueAt,
        ':revision': row.revision,
      },
    });
  }

  async noteEnded(row: TopicSubscriberRow): Promise<void> {
    await this.#update(row, {
      UpdateExpression: 'REMOVE subscriptionArn, dueShard, dueAt',
      ConditionExpression: '#state = :suspended AND subscriptionArn = :arn',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':suspended': 'SUSPENDED', ':arn': row.subscriptionArn },
    });
  }

  removeSubscriber({ topicId, protocol, endpoint, revision }: TopicSubscriberRow): Promise<boolean> {
    return ifCondition(
      this.#client.send(
        new DeleteCommand({
          TableName: this.#table,
          Key: topicSubscriberKey(topicId, protocol, endpoint),
          ConditionExpression: 'attribute_not_exists(pk) OR revision = :revision',
          ExpressionAttributeValues: { ':revision': revision },
        }),
      ),
    );
  }

  /** Returns false if the condition did not hold. */
  #update(
    { topicId, protocol, endpoint }: SubscriberKey,
    change: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
  ): Promise<boolean> {
    const Key = topicSubscriberKey(topicId, protocol, endpoint);
    return ifCondition(this.#client.send(new UpdateCommand({ TableName: this.#table, Key, ...change })));
  }
}
