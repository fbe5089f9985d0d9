import { RemovalPolicy } from 'aws-cdk-lib';
import { AuthorizationType } from 'aws-cdk-lib/aws-appsync';
import { AttributeType, type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalCloud } from '../../../LocalCloud.ts';
import { startTemplate } from '../../../testing/startTemplate.ts';
import { ClientProcess } from '../../clients/support/ClientProcess.ts';
import { apiKey, ask } from '../ask.ts';
import { addResolvers, synthesizeApp } from '../synthesizeApp.ts';

const folder = import.meta.dirname;
const create =
  'mutation Create($id: ID!, $owner: String!, $title: String!) { createNote(id: $id, owner: $owner, title: $title) { id owner title version } }';

let cloud: LocalCloud;

/** Notes in DynamoDB through the helpers of `@aws-appsync/utils/dynamodb`: conditions, pages, batches, transactions. */
beforeAll(async () => {
  const assembly = synthesizeApp(
    folder,
    () => ({ defaultAuthorization: { authorizationType: AuthorizationType.API_KEY } }),
    (stack, api) => {
      const table = new Table(stack, 'Notes', {
        partitionKey: { name: 'id', type: AttributeType.STRING },
        removalPolicy: RemovalPolicy.DESTROY,
      });
      table.addGlobalSecondaryIndex({
        indexName: 'byOwner',
        partitionKey: { name: 'owner', type: AttributeType.STRING },
      });
      api.addEnvironmentVariable('TABLE', table.tableName);
      // CDK's classes miss their own interfaces under exactOptionalPropertyTypes.
      const notes = api.addDynamoDbDataSource('NotesSource', table as ITable);
      addResolvers(folder, () => notes);
    },
  );
  cloud = await startTemplate(assembly);
});
afterAll(() => cloud[Symbol.asyncDispose]());

describe('notebook, an app over DynamoDB', () => {
  test('creates once, updates what was read, and removes', async () => {
    const note = { id: 'a', owner: 'ada', title: 'First' };
    expect(await ask(cloud, create, note)).toEqual({ data: { createNote: { ...note, version: 1 } } });
    expect((await ask(cloud, create, { ...note, title: 'Again' })).errors).toMatchObject([
      { path: ['createNote'], errorType: 'DynamoDB:ConditionalCheckFailedException' },
    ]);
    const update = (version: number) =>
      ask(cloud, `mutation { updateNote(id: "a", body: "text", expectedVersion: ${version}) { title body version } }`);
    expect(await update(1)).toEqual({ data: { updateNote: { title: 'First', body: 'text', version: 2 } } });
    expect(await update(1)).toMatchObject({
      data: { updateNote: null },
      errors: [
        { errorType: 'DynamoDB:ConditionalCheckFailedException', data: { title: 'First', body: 'text', version: 2 } },
      ],
    });
    expect(await ask(cloud, 'mutation { deleteNote(id: "a") { id } }')).toEqual({ data: { deleteNote: { id: 'a' } } });
    expect(await ask(cloud, '{ note(id: "a") { id } }')).toEqual({ data: { note: null } });
  });

  test('reads page by page, by index, by filter and by ids', async () => {
    for (let number = 1; number <= 5; number += 1) {
      await ask(cloud, create, { id: `p${number}`, owner: number === 5 ? 'bob' : 'pia', title: `Page ${number}` });
    }
    const titles: unknown[] = [];
    let nextToken: string | null = null;
    do {
      const { data } = await ask(
        cloud,
        'query Of($nextToken: String) { notesOf(owner: "pia", limit: 3, nextToken: $nextToken) { items { title } nextToken } }',
        { nextToken },
      );
      const page = data?.notesOf as { readonly items: readonly { title: string }[]; readonly nextToken: string | null };
      expect(page.items.length).toBeLessThanOrEqual(3);
      titles.push(...page.items.map(({ title }) => title));
      nextToken = page.nextToken;
    } while (nextToken !== null);
    expect(titles.sort()).toEqual(['Page 1', 'Page 2', 'Page 3', 'Page 4']);
    expect(await ask(cloud, '{ notes(filter: { title: { contains: "5" } }) { items { id } } }')).toEqual({
      data: { notes: { items: [{ id: 'p5' }] } },
    });
    expect(await ask(cloud, '{ notesById(ids: ["p1", "none", "p2"]) { id } }')).toEqual({
      data: { notesById: [{ id: 'p1' }, null, { id: 'p2' }] },
    });
    const forged = await ask(cloud, '{ notesOf(owner: "pia", nextToken: "forged") { items { id } } }');
    expect(forged.errors?.[0]).toMatchObject({ path: ['notesOf'] });
  });

  test('moves in one transaction, with the reasons where it cannot', async () => {
    await ask(cloud, create, { id: 'm1', owner: 'mia', title: 'Here' });
    const move = 'mutation { moveNote(from: "m1", to: "m2", owner: "mia") { id title } }';
    expect(await ask(cloud, move)).toEqual({ data: { moveNote: { id: 'm2', title: 'moved from m1' } } });
    expect(await ask(cloud, '{ notesById(ids: ["m1", "m2"]) { id } }')).toEqual({
      data: { notesById: [null, { id: 'm2' }] },
    });
    expect(await ask(cloud, move)).toMatchObject({
      data: { moveNote: null },
      errors: [
        {
          errorType: 'DynamoDB:TransactionCanceledException',
          errorInfo: [{ type: 'ConditionCheckFailed' }, { type: 'None' }],
        },
      ],
    });
  });

  test('tells Amplify’s subscriber of every change to an owner’s notes', async () => {
    await using app = new ClientProcess('amplifyClient.ts', cloud.front.caCertificate);
    const endpoint = `${cloud.secureBaseUrl}/graphql`;
    await app.ask('configure', {
      endpoint,
      region: cloud.platform.region,
      apiKey: apiKey(cloud),
      userPoolId: '',
      clientId: '',
      userPoolEndpoint: '',
    });
    const onNote = 'subscription On($owner: String) { onNote(owner: $owner) { title version } }';
    await app.ask('subscribe', 'sue', 'apiKey', onNote, { owner: 'sue' });
    await app.event(({ source, value }) => source === 'hub' && value === 'Subscription ack');
    await app.ask('graphql', 'apiKey', create, { id: 't1', owner: 'tom', title: 'Tom' });
    await app.ask('graphql', 'apiKey', create, { id: 's1', owner: 'sue', title: 'Sue' });
    const update = 'mutation { updateNote(id: "s1", title: "Sue again", expectedVersion: 1) { owner title version } }';
    await app.ask('graphql', 'apiKey', update, {});
    expect(await app.next('sue')).toEqual({ data: { onNote: { title: 'Sue', version: 1 } } });
    expect(await app.next('sue')).toEqual({ data: { onNote: { title: 'Sue again', version: 2 } } });
  });
});
