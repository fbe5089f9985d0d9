import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { OtherPushes } from '../../feedback/OtherPushes.ts';
import { stepUpPushKey } from '../../rules/keys.ts';

/** In the StepUpSessions table. */
export class DynamoDbOtherPushes implements OtherPushes {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async has(snsMessageId: string): Promise<boolean> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: stepUpPushKey(snsMessageId), ConsistentRead: true }),
    );
    return Item !== undefined;
  }
}
