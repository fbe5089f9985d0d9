import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { OrderStore } from '../../ordering/OrderStore.ts';
import type { Key } from '../../rules/keys.ts';
import type { OrderRow } from '../../rules/ordering/OrderRow.ts';

type Place = Pick<OrderRow, 'group' | 'position' | 'messageId'>;

/** Puts messages into their places, in the Messages table: all that dispatching does with them. */
export class DynamoDbPlaces implements Pick<OrderStore, 'put'> {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async put({ messageId, ...place }: Place, deviceIds: readonly string[], ttl: number): Promise<void> {
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
}

/** Where a place stands. */
export function keyOf({ group, position }: Pick<OrderRow, 'group' | 'position'>): Key {
  return { pk: group, sk: position };
}
