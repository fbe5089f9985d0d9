import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { MessageStatus } from '../../../schema/generated/types.ts';
import type { Checkpoint, FinishedShards, MessageStore } from '../../delivery/MessageStore.ts';
import { checkpointKey, counterKey, messageKey, shardCheckpointKey } from '../../rules/keys.ts';
import type { MessageRow } from '../../rules/publishing/MessageRow.ts';
import { firstLook } from '../../rules/sweep/dueTimes.ts';
import { conditionalUpdate } from './conditionalUpdate.ts';
import { getRow } from './getRow.ts';
import { ifCondition } from './ifCondition.ts';
import type { MessageTables } from './MessageTables.ts';
import { putMark } from './putMark.ts';

/** Statuses that sending may still change. */
const notEnded: readonly MessageStatus[] = ['SCHEDULED', 'ACCEPTED', 'SENDING', 'FAILED'];

/** Messages and checkpoints in the Messages table, the number of deliveries to expect in the Deliveries table. */
export class DynamoDbMessageStore implements MessageStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tables: MessageTables;

  constructor(client: DynamoDBDocumentClient, tables: MessageTables) {
    this.#client = client;
    this.#tables = tables;
  }

  read(messageId: string): Promise<MessageRow | null> {
    return getRow<MessageRow>(this.#client, this.#tables.messages, messageKey(messageId));
  }

  async begin(messageId: string): Promise<'begun' | 'again' | 'ended'> {
    // One that failed may have left the index.
    const before = await this.#setStatus(messageId, 'SENDING', ', dueAt = if_not_exists(dueAt, :due)', {
      ':due': firstLook(messageId, Date.now()).dueAt,
    });
    if (before === null) return 'ended';
    return before === 'SENDING' || before === 'FAILED' ? 'again' : 'begun';
  }

  async fail(messageId: string): Promise<boolean> {
    return (await this.#setStatus(messageId, 'FAILED', ' REMOVE resolved')) !== null;
  }

  resolve(messageId: string): Promise<void> {
    return this.#note(messageId, 'resolved', true);
  }

  noteWithoutDevice(messageId: string, userIds: readonly string[]): Promise<void> {
    return this.#note(messageId, 'withoutDevice', userIds);
  }

  async #note(messageId: string, member: string, value: unknown): Promise<void> {
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#tables.messages,
        Key: messageKey(messageId),
        UpdateExpression: `SET ${member} = :value`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  }

  async expect(messageId: string, deliveries: number, ttl: number): Promise<void> {
    const { deliveries: table } = this.#tables;
    const { Attributes } = await this.#client.send(
      new UpdateCommand({
        TableName: table,
        Key: counterKey(messageId),
        UpdateExpression: 'SET expected = :expected, #ttl = :ttl',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':expected': deliveries, ':ttl': ttl },
        ReturnValues: 'UPDATED_OLD',
      }),
    );
    // The stream's filter takes the first number alone. By a later one all may be counted, so nothing else would come.
    if (Attributes?.expected !== undefined) await putMark(this.#client, table, messageId);
  }

  async checkpoint(messageId: string, shard: number): Promise<Checkpoint> {
    const key = shardCheckpointKey(messageId, shard);
    const row = await getRow<Checkpoint>(this.#client, this.#tables.messages, key);
    return row ?? { pending: [], opened: 0, finished: false, revision: 0 };
  }

  saveCheckpoint(messageId: string, shard: number, next: Checkpoint, ttl: number): Promise<boolean> {
    const condition =
      next.revision === 1
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'revision = :before',
            ExpressionAttributeValues: { ':before': next.revision - 1 },
          };
    const Item = { ...shardCheckpointKey(messageId, shard), ...next, ttl };
    return ifCondition(this.#client.send(new PutCommand({ TableName: this.#tables.messages, Item, ...condition })));
  }

  async finishShard(messageId: string, shard: number, opened: number, ttl: number): Promise<FinishedShards> {
    const { messages } = this.#tables;
    const key = checkpointKey(messageId);
    const added = await conditionalUpdate<FinishedRow>(this.#client, messages, key, {
      change: 'SET #ttl = :ttl ADD shards :shards, opened :opened',
      condition: 'NOT contains(shards, :shard)',
      names: { '#ttl': 'ttl' },
      values: { ':shards': new Set([`${shard}`]), ':shard': `${shard}`, ':opened': opened, ':ttl': ttl },
    });
    const row = added ?? (await getRow<FinishedRow>(this.#client, messages, key));
    return { shards: row?.shards?.size ?? 0, opened: row?.opened ?? 0 };
  }

  /** Sets the status of a message that has not ended. Returns the earlier status, or null if it has. */
  async #setStatus(
    messageId: string,
    status: MessageStatus,
    more = '',
    values: Readonly<Record<string, unknown>> = {},
  ): Promise<MessageStatus | null> {
    const before = Object.fromEntries(notEnded.map((state, index) => [`:from${index}`, state]));
    const key = messageKey(messageId);
    const old = await conditionalUpdate<Pick<MessageRow, 'status'>>(this.#client, this.#tables.messages, key, {
      change: `SET #status = :status${more}`,
      condition: `#status IN (${Object.keys(before).join(', ')})`,
      names: { '#status': 'status' },
      values: { ...before, ...values, ':status': status },
      returns: 'UPDATED_OLD',
    });
    return old === null ? null : old.status;
  }
}

/** The row under `checkpointKey`. */
interface FinishedRow {
  readonly shards?: ReadonlySet<string>;
  readonly opened?: number;
}
