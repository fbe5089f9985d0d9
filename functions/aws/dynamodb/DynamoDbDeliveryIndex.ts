import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DeliveryIndex, IndexedPush } from '../../feedback/DeliveryIndex.ts';
import type { Key } from '../../rules/keys.ts';
import { isEarlierPushKey, parseDeliveryKey, parsePublicationKey } from '../../rules/keys.ts';

/** Deliveries and publications by the id that SNS gave them: the Deliveries table's index `bySnsMessageId`. */
export class DynamoDbDeliveryIndex implements DeliveryIndex {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async bySnsMessageId(snsMessageId: string): Promise<IndexedPush | null> {
    const { Items } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: 'bySnsMessageId',
        KeyConditionExpression: 'snsMessageId = :id',
        ExpressionAttributeValues: { ':id': snsMessageId },
        Limit: 1,
      }),
    );
    const key = Items?.[0] as Key | undefined;
    if (key === undefined) return null;
    if (isEarlierPushKey(key)) return { kind: 'earlier' };
    const messageId = parsePublicationKey(key);
    if (messageId !== null) return { kind: 'publication', messageId };
    const delivery = parseDeliveryKey(key);
    return delivery && { kind: 'delivery', ...delivery };
  }
}
