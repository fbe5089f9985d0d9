import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { MessageStatus } from '../../../schema/generated/types.ts';
import type { Checkpoint, MessageStore } from '../../delivery/MessageStore.ts';
import { checkpointKey, counterKey, type Key, messageKey, shardCheckpointKey } from '../../rules/keys.ts';
import type { MessageRow } from '../../rules/publishing/MessageRow.ts';
import { ifCondition } from './ifCondition.ts';

/** Messages and checkpoints in the Messages table, and the number of deliveries to expect in the Deliveries table. */
export class DynamoDbMessageStore implements MessageStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #messages: string;
  readonly #deliveries: string;

  constructor(client: DynamoDBDocumentClient, tables: { readonly messages: string; readonly deliveries: string }) {
    this.#client = client;
    this.#messages = tables.messages;
    this.#deliveries = tables.deliveries;
  }

  read(messageId: string): Promise<MessageRow | null> {
    return this.#get<MessageRow>(messageKey(messageId));
  }

  async begin(messageId: string): Promise<'begun' | 'again' | 'ended'> {
    const before = await this.#setStatus(messageId, 'SENDING');
    if (before === null) return 'ended';
    return before === 'SENDING' || before === 'FAILED' ? 'again' : 'begun';
  }

  async fail(messageId: string): Promise<boolean> {
    return (await this.#setStatus(messageId, 'FAILED', ' REMOVE resolved')) !== null;
  }

  async resolve(messageId: string): Promise<void> {
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#messages,
        Key: messageKey(messageId),
        UpdateExpression: 'SET resolved = :resolved',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':resolved': true },
      }),
    );
  }

  async expect(messageId: string, deliveries: number, ttl: number): Promise<void> {
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#deliveries,
        Key: counterKey(messageId),
        UpdateExpression: 'SET expected = :expected, #ttl = :ttl',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':expected': deliveries, ':ttl': ttl },
      }),
    );
  }

  async checkpoint(messageId: string, shard: number): Promise<Checkpoint> {
    const row = await this.#get<Checkpoint>(shardCheckpointKey(messageId, shard));
    return row ?? { pending: [], opened: 0, finished: false, revision: 0 };
  }

  saveCheckpoint(messageId: string, shard: number, next: Checkpoint, ttl: number): Promise<boolean> {
    return ifCondition(
      this.#client.send(
        new PutCommand({
          TableName: this.#messages,
          Item: { ...shardCheckpointKey(messageId, shard), ...next, ttl },
          ConditionExpression: next.revision === 1 ? 'attribute_not_exists(pk)' : 'revision = :before',
          ...(next.revision === 1 ? {} : { ExpressionAttributeValues: { ':before': next.revision - 1 } }),
        }),
      ),
    );
  }

  async finishShard(
    messageId: string,
    shard: number,
    opened: number,
    ttl: number,
  ): Promise<{ readonly shards: number; readonly opened: number }> {
    const Key = checkpointKey(messageId);
    try {
      const { Attributes } = await this.#client.send(
        new UpdateCommand({
          TableName: this.#messages,
          Key,
          UpdateExpression: 'SET #ttl = :ttl ADD shards :shards, opened :opened',
          ConditionExpression: 'NOT contains(shards, :shard)',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':shards': new Set([`${shard}`]),
            ':shard': `${shard}`,
            ':opened': opened,
            ':ttl': ttl,
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return finished(Attributes as FinishedShards | undefined);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return finished((await this.#get<FinishedShards>(Key)) ?? undefined);
    }
  }

  /** Sets the status of a message that has not ended. Answers what it was, or null if it has. */
  async #setStatus(messageId: string, status: MessageStatus, more = ''): Promise<MessageStatus | null> {
    const values = Object.fromEntries(notEnded.map((state, index) => [`:from${index}`, state]));
    try {
      const { Attributes } = await this.#client.send(
        new UpdateCommand({
          TableName: this.#messages,
          Key: messageKey(messageId),
          UpdateExpression: `SET #status = :status${more}`,
          ConditionExpression: `#status IN (${Object.keys(values).join(', ')})`,
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ...values, ':status': status },
          ReturnValues: 'UPDATED_OLD',
        }),
      );
      return (Attributes as Pick<MessageRow, 'status'>).status;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return null;
      throw error;
    }
  }

  async #get<Row>(key: Key): Promise<Row | null> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#messages, Key: key, ConsistentRead: true }),
    );
    return (Item as Row | undefined) ?? null;
  }
}

const notEnded: readonly MessageStatus[] = ['SCHEDULED', 'ACCEPTED', 'SENDING', 'FAILED'];

interface FinishedShards {
  readonly shards?: ReadonlySet<string>;
  readonly opened?: number;
}

function finished(row: FinishedShards | undefined): { readonly shards: number; readonly opened: number } {
  return { shards: row?.shards?.size ?? 0, opened: row?.opened ?? 0 };
}
