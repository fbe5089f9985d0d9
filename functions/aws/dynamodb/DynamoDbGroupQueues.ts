import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { FanOutProgress, GroupQueues } from '../../ordering/GroupQueues.ts';
import type { Key } from '../../rules/keys.ts';
import type { QueuedMessage } from '../../rules/ordering/QueuedMessage.ts';
import { ifCondition } from './ifCondition.ts';

/** A queued message's row. It is written with the message by AppSync too, without devices and failures. */
type Row = Key &
  Omit<QueuedMessage, 'groupQueue' | 'position' | 'deviceIds' | 'failures'> & {
    readonly deviceIds?: ReadonlySet<string>;
    readonly failures?: number;
  };

/** The group queues in the Messages table: each is a partition. */
export class DynamoDbGroupQueues implements GroupQueues {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async first(groupQueue: string): Promise<QueuedMessage | null> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': groupQueue },
        Limit: 1,
        ConsistentRead: true,
      }),
    );
    const [first] = Items as Row[];
    if (first === undefined) return null;
    const { pk, sk, deviceIds = [], failures = 0, ...row } = first;
    return { ...row, groupQueue: pk, position: sk, deviceIds: [...deviceIds], failures };
  }

  async put(
    { messageId, ...place }: Pick<QueuedMessage, 'groupQueue' | 'position' | 'messageId'>,
    deviceIds: readonly string[],
    ttl: number,
  ): Promise<void> {
    const devices = deviceIds.length === 0 ? '' : ', deviceIds :deviceIds';
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: keyOf(place),
        UpdateExpression: `SET messageId = :messageId, #ttl = :ttl ADD revision :one${devices}`,
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':messageId': messageId,
          ':ttl': ttl,
          ':one': 1,
          ...(deviceIds.length === 0 ? {} : { ':deviceIds': new Set(deviceIds) }),
        },
      }),
    );
  }

  async hold(message: QueuedMessage, until: number): Promise<void> {
    await this.#change(message, 'SET notBefore = :until', { ':until': until });
  }

  async checkpoint(message: QueuedMessage, { reached, opened, pending }: FanOutProgress): Promise<void> {
    const change = 'SET opened = :opened, pending = :pending';
    const values = { ':opened': opened, ':pending': pending };
    if (reached === undefined) await this.#change(message, change, values);
    else await this.#change(message, `${change}, reached = :reached`, { ...values, ':reached': reached });
  }

  async noteFailure(message: QueuedMessage): Promise<void> {
    await this.#change(message, 'ADD failures :one', { ':one': 1 });
  }

  async remove(message: QueuedMessage): Promise<void> {
    await ifCondition(
      this.#client.send(
        new DeleteCommand({
          TableName: this.#table,
          Key: keyOf(message),
          ConditionExpression: 'attribute_not_exists(pk) OR revision = :revision',
          ExpressionAttributeValues: { ':revision': message.revision },
        }),
      ),
    );
  }

  /** Changes a message that is still queued. */
  async #change(message: QueuedMessage, change: string, values: Record<string, unknown>): Promise<void> {
    await ifCondition(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: keyOf(message),
          UpdateExpression: change,
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: values,
        }),
      ),
    );
  }
}

function keyOf({ groupQueue, position }: Pick<QueuedMessage, 'groupQueue' | 'position'>): Key {
  return { pk: groupQueue, sk: position };
}
