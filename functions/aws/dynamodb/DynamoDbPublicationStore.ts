import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { PublicationStore } from '../../delivery/PublicationStore.ts';
import { messageKey } from '../../rules/keys.ts';
import type { PublicationRecord } from '../../rules/publishing/MessageRow.ts';
import { ifCondition } from './ifCondition.ts';

/** Publications of messages to topics, in the Messages table. */
export class DynamoDbPublicationStore implements PublicationStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async record(messageId: string, publication: PublicationRecord, completes: boolean): Promise<void> {
    const update = { TableName: this.#table, Key: messageKey(messageId) };
    const completed =
      completes &&
      (await ifCondition(
        this.#client.send(
          new UpdateCommand({
            ...update,
            UpdateExpression: 'SET publication = :publication, #status = :completed',
            ConditionExpression: '#status = :sending',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: {
              ':publication': publication,
              ':completed': 'COMPLETED',
              ':sending': 'SENDING',
            },
          }),
        ),
      ));
    if (completed) return;
    // A message that was cancelled too late stays cancelled, and shows that it was sent.
    await this.#client.send(
      new UpdateCommand({
        ...update,
        UpdateExpression: 'SET publication = :publication',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':publication': publication },
      }),
    );
  }
}
