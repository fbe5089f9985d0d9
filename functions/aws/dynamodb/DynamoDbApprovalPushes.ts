import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ApprovalPushes } from '../../feedback/ApprovalPushes.ts';
import { stepUpPushKey } from '../../rules/keys.ts';
import { getRow } from './getRow.ts';

/** Pushes that asked for an approval, in the StepUpSessions table. */
export class DynamoDbApprovalPushes implements ApprovalPushes {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async has(snsMessageId: string): Promise<boolean> {
    return (await getRow(this.#client, this.#table, stepUpPushKey(snsMessageId))) !== null;
  }
}
