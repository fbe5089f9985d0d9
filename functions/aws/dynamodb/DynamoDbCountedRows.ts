import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { answersKey, deliveryKey } from '../../rules/keys.ts';
import type { CountedRow } from '../../rules/reporting/recountOf.ts';

/** The rows of the Deliveries table that count. */
export class DynamoDbCountedRows {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  /** Yields those of a message, page by page. Consistent. */
  async *of(messageId: string): AsyncIterable<readonly CountedRow[]> {
    for (const { pk, sk } of [answersKey(messageId, ''), deliveryKey(messageId, '')]) {
      const pages = paginateQuery(
        { client: this.#client },
        {
          TableName: this.#table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ProjectionExpression: '#status, platform, counts',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':pk': pk, ':prefix': sk },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) yield Items as CountedRow[];
    }
  }
}
