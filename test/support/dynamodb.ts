import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { HeliographOutputs } from './Runtime.ts';

const clients = new WeakMap<HeliographOutputs, DynamoDBDocumentClient>();

/** AWS's own client of DynamoDB, with the account's root key. */
export function databaseOf(outputs: HeliographOutputs): DynamoDBDocumentClient {
  const known = clients.get(outputs);
  if (known !== undefined) return known;
  const { awsEndpoint: endpoint, region, root: credentials } = outputs;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }));
  clients.set(outputs, client);
  return client;
}

/** Returns the name of the table with this logical id. */
export async function tableOf(outputs: HeliographOutputs, id: string): Promise<string> {
  const { TableNames = [] } = await databaseOf(outputs).send(new ListTablesCommand({}));
  const found = TableNames.find((name) => name.includes(id));
  if (found === undefined) throw new Error(`None of ${TableNames} is ${id}.`);
  return found;
}
