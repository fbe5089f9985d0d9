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

type Place = Pick<QueuedMessage, 'groupQueue' | 'position'>;

/** Device ids in a row: 500 of 128 characters are 64 KB, and one row is one piece of work for SQS. */
const MOST_IDS = 500;
const IDS_A_WRITE = 250;

/**
 * The group queues in the Messages table: each is a partition. A user has far fewer devices than a row holds. If
 * repetitions find other ones each time, the message goes on in a row behind the first.
 */
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
    message: Place & Pick<QueuedMessage, 'messageId'>,
    deviceIds: readonly string[],
    ttl: number,
  ): Promise<void> {
    if (deviceIds.length === 0) await this.#add(message, message.messageId, [], ttl);
    for (let start = 0; start < deviceIds.length; start += IDS_A_WRITE) {
      const ids = deviceIds.slice(start, start + IDS_A_WRITE);
      for (let part = 0; !(await this.#add(partOf(message, part), message.messageId, ids, ttl)); part += 1);
    }
  }

  /** Returns false if the row has no room for the ids. */
  #add(place: Place, messageId: string, deviceIds: readonly string[], ttl: number): Promise<boolean> {
    const adds = deviceIds.length > 0;
    return ifCondition(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: keyOf(place),
          UpdateExpression: `SET messageId = :messageId, #ttl = :ttl ADD revision :one${adds ? ', deviceIds :ids' : ''}`,
          ...(adds ? { ConditionExpression: 'attribute_not_exists(deviceIds) OR size(deviceIds) <= :room' } : {}),
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':messageId': messageId,
            ':ttl': ttl,
            ':one': 1,
            ...(adds ? { ':ids': new Set(deviceIds), ':room': MOST_IDS - IDS_A_WRITE } : {}),
          },
        }),
      ),
    );
  }

  async hold(message: QueuedMessage, until: number, since: number): Promise<void> {
    const change = 'SET notBefore = :until, heldSince = if_not_exists(heldSince, :since)';
    await this.#change(message, change, { ':until': until, ':since': since });
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

/** The place of a message's further row: behind its first one, before the next message. */
function partOf({ groupQueue, position }: Place, part: number): Place {
  return { groupQueue, position: part === 0 ? position : `${position}+${part}` };
}

function keyOf({ groupQueue, position }: Place): Key {
  return { pk: groupQueue, sk: position };
}
