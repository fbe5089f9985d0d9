import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { OrderStore } from '../../ordering/OrderStore.ts';
import type { Key } from '../../rules/keys.ts';
import type { OrderRow } from '../../rules/ordering/OrderRow.ts';
import { DynamoDbPlaces, keyOf } from './DynamoDbPlaces.ts';
import { ifCondition } from './ifCondition.ts';

type Stored = Key &
  Omit<OrderRow, 'group' | 'position' | 'deviceIds' | 'failures'> & {
    readonly deviceIds?: ReadonlySet<string>;
    readonly failures?: number;
  };

/** Lines of messages in the Messages table. */
export class DynamoDbOrderStore extends DynamoDbPlaces implements OrderStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    super(client, table);
    this.#client = client;
    this.#table = table;
  }

  async first(group: string): Promise<OrderRow | null> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': group },
        Limit: 1,
        ConsistentRead: true,
      }),
    );
    const [stored] = Items as Stored[];
    if (stored === undefined) return null;
    const { pk, sk, deviceIds = [], failures = 0, ...row } = stored;
    return { ...row, group: pk, position: sk, deviceIds: [...deviceIds], failures };
  }

  async hold(row: OrderRow, until: number): Promise<void> {
    await this.#change(row, 'SET notBefore = :until', { ':until': until });
  }

  async checkpoint(
    row: OrderRow,
    { reached, opened, pending }: Required<Pick<OrderRow, 'reached' | 'opened' | 'pending'>>,
  ): Promise<void> {
    await this.#change(
      row,
      `SET opened = :opened, pending = :pending${reached === undefined ? '' : ', reached = :reached'}`,
      {
        ':opened': opened,
        ':pending': pending,
        ...(reached === undefined ? {} : { ':reached': reached }),
      },
    );
  }

  async noteFailure(row: OrderRow): Promise<void> {
    await this.#change(row, 'ADD failures :one', { ':one': 1 });
  }

  async remove(row: OrderRow): Promise<void> {
    await ifCondition(
      this.#client.send(
        new DeleteCommand({
          TableName: this.#table,
          Key: keyOf(row),
          ConditionExpression: 'attribute_not_exists(pk) OR revision = :revision',
          ExpressionAttributeValues: { ':revision': row.revision },
        }),
      ),
    );
  }

  /** Of a place that is still there. */
  async #change(row: OrderRow, UpdateExpression: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    await ifCondition(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: keyOf(row),
          UpdateExpression,
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ...values },
        }),
      ),
    );
  }
}
