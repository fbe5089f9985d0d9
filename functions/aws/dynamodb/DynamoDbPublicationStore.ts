import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { PublicationStore, Published } from '../../delivery/PublicationStore.ts';
import { messageKey, publicationKey } from '../../rules/keys.ts';
import type { PublicationRecord } from '../../rules/publishing/MessageRow.ts';
import { ifCondition } from './ifCondition.ts';
import type { MessageTables } from './MessageTables.ts';

/** Publications of messages to topics: in the Messages table, and in the Deliveries table by the id at SNS. */
export class DynamoDbPublicationStore implements PublicationStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tables: MessageTables;

  constructor(client: DynamoDBDocumentClient, tables: MessageTables) {
    this.#client = client;
    this.#tables = tables;
  }

  async record({ messageId, ttl }: Published, publication: PublicationRecord, completes: boolean): Promise<void> {
    const { snsMessageId } = publication;
    // First: a publication that its message has is not recorded again.
    const Item = { ...publicationKey(messageId, snsMessageId), snsMessageId, ttl };
    await this.#client.send(new PutCommand({ TableName: this.#tables.deliveries, Item }));
    const update = { TableName: this.#tables.messages, Key: messageKey(messageId) };
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
