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
import type { MessageRow } from '../../rules/publishing/MessageRow.ts';
import type { Count } from '../../rules/reporting/countChanges.ts';
import type { EventRow } from '../../rules/reporting/EventRow.ts';
import { getRow } from './getRow.ts';
import { ifCondition } from './ifCondition.ts';
import { ifUnraced } from './ifUnraced.ts';
import type { MessageTables } from './MessageTables.ts';

type Reported = Pick<MessageRow, 'status' | 'reporting' | 'publisherId' | 'createdAt' | 'scheduledAt' | 'ttl'>;

/** Counter and event rows in the Deliveries table, message statuses in the Messages table. */
export class DynamoDbReportStore implements ReportStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tables: MessageTables;

  constructor(client: DynamoDBDocumentClient, tables: MessageTables) {
    this.#client = client;
    this.#tables = tables;
  }

  async message(messageId: string): Promise<ReportedMessage | null> {
    const { Item } = await this.#client.send(
      new GetCommand({
        TableName: this.#tables.messages,
        Key: messageKey(messageId),
        ProjectionExpression: '#status, reporting, publisherId, createdAt, scheduledAt, #ttl',
        ExpressionAttributeNames: { '#status': 'status', '#ttl': 'ttl' },
        ConsistentRead: true,
      }),
    );
    if (Item === undefined) return null;
    const { status, reporting, publisherId, createdAt, scheduledAt, ttl } = Item as Reported;
    return { status, reporting, publisherId, ttl, due: scheduledAt ?? createdAt };
  }

  async counter(messageId: string): Promise<CounterRow> {
    return (await getRow<CounterRow>(this.#client, this.#tables.deliveries, counterKey(messageId))) ?? {};
  }

  async record(messageId: string, read: CounterRow, { counter, added, events, ttl }: Count): Promise<boolean> {
    const statuses = Object.keys(added);
    const adding = statuses.length === 0 ? '' : ` ADD ${statuses.map((status) => `#${status} :${status}`).join(', ')}`;
    const unchanged = read.countedUpTo === undefined ? 'attribute_not_exists(countedUpTo)' : 'countedUpTo = :read';
    const update = {
      TableName: this.#tables.deliveries,
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
      Put: { TableName: this.#tables.deliveries, Item: { ...eventKey(messageId, event.sequence), ...event } },
    }));
    return ifUnraced(this.#client.send(new TransactWriteCommand({ TransactItems: [{ Update: update }, ...puts] })));
  }

  async events(messageId: string, from: number, to: number): Promise<readonly EventRow[]> {
    const { pk, sk } = eventKey(messageId, from);
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#tables.deliveries,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': pk, ':from': sk, ':to': eventKey(messageId, to).sk },
        ConsistentRead: true,
      },
    );
    const events: EventRow[] = [];
    for await (const page of pages) events.push(...((page.Items ?? []) as EventRow[]));
    return events;
  }

  complete(messageId: string, isAnswered: boolean): Promise<boolean> {
    return ifCondition(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#tables.messages,
          Key: messageKey(messageId),
          UpdateExpression: `SET #status = :completed${isAnswered ? ' REMOVE dueAt, seen, looks' : ''}`,
          // While a redelivery runs, more deliveries may be opened again.
          ConditionExpression: '#status = :sending AND attribute_not_exists(redeliveries)',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':completed': 'COMPLETED', ':sending': 'SENDING' },
        }),
      ),
    );
  }
}
