import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreatePlatformApplicationCommand, PublishBatchCommand } from '@aws-sdk/client-sns';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeCached } from '../../../infra/aws/synthesizeCached.ts';
import { assemblyTemplates } from '../../../infra/preflight/assemblyTemplates.ts';
import { adapterCalls } from './callAdapters.ts';
import { callTableAdapters } from './callTableAdapters.ts';
import { type RecordedRequest, recordRequests } from './recordRequests.ts';

const project = join(import.meta.dirname, '../../..');

/** The requests of each adapter, by its file below `functions/aws/`. */
const made = new Map<string, readonly RecordedRequest[]>();

beforeAll(async () => {
  const { clients, requests } = recordRequests();
  let file = '';
  const next = (name: string) => {
    if (file !== '') made.set(file, requests.splice(0));
    file = name;
  };
  for (const [name, call] of Object.entries(adapterCalls(await attributesInTemplate()))) {
    next(name);
    await call(clients);
  }
  await callTableAdapters(clients.documents, (path) => next(path.replace(/^functions\/aws\/|\.ts$/g, '')));
  next('');
});

/** What the deployed template gives a platform application, references as any text. */
async function attributesInTemplate(): Promise<Readonly<Record<string, string>>> {
  const stacks = await assemblyTemplates(await synthesizeCached(temporaryFolder('requests')));
  const resources = stacks.flatMap(({ template }) => Object.values(template.Resources));
  const application = resources.find(({ Type }) => Type === 'Custom::PlatformApplication');
  const names = Object.keys(application?.Properties.Attributes ?? {});
  expect(names.length).toBeGreaterThan(0);
  return Object.fromEntries(names.map((name) => [name, 'text']));
}

/** Commands of the SDK's clients, and of the document client, by the operation's name. */
const operationOf: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  BatchGet: 'BatchGetItem',
  TransactWrite: 'TransactWriteItems',
};

function operationsIn(file: string): readonly string[] {
  const text = readFileSync(join(project, 'functions/aws', `${file}.ts`), 'utf8');
  const commands = [...text.matchAll(/new (\w+)Command\(/g)].map(([, name = '']) => operationOf[name] ?? name);
  return [...new Set(commands)].toSorted();
}

describe('requests to AWS', () => {
  it('are made by each adapter here, with each of its commands', () => {
    const files = globSync('functions/aws/*/*.ts', { cwd: project })
      .map((path) => path.replace(/^functions\/aws\/|\.ts$/g, ''))
      .filter((file) => /\/[A-Z]/.test(file) && operationsIn(file).length > 0);
    expect(files.length).toBeGreaterThan(0);
    const missing = files.flatMap((file) => {
      const operations = made.get(file)?.map(({ operation }) => operation);
      return operationsIn(file).flatMap((name) => (operations?.includes(name) ? [] : [`${file} ${name}`]));
    });
    expect(missing, 'Say in callAdapters.ts or callTableAdapters.ts how it is called.').toEqual([]);
  });

  it('have members and names that AWS documents, and no others', () => {
    for (const [file, requests] of made)
      expect(
        requests.flatMap(({ faults }) => faults),
        file,
      ).toEqual([]);
  });

  it('with others are found, however deep', async () => {
    const { clients, requests } = recordRequests();
    const Attributes = { PlatformCredential: 'c', Enabled: 'true' };
    await clients.sns.send(
      new CreatePlatformApplicationCommand({ Name: 'n', Platform: 'GCM', Attributes, ...{ Colour: 'red' } }),
    );
    const entry = { Id: '1', Message: 'm', ...{ Urgent: true } };
    const MessageAttributes = { 'AWS.SNS.MOBILE.FCM.PRIORITY': { DataType: 'String', StringValue: '1' } };
    await clients.sns.send(
      new PublishBatchCommand({ TopicArn: 't', PublishBatchRequestEntries: [{ ...entry, MessageAttributes }] }),
    );
    expect(requests.flatMap(({ faults }) => faults)).toEqual([
      'CreatePlatformApplication.Colour',
      expect.stringMatching(/^CreatePlatformApplication\.Attributes: Enabled is not at https:/),
      'PublishBatch.PublishBatchRequestEntries[].Urgent',
      expect.stringMatching(/MessageAttributes: AWS\.SNS\.MOBILE\.FCM\.PRIORITY is not at https:/),
    ]);
  });
});
