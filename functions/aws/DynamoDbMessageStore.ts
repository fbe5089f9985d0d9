import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { MessageStore } from '../dispatch/MessageStore.ts';
import { counterKey, messageKey } from '../domain/keys.ts';
import type { MessageRow } from '../domain/message/MessageRow.ts';

/** Messages in the Messages table, and the number of deliveries to expect in the Deliveries table. */
export class DynamoDbMessageStore implements MessageStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #messages: string;
  readonly #deliveries: string;

  constructor(client: DynamoDBDocumentClient, tables: { readonly messages: string; readonly deliveries: string }) {
    this.#client = client;
    this.#messages = tables.messages;
    this.#deliveries = tables.deliveries;
  }

  async read(messageId: string): Promise<MessageRow | null> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#messages, Key: messageKey(messageId), ConsistentRead: true }),
    );
    return (Item as MessageRow | undefined) ?? null;
  }

  async begin(messageId: string): Promise<boolean> {
    try {
      await this.#client.send(
        new UpdateCommand({
          TableName: this.#messages,
          Key: messageKey(messageId),
          UpdateExpression: 'SET #status = :sending',
          ConditionExpression: '#status IN (:accepted, :sending)',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':accepted': 'ACCEPTED', ':sending': 'SENDING' },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async expect(messageId: string, deliveries: number): Promise<void> {
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#deliveries,
        Key: counterKey(messageId),
        UpdateExpression: 'SET expected = :expected',
        ExpressionAttributeValues: { ':expected': deliveries },
      }),
    );
  }
}
