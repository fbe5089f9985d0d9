import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { stepUpCodeKey } from '../../rules/keys.ts';
import type { StepUpGrantRow } from '../../rules/stepUp/StepUpRows.ts';
import { stepUpLimits } from '../../rules/stepUp/stepUpLimits.ts';
import type { CodeAttribute, SentCode, SentCodes } from '../../stepUp/SentCodes.ts';
import { conditionalUpdate } from './conditionalUpdate.ts';
import { getRow } from './getRow.ts';

/** The newest code to each phone and mailbox, in the StepUpSessions table. */
export class DynamoDbSentCodes implements SentCodes {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async note(row: StepUpGrantRow, attribute: CodeAttribute, now: number): Promise<void> {
    const expiresAt = now + stepUpLimits.challengeSeconds;
    await conditionalUpdate(this.#client, this.#table, stepUpCodeKey(row.userId, attribute), {
      change: 'SET challengeId = :id, summary = :summary, expiresAt = :expiresAt, #ttl = :ttl',
      names: { '#ttl': 'ttl' },
      values: {
        ':id': row.challengeId,
        ':summary': row.summary,
        ':expiresAt': expiresAt,
        ':ttl': expiresAt + stepUpLimits.retentionSeconds,
      },
    });
  }

  async close(row: StepUpGrantRow, attribute: CodeAttribute, now: number): Promise<void> {
    await conditionalUpdate(this.#client, this.#table, stepUpCodeKey(row.userId, attribute), {
      change: 'SET expiresAt = :now',
      condition: 'challengeId = :id',
      values: { ':id': row.challengeId, ':now': now },
    });
  }

  newest(userId: string, attribute: CodeAttribute): Promise<SentCode | null> {
    return getRow<SentCode>(this.#client, this.#table, stepUpCodeKey(userId, attribute));
  }
}
