import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { RedeliveryStore } from '../../delivery/RedeliveryStore.ts';
import type { RedeliveryRow } from '../../rules/delivery/RedeliveryRow.ts';
import { messageKey, redeliveryKey } from '../../rules/keys.ts';
import { firstLook } from '../../rules/sweep/dueTimes.ts';
import { conditionalUpdate } from './conditionalUpdate.ts';
import { getRow } from './getRow.ts';
import { ifCondition } from './ifCondition.ts';

type Named = Pick<RedeliveryRow, 'id' | 'messageId'>;

/** Redeliveries in the Messages table. */
export class DynamoDbRedeliveryStore implements RedeliveryStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  read(id: string): Promise<RedeliveryRow | null> {
    return getRow<RedeliveryRow>(this.#client, this.#table, redeliveryKey(id));
  }

  async begin({ id, messageId }: Named): Promise<void> {
    const { dueAt } = firstLook(messageId, Date.now());
    const key = messageKey(messageId);
    const names = { '#status': 'status' };
    const marked = await conditionalUpdate(this.#client, this.#table, key, {
      // The sweep goes on with a redelivery that stops.
      change: 'SET #status = :sending, dueAt = :due ADD redeliveries :ids',
      condition: '#status IN (:sending, :completed)',
      names,
      values: { ':sending': 'SENDING', ':completed': 'COMPLETED', ':due': dueAt, ':ids': new Set([id]) },
    });
    if (marked !== null) return;
    await conditionalUpdate(this.#client, this.#table, key, {
      change: 'ADD redeliveries :ids',
      condition: '#status = :failed',
      names,
      values: { ':failed': 'FAILED', ':ids': new Set([id]) },
    });
  }

  async end({ id, messageId }: Named): Promise<void> {
    await conditionalUpdate(this.#client, this.#table, messageKey(messageId), {
      change: 'DELETE redeliveries :ids',
      condition: 'attribute_exists(pk)',
      values: { ':ids': new Set([id]) },
    });
  }

  save(next: RedeliveryRow): Promise<boolean> {
    return ifCondition(
      this.#client.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...redeliveryKey(next.id), ...next },
          ConditionExpression: 'revision = :before',
          ExpressionAttributeValues: { ':before': next.revision - 1 },
        }),
      ),
    );
  }
}
