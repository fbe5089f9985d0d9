import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { stepUpAnswersKey } from '../../rules/keys.ts';
import type { Counted, HourlyCounts } from '../../stepUp/HourlyCounts.ts';
import { conditionalUpdate } from './conditionalUpdate.ts';

const HOUR = 3600;

/** Counts of users in the StepUpSessions table: one row an hour. */
export class DynamoDbHourlyCounts implements HourlyCounts {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async claim(userId: string, counted: Counted, limit: number, now: number): Promise<boolean> {
    const hour = Math.floor(now / HOUR);
    const claimed = await conditionalUpdate(this.#client, this.#table, stepUpAnswersKey(userId, hour), {
      change: 'SET #count = if_not_exists(#count, :none) + :one, #ttl = :ttl',
      condition: 'attribute_not_exists(#count) OR #count < :limit',
      names: { '#count': counted, '#ttl': 'ttl' },
      values: { ':none': 0, ':one': 1, ':limit': limit, ':ttl': (hour + 2) * HOUR },
    });
    return claimed !== null;
  }

  async giveBack(userId: string, counted: Counted, now: number): Promise<void> {
    await conditionalUpdate(this.#client, this.#table, stepUpAnswersKey(userId, Math.floor(now / HOUR)), {
      change: 'SET #count = #count - :one',
      condition: '#count >= :one',
      names: { '#count': counted },
      values: { ':one': 1 },
    });
  }
}
