import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Key, stepUpGroupKey, stepUpSettingKey } from '../../functions/rules/keys.ts';
import { topicOperations, usualMethods } from '../../functions/rules/stepUp/decideStepUp.ts';
import type { StepUpGroupRow, StepUpSettingRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import { installation } from './installation.ts';
import type { HeliographOutputs } from './Runtime.ts';

export type SettingRow = (StepUpSettingRow | StepUpGroupRow) & { readonly sk: string };

/** The rows of the settings, read and changed as an operator does: past the API. */
export class SettingRows implements Disposable {
  readonly #client: DynamoDBClient;
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor({ awsEndpoint: endpoint, region, root: credentials, stackOutputs }: HeliographOutputs) {
    this.#client = new DynamoDBClient({ endpoint, region, credentials });
    this.#documents = DynamoDBDocumentClient.from(this.#client);
    this.#table = String(stackOutputs[installation]?.StepUpSettingsTable);
  }

  async all(): Promise<SettingRow[]> {
    const { Items = [] } = await this.#documents.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': stepUpSettingKey('').pk },
        ConsistentRead: true,
      }),
    );
    return Items as SettingRow[];
  }

  async groups(): Promise<StepUpGroupRow[]> {
    const prefix = stepUpGroupKey('').sk;
    return (await this.all()).filter(({ sk }) => sk.startsWith(prefix)) as (StepUpGroupRow & { sk: string })[];
  }

  async operations(): Promise<StepUpSettingRow[]> {
    const prefix = stepUpSettingKey('').sk;
    return (await this.all()).filter(({ sk }) => sk.startsWith(prefix)) as (StepUpSettingRow & { sk: string })[];
  }

  async put(row: StepUpSettingRow | StepUpGroupRow): Promise<void> {
    const key: Key = 'operations' in row ? stepUpGroupKey(row.group) : stepUpSettingKey(row.operation);
    await this.#documents.send(new PutCommand({ TableName: this.#table, Item: { ...key, ...row } }));
  }

  /** Lets admins change topics without a proof, for tests of other things. */
  openTopics(): Promise<void> {
    return this.open(topicOperations);
  }

  /** Lets users call these operations without a proof. */
  async open(operations: readonly string[]): Promise<void> {
    const rule = { requirement: 'STEP_UP_NOT_REQUIRED', scope: 'OPERATION', methods: usualMethods } as const;
    const row = { ...rule, maxAge: 300, maxAttempts: 5, updatedAt: '2026-01-01T00:00:00Z', updatedBy: 'test' };
    await Promise.all(operations.map((operation) => this.put({ ...row, operation })));
  }

  async delete(operation: string): Promise<void> {
    await this.#documents.send(new DeleteCommand({ TableName: this.#table, Key: stepUpSettingKey(operation) }));
  }

  [Symbol.dispose](): void {
    this.#client.destroy();
  }
}
