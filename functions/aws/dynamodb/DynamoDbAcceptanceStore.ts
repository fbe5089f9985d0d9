import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type AcceptanceStore, type Known, type Question, TryAgain } from '../../publishing/AcceptanceStore.ts';
import { type Key, messageKey, topicKey } from '../../rules/keys.ts';
import { queuedMessagesOf } from '../../rules/ordering/messageGroups.ts';
import type { IdempotencyRecord } from '../../rules/publishing/idempotency.ts';
import type { MessageRow } from '../../rules/publishing/MessageRow.ts';
import type { TopicRow } from '../../rules/topics/TopicRows.ts';

/** Amazon DynamoDB Developer Guide, "Error handling": what may go through when it is repeated. */
const passing = [
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
];
/** The same as codes of a cancelled transaction's parts. */
const passingReasons = ['TransactionConflict', 'ProvisionedThroughputExceeded', 'ThrottlingError'];

/** Accepts messages into the Messages table, beside what the Devices and Topics tables say. */
export class DynamoDbAcceptanceStore implements AcceptanceStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tables: { readonly messages: string; readonly devices: string; readonly topics: string };

  constructor(
    client: DynamoDBDocumentClient,
    tables: { readonly messages: string; readonly devices: string; readonly topics: string },
  ) {
    this.#client = client;
    this.#tables = tables;
  }

  async look({ record, recipients, topicId }: Question): Promise<Known> {
    const { messages, devices, topics } = this.#tables;
    const asked = Object.entries({
      [messages]: [record],
      [devices]: recipients,
      [topics]: topicId === null ? [] : [topicKey(topicId)],
    }).filter(([, keys]) => keys.length > 0);
    const RequestItems = Object.fromEntries(
      asked.map(([table, keys]) => [table, { Keys: keys.map((key) => ({ ...key })), ConsistentRead: true }]),
    );
    const { Responses = {}, UnprocessedKeys = {} } = await passingErrors(
      this.#client.send(new BatchGetCommand({ RequestItems })),
    );
    if (Object.keys(UnprocessedKeys).length > 0) throw new TryAgain('DynamoDB did not get to every row.');
    return {
      record: (Responses[messages]?.[0] as IdempotencyRecord | undefined) ?? null,
      recipients: (Responses[devices] ?? []) as Key[],
      topic: (Responses[topics]?.[0] as TopicRow | undefined) ?? null,
    };
  }

  async accept(message: MessageRow, record: IdempotencyRecord & Key, now: number): Promise<IdempotencyRecord | null> {
    const write = new TransactWriteCommand({
      TransactItems: [
        {
          Put: {
            TableName: this.#tables.messages,
            Item: { ...record, ttl: record.expiresAt },
            ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
            ExpressionAttributeValues: { ':now': now },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        {
          Put: {
            TableName: this.#tables.messages,
            Item: { ...messageKey(message.id), ...message },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        ...queuedMessagesOf(message).map((Item) => ({ Put: { TableName: this.#tables.messages, Item } })),
      ],
    });
    try {
      await passingErrors(this.#client.send(write));
      return null;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const [first] = error.CancellationReasons ?? [];
      if (first?.Code !== 'ConditionalCheckFailed' || first.Item === undefined) throw error;
      return unmarshalled(first.Item);
    }
  }

  async message(messageId: string): Promise<MessageRow | null> {
    const { Item } = await passingErrors(
      this.#client.send(
        new GetCommand({ TableName: this.#tables.messages, Key: messageKey(messageId), ConsistentRead: true }),
      ),
    );
    return (Item as MessageRow | undefined) ?? null;
  }
}

async function passingErrors<Output>(sent: Promise<Output>): Promise<Output> {
  try {
    return await sent;
  } catch (error) {
    if (isPassing(error)) throw new TryAgain('DynamoDB did not take it now.', { cause: error });
    throw error;
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
    const refused = codes.some((code) => code !== 'None' && !passingReasons.includes(code));
    return !refused && codes.some((code) => passingReasons.includes(code));
  }
  if (error instanceof DynamoDBServiceException) return passing.includes(error.name) || error.$fault === 'server';
  // No answer at all: whether it was written, the idempotency record tells when it is repeated.
  return error instanceof Error && ['TimeoutError', 'NetworkingError', 'ECONNRESET'].includes(error.name);
}

function unmarshalled(item: NonNullable<TransactionCanceledException['CancellationReasons']>[number]['Item']) {
  // The document client leaves errors as they came.
  return unmarshall(item ?? {}) as IdempotencyRecord;
}
