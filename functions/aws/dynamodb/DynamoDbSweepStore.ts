import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { SweepStore } from '../../delivery/SweepStore.ts';
import type { CounterRow } from '../../rules/delivery/CounterRow.ts';
import { counterKey, type Key, messageKey } from '../../rules/keys.ts';
import type { MessageRow } from '../../rules/publishing/MessageRow.ts';
import type { Judgement } from '../../rules/sweep/judgeMessage.ts';
import { conditionalUpdate } from './conditionalUpdate.ts';
import { getRow } from './getRow.ts';
import type { MessageTables } from './MessageTables.ts';

/** The messages that are due, by the Messages table's index `due`. */
export class DynamoDbSweepStore implements SweepStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #tables: MessageTables;

  constructor(client: DynamoDBDocumentClient, tables: MessageTables) {
    this.#client = client;
    this.#tables = tables;
  }

  async due(shard: string, now: string, limit: number): Promise<readonly string[]> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#tables.messages,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
        ExpressionAttributeValues: { ':shard': shard, ':now': now },
        Limit: limit,
      }),
    );
    return (Items as Key[]).map(({ pk }) => pk.slice('MESSAGE#'.length));
  }

  async counter(messageId: string): Promise<CounterRow> {
    return (await getRow<CounterRow>(this.#client, this.#tables.deliveries, counterKey(messageId))) ?? {};
  }

  async look({ id, dueAt }: MessageRow, { nextAt, seen }: Pick<Judgement, 'nextAt' | 'seen'>): Promise<boolean> {
    const again = nextAt === null ? null : new Date(nextAt).toISOString();
    const looked = await conditionalUpdate(this.#client, this.#tables.messages, messageKey(id), {
      change: again === null ? 'REMOVE dueAt, seen, looks' : 'SET dueAt = :next, seen = :seen ADD looks :one',
      condition: 'dueAt = :before',
      values: { ':before': dueAt, ...(again === null ? {} : { ':next': again, ':seen': seen, ':one': 1 }) },
    });
    return looked !== null;
  }

  async complete(messageId: string): Promise<boolean> {
    const completed = await conditionalUpdate(this.#client, this.#tables.messages, messageKey(messageId), {
      change: 'SET #status = :completed',
      condition: '#status = :sending AND attribute_not_exists(redeliveries)',
      names: { '#status': 'status' },
      values: { ':completed': 'COMPLETED', ':sending': 'SENDING' },
    });
    return completed !== null;
  }
}
