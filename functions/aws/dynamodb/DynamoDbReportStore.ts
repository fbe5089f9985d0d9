import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { ReportedMessage, ReportStore } from '../../reporting/ReportStore.ts';
import type { CounterRow } from '../../rules/delivery/CounterRow.ts';
import { counterKey, eventKey, messageKey } from '../../rules/keys.ts';
import type { Count } from '../../rules/reporting/countChanges.ts';
import type { EventRow } from '../../rules/reporting/EventRow.ts';

/** Counter and event rows in the Deliveries table, message statuses in the Messages table. */
export class DynamoDbReportStore implements ReportStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #messages: string;
  readonly #deliveries: string;

  constructor(client: DynamoDBDocumentClient, tables: { readonly messages: string; readonly deliveries: string }) {
    this.#client = client;
    this.#messages = tables.messages;
    this.#deliveries = tables.deliveries;
  }

  async message(messageId: string): Promise<ReportedMessage | null> {
    const { Item } = await this.#client.send(
      new GetCommand({
        TableName: this.#messages,
        Key: messageKey(messageId),
        ProjectionExpression: '#status, reporting',
        ExpressionAttributeNames: { '#status': 'status' },
        ConsistentRead: true,
      }),
    );
    return (Item as ReportedMessage | undefined) ?? null;
  }

  async counter(messageId: string): Promise<CounterRow> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#deliveries, Key: counterKey(messageId), ConsistentRead: true }),
    );
    return (Item as CounterRow | undefined) ?? {};
  }

  async record(messageId: string, read: CounterRow, { counter, added, events, ttl }: Count): Promise<boolean> {
    const statuses = Object.keys(added);
    const adding = statuses.length === 0 ? '' : ` ADD ${statuses.map((status) => `#${status} :${status}`).join(', ')}`;
    const unchanged = read.countedUpTo === undefined ? 'attribute_not_exists(countedUpTo)' : 'countedUpTo = :read';
    const update = {
      TableName: this.#deliveries,
      Key: counterKey(messageId),
      UpdateExpression: `SET countedUpTo = :upTo, #sequence = :sequence, #ttl = :ttl${adding}`,
      ConditionExpression: unchanged,
      ExpressionAttributeNames: {
        '#sequence': 'sequence',
        '#ttl': 'ttl',
        ...Object.fromEntries(statuses.map((status) => [`#${status}`, status])),
      },
      ExpressionAttributeValues: {
        ':upTo': counter.countedUpTo,
        ':sequence': counter.sequence,
        ':ttl': ttl,
        ...Object.fromEntries(Object.entries(added).map(([status, number]) => [`:${status}`, number])),
        ...(read.countedUpTo === undefined ? {} : { ':read': read.countedUpTo }),
      },
    };
    const puts = events.map((event) => ({
      Put: { TableName: this.#deliveries, Item: { ...eventKey(messageId, event.sequence), ...event } },
    }));
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems: [{ Update: update }, ...puts] }));
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledException && lostARace(error)) return false;
      throw error;
    }
  }

  async events(messageId: string, from: number, to: number): Promise<readonly EventRow[]> {
    const { pk, sk } = eventKey(messageId, from);
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#deliveries,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': pk, ':from': sk, ':to': eventKey(messageId, to).sk },
        ConsistentRead: true,
      },
    );
    const events: EventRow[] = [];
    for await (const page of pages) events.push(...((page.Items ?? []) as EventRow[]));
    return events;
  }

  async complete(messageId: string): Promise<boolean> {
    try {
      await this.#client.send(
        new UpdateCommand({
          TableName: this.#messages,
          Key: messageKey(messageId),
          UpdateExpression: 'SET #status = :completed',
          ConditionExpression: '#status = :sending',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':completed': 'COMPLETED', ':sending': 'SENDING' },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}

function lostARace(error: TransactionCanceledException): boolean {
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
  return codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict');
}
