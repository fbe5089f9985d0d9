import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lambdaParts } from '../../../infra/aws/build/lambdaParts.ts';
import { onlyUsedSchemas } from '../../../infra/aws/build/onlyUsedSchemas.ts';

const source = `
  import { ConditionalCheckFailedException, DeleteItemCommand, DynamoDBClient, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
  /** What the client throws for an error of DynamoDB's. */
  export async function thrown(endpoint) {
    const client = new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
    try {
      await client.send(new DeleteItemCommand({ TableName: 'table', Key: { pk: { S: 'a' } } }));
    } catch (error) {
      const { name, message, $fault, Item } = error;
      return {
        name, message, $fault, Item,
        conditional: error instanceof ConditionalCheckFailedException,
        service: error instanceof DynamoDBServiceException,
      };
    } finally {
      client.destroy();
    }
  }
`;

let folder: string;
let server: Server;
let endpoint: string;
let answer: object;
let code: string;
let thrown: (endpoint: string) => Promise<unknown>;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  folder = await mkdtemp(join(tmpdir(), 'schemas-'));
  await mkdir(join(folder, 'sources'));
  await writeFile(join(folder, 'sources', 'thrown.ts'), source);
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    outfile: join(folder, 'thrown.mjs'),
    write: false,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    plugins: [onlyUsedSchemas(join(folder, 'sources')), lambdaParts],
    external: ['@smithy/core/event-streams'],
  });
  code = outputFiles[0]?.text ?? '';
  await writeFile(join(folder, 'thrown.mjs'), code);
  ({ thrown } = await import(pathToFileURL(join(folder, 'thrown.mjs')).href));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

test('the bundle has neither operations nor exceptions that nobody uses', () => {
  expect(code).toContain('DeleteItemInput');
  expect(code).not.toContain('CreateTableInput');
  expect(code).not.toContain('BackupInUseException');
});

test('an exception that a source names is thrown as itself, with its members', async () => {
  const Item = { pk: { S: 'a' } };
  answer = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'failed', Item };
  expect(await thrown(endpoint)).toEqual({
    name: 'ConditionalCheckFailedException',
    message: 'failed',
    $fault: 'client',
    Item,
    conditional: true,
    service: true,
  });
});

test('any other is the service’s base exception, with its own name and message', async () => {
  answer = { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', message: 'no table' };
  expect(await thrown(endpoint)).toEqual({
    name: 'ResourceNotFoundException',
    message: 'no table',
    $fault: 'client',
    conditional: false,
    service: true,
  });
});
