import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { stepUpFactorsKey } from '../../rules/keys.ts';
import type { FactorHistory, SignInObservation } from '../../rules/stepUp/FactorHistory.ts';
import type { FactorHistories } from '../../stepUp/FactorHistories.ts';
import { getRow } from './getRow.ts';

/** Users' factor histories in the StepUpSessions table. */
export class DynamoDbFactorHistories implements FactorHistories {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  read(userId: string): Promise<FactorHistory | null> {
    return getRow<FactorHistory>(this.#client, this.#table, stepUpFactorsKey(userId));
  }

  async writeSignIn(userId: string, { phone, email, softwareToken, seenChange }: SignInObservation): Promise<void> {
    const members = Object.entries({ phone, email, softwareToken, seenChange });
    const given = members.filter(([, value]) => value !== undefined);
    const absent = members.filter(([, value]) => value === undefined).map(([name]) => name);
    const sets = `SET ${given.map(([name]) => `${name} = :${name}`).join(', ')}`;
    const removes = absent.length > 0 ? ` REMOVE ${absent.join(', ')}` : '';
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: stepUpFactorsKey(userId),
        UpdateExpression: `${sets}${removes}`,
        ExpressionAttributeValues: Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
      }),
    );
  }

  writeOwnChange(userId: string, ownChange: NonNullable<FactorHistory['ownChange']>): Promise<void> {
    return this.#set(userId, 'ownChange', ownChange);
  }

  writeStepUpClient(userId: string, clientId: string): Promise<void> {
    return this.#set(userId, 'stepUpClientId', clientId);
  }

  async #set(userId: string, member: keyof FactorHistory, value: unknown): Promise<void> {
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: stepUpFactorsKey(userId),
        UpdateExpression: 'SET #member = :value',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#member': member },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  }
}
