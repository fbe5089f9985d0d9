import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  type AcceptanceKeys,
  type AcceptanceRows,
  type AcceptanceStore,
  TryAgain,
} from '../../publishing/AcceptanceStore.ts';
import { messageKey, topicKey } from '../../rules/keys.ts';
import type { IdempotencyRecord } from '../../rules/publishing/idempotency.ts';
import type { MessageRow } from '../../rules/publishing/MessageRow.ts';
import type { RecipientRow } from '../../rules/publishing/recipients.ts';
import { rowsToAccept } from '../../rules/publishing/rowsToAccept.ts';
import type { TopicRow } from '../../rules/topics/TopicRows.ts';
import { getRow } from './getRow.ts';
import { putInput } from './putInput.ts';

/** Errors that a repetition may not have (Amazon DynamoDB Developer Guide, "Error handling"). */
const transient = [
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
];
/** The same, as codes of the parts of a cancelled transaction. */
const transientReasons = ['TransactionConflict', 'ProvisionedThroughputExceeded', 'ThrottlingError'];

/** Messages in the Messages table, with their recipients in the Devices table and topics in the Topics table. */
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

  async read({ record, recipients, topicId }: AcceptanceKeys): Promise<AcceptanceRows> {
    const { messages, devices, topics } = this.#tables;
    const asked = Object.entries({
      [messages]: [record],
      [devices]: recipients,
      [topics]: topicId === null ? [] : [topicKey(topicId)],
    }).filter(([, keys]) => keys.length > 0);
    const RequestItems = Object.fromEntries(
      asked.map(([table, keys]) => [table, { Keys: keys.map((key) => ({ ...key })), ConsistentRead: true }]),
    );
    const { Responses = {}, UnprocessedKeys = {} } = await orTryAgain(
      this.#client.send(new BatchGetCommand({ RequestItems })),
    );
    if (Object.keys(UnprocessedKeys).length > 0) throw new TryAgain('DynamoDB did not get to every row.');
    return {
      record: (Responses[messages]?.[0] as IdempotencyRecord | undefined) ?? null,
      recipients: (Responses[devices] ?? []) as RecipientRow[],
      topic: (Responses[topics]?.[0] as TopicRow | undefined) ?? null,
    };
  }

  async accept(message: MessageRow, record: IdempotencyRecord): Promise<IdempotencyRecord | null> {
    const rows = rowsToAccept(message, record);
    const TransactItems = rows.map((row) => ({ Put: { TableName: this.#tables.messages, ...putInput(row) } }));
    try {
      await orTryAgain(this.#client.send(new TransactWriteCommand({ TransactItems })));
      return null;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reason = error.CancellationReasons?.[rows.findIndex(({ name }) => name === 'record')];
      if (reason?.Code !== 'ConditionalCheckFailed' || reason.Item === undefined) throw error;
      // The document client does not unmarshall the items in errors.
      return unmarshall(reason.Item) as IdempotencyRecord;
    }
  }

  message(messageId: string): Promise<MessageRow | null> {
    return orTryAgain(getRow<MessageRow>(this.#client, this.#tables.messages, messageKey(messageId)));
  }
}

/** Replaces an error that a repetition may not have by `TryAgain`. */
async function orTryAgain<Output>(sent: Promise<Output>): Promise<Output> {
  try {
    return await sent;
  } catch (error) {
    if (isTransient(error)) throw new TryAgain('DynamoDB did not take it now.', { cause: error });
    throw error;
  }
}

function isTransient(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
    const refused = codes.some((code) => code !== 'None' && !transientReasons.includes(code));
    return !refused && codes.some((code) => transientReasons.includes(code));
  }
  if (error instanceof DynamoDBServiceException) return transient.includes(error.name) || error.$fault === 'server';
  // Without an answer the write may have happened. The repetition finds its idempotency record then.
  return error instanceof Error && ['TimeoutError', 'NetworkingError', 'ECONNRESET'].includes(error.name);
}
