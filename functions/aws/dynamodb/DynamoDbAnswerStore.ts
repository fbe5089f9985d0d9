import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AnswerStore } from '../../feedback/countAnswers.ts';
import type { AnswerTally } from '../../rules/feedback/Feedback.ts';
import { answersKey } from '../../rules/keys.ts';
import type { AnswersRow } from '../../rules/reporting/AnswersRow.ts';
import { ifCondition } from './ifCondition.ts';

/** Longer than a batch of the logs can lie in a dead-letter place. */
const KEPT_SECONDS = 15 * 86_400;

/** Keeps counts of answers in the Deliveries table. `reportDeliveries`, behind its stream, adds them up. */
export class DynamoDbAnswerStore implements AnswerStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async add(messageId: string, { id, counts }: AnswerTally, now: number): Promise<void> {
    const row: AnswersRow = { counts, ttl: Math.ceil(now / 1000) + KEPT_SECONDS };
    const Item = { ...answersKey(messageId, id), ...row };
    const write = { TableName: this.#table, Item, ConditionExpression: 'attribute_not_exists(pk)' };
    await ifCondition(this.#client.send(new PutCommand(write)));
  }
}
