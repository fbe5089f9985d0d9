import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { stepUpApprovalKey, stepUpPushKey } from '../../rules/keys.ts';
import type { ApprovalRow } from '../../rules/stepUp/ApprovalRow.ts';
import type { ApprovalStore } from '../../stepUp/ApprovalStore.ts';
import { getRow } from './getRow.ts';

/** Approvals by push in the StepUpSessions table. */
export class DynamoDbApprovalStore implements ApprovalStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async put(row: ApprovalRow): Promise<void> {
    await this.#client.send(
      new PutCommand({ TableName: this.#table, Item: { ...stepUpApprovalKey(row.challengeId), ...row } }),
    );
  }

  async noteSent(snsMessageIds: readonly string[], ttl: number): Promise<void> {
    await Promise.all(
      snsMessageIds.map((id) =>
        this.#client.send(new PutCommand({ TableName: this.#table, Item: { ...stepUpPushKey(id), ttl } })),
      ),
    );
  }

  find(challengeId: string): Promise<ApprovalRow | null> {
    return getRow<ApprovalRow>(this.#client, this.#table, stepUpApprovalKey(challengeId));
  }
}
