import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Marks, PassedMark } from '../../delivery/Marks.ts';
import { markKey } from '../../rules/keys.ts';
import type { MarkRow } from '../../rules/reporting/MarkRow.ts';
import { conditionalUpdate } from './conditionalUpdate.ts';
import { getRow } from './getRow.ts';
import { putMark } from './putMark.ts';

/** Marks in the Deliveries table, among the deliveries: the stream has the rows of a message in one order. */
export class DynamoDbMarks implements Marks {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  put(messageId: string): Promise<string> {
    return putMark(this.#client, this.#table, messageId);
  }

  async pass(messageId: string, { id, sequenceNumber }: PassedMark): Promise<void> {
    await conditionalUpdate(this.#client, this.#table, markKey(messageId, id), {
      change: 'SET passedAt = :at',
      condition: 'attribute_exists(pk)',
      values: { ':at': sequenceNumber },
    });
  }

  async passedAt(messageId: string, id: string): Promise<string | null> {
    const row = await getRow<MarkRow>(this.#client, this.#table, markKey(messageId, id));
    return row?.passedAt ?? null;
  }
}
