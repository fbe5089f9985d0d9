import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Deduplicated, Deduplications } from '../../ordering/Deduplications.ts';
import { deduplicationKey, messageKey } from '../../rules/keys.ts';
import { ifCondition } from './ifCondition.ts';

/** The window of SNS (Amazon SNS Developer Guide, "Message deduplication for FIFO topics"). */
const WINDOW_MILLISECONDS = 300_000;

/** Deduplication ids in the Messages table. */
export class DynamoDbDeduplications implements Deduplications {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async take({ messageId, ...id }: Deduplicated, now: number): Promise<string | null> {
    const expiresAt = now + WINDOW_MILLISECONDS;
    const key = deduplicationKey(id);
    try {
      await this.#client.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...key, messageId, expiresAt, ttl: Math.ceil(expiresAt / 1000) },
          // DynamoDB's TTL deletes late. A row of the same message is from an earlier run.
          ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now OR messageId = :messageId',
          ExpressionAttributeValues: { ':now': now, ':messageId': messageId },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return null;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return error.Item?.messageId?.S ?? '';
    }
  }

  async recordDuplicate(messageId: string, duplicateOf: string): Promise<void> {
    await ifCondition(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: messageKey(messageId),
          UpdateExpression: 'SET #status = :duplicate, duplicateOf = :duplicateOf',
          ConditionExpression: '#status IN (:accepted, :sending)',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: {
            ':duplicate': 'DUPLICATE',
            ':duplicateOf': duplicateOf,
            ':accepted': 'ACCEPTED',
            ':sending': 'SENDING',
          },
        }),
      ),
    );
  }
}
