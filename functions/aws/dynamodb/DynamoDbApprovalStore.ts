import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { stepUpApprovalKey, stepUpPushKey } from '../../rules/keys.ts';
import type { ApprovalRow } from '../../rules/stepUp/ApprovalRow.ts';
import type { ApprovalStore } from '../../stepUp/ApprovalStore.ts';

/** In the StepUpSessions table. */
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

  async sent(snsMessageIds: readonly string[], ttl: number): Promise<void> {
    await Promise.all(
      snsMessageIds.map((id) =>
        this.#client.send(new PutCommand({ TableName: this.#table, Item: { ...stepUpPushKey(id), ttl } })),
      ),
    );
  }

  async find(challengeId: string): Promise<ApprovalRow | null> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: stepUpApprovalKey(challengeId), ConsistentRead: true }),
    );
    return (Item as ApprovalRow | undefined) ?? null;
  }
}
