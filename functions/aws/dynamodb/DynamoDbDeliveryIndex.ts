import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DeliveryReference } from '../../delivery/DeliveryLedger.ts';
import type { DeliveryIndex } from '../../feedback/DeliveryIndex.ts';
import type { Key } from '../../rules/keys.ts';
import { parseDeliveryKey } from '../../rules/keys.ts';

/** Deliveries by the id that SNS gave their push: the Deliveries table's index `bySnsMessageId`. */
export class DynamoDbDeliveryIndex implements DeliveryIndex {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async bySnsMessageId(snsMessageId: string): Promise<DeliveryReference | null> {
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
    return key === undefined ? null : parseDeliveryKey(key);
  }
}
