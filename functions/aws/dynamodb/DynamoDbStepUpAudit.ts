import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { stepUpAuditKey } from '../../rules/keys.ts';
import type { StepUpAuditRow } from '../../rules/stepUp/StepUpAuditRow.ts';
import type { StepUpAudit } from '../../stepUp/StepUpAudit.ts';

/** The audit in the StepUpAudit table. Rows are only added. */
export class DynamoDbStepUpAudit implements StepUpAudit {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async record(row: StepUpAuditRow): Promise<void> {
    await this.#client.send(
      new PutCommand({
        TableName: this.#table,
        Item: { ...stepUpAuditKey(row.at, row.id), ...row },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  }
}
