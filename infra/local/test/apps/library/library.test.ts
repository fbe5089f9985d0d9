import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type StartTemplateOptions, startTemplate } from '../../../testing/startTemplate.ts';
import { ask } from '../ask.ts';
import { synthesizeLibrary } from './synthesizeLibrary.ts';

const folder = mkdtempDisposableSync(join(tmpdir(), 'library-'));
afterAll(() => folder.remove());

const whole = synthesizeLibrary(join(folder.path, 'whole'));
const withoutReading = synthesizeLibrary(join(folder.path, 'without-reading'), { reading: false });

const options: StartTemplateOptions = { directory: join(folder.path, 'data') };
const add = 'mutation { addBook(id: "b", title: "Bleak House") { id title } }';
const book = (id: string) => `{ book(id: "${id}") { title } }`;

/**
 * An app of nested stacks, two deep, that pass tables, an API and functions to each other.
 * It is applied, reduced, restarted and made whole again.
 */
test('a library in nested stacks lends, loses its reading and gets it back, with its books', async () => {
  let count: number;
  {
    await using cloud = await startTemplate(whole, options);
    expect(await ask(cloud, add)).toEqual({ data: { addBook: { id: 'b', title: 'Bleak House' } } });
    expect(await ask(cloud, book('b'))).toEqual({ data: { book: { title: 'Bleak House' } } });

    // A custom resource two stacks deep knows its own stack.
    const opened = String(cloud.result.outputs.App?.OpenedBy);
    expect(opened).toMatch(/:stack\/App-ReadingNestedStack\w+-[A-Z2-7]+-OpeningNestedStack\w+-[A-Z2-7]{12}\//);
    expect(await ask(cloud, book('first'))).toEqual({ data: { book: { title: opened } } });

    count = cloud.resources.length;
    expect(cloud.result).toMatchObject({ applied: count, removed: 0 });
    expect(cloud.resources.filter(({ type }) => type === 'AWS::CloudFormation::Stack')).toHaveLength(5);
  }
  {
    await using cloud = await startTemplate(withoutReading, options);
    expect(await ask(cloud, book('b'))).toEqual({ data: { book: null } });
    const { applied, removed } = cloud.result;
    expect([applied, applied + removed]).toEqual([cloud.resources.length, count]);
    expect(cloud.resources.filter(({ stackName }) => stackName.includes('Reading'))).toEqual([]);
    expect(await ask(cloud, add.replaceAll('Bleak House', 'Hard Times'))).toMatchObject({ data: { addBook: {} } });
    const scan = await cloud.platform.aws.call({ kind: 'root' }, 'dynamodb', 'Scan', {
      TableName: cloud.resources.find(({ type }) => type === 'AWS::DynamoDB::Table')?.physicalId ?? '',
    });
    expect(scan.Items).toEqual([{ id: { S: 'b' }, title: { S: 'Hard Times' } }]);
  }
  await using cloud = await startTemplate(whole, options);
  expect(await ask(cloud, book('b'))).toEqual({ data: { book: { title: 'Hard Times' } } });
  expect(cloud.result).toMatchObject({ applied: count, removed: 0 });
});

test('a function’s policy names a table of another nested stack, and grants what it says only', async () => {
  await using cloud = await startTemplate(withoutReading);
  expect(await ask(cloud, add)).toMatchObject({ data: { addBook: { id: 'b' } } });
  const [error] = (await ask(cloud, 'mutation { removeBook(id: "b") { id } }')).errors ?? [];
  const table = cloud.resources.find(({ type }) => type === 'AWS::DynamoDB::Table')?.attributes.Arn;
  expect(error?.message).toContain(`is not authorized to perform: dynamodb:DeleteItem on resource: ${table}`);
});
