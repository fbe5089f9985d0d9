import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { afterAll, expect, it } from 'vitest';
import { readArguments } from '../../infra/smoke/readArguments.ts';
import { readTarget } from '../../infra/smoke/readTarget.ts';

const folder = temporaryFolder('smoke-target');
afterAll(() => rm(folder, { recursive: true }));

const stack = {
  GraphqlEndpoint: 'https://abc.appsync-api.eu-west-1.amazonaws.com/graphql',
  UserPoolId: 'eu-west-1_AbCdEfGhI',
  UserPoolClientId: 'client',
};

async function file(name: string, content: object): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(content));
  return path;
}

const argumentsOf = (...args: readonly string[]) => {
  const given = readArguments(args);
  if (given === null) throw new Error('That asks for help.');
  return given;
};

it('takes a deployed stack from the file of its outputs, in the region of its pool', async () => {
  const outputs = await file('one.json', { Heliograph: stack });
  const target = await readTarget(argumentsOf('--outputs', outputs));
  expect(target).toMatchObject({
    graphqlEndpoint: stack.GraphqlEndpoint,
    aws: { region: 'eu-west-1' },
    temporary: true,
  });
  expect(JSON.parse(await readFile(join(target.folder, 'amplify_outputs.json'), 'utf8'))).toMatchObject({
    auth: { user_pool_id: stack.UserPoolId, user_pool_client_id: 'client' },
    data: { url: stack.GraphqlEndpoint, default_authorization_type: 'AMAZON_COGNITO_USER_POOLS' },
  });
  await rm(target.folder, { recursive: true });
});

it.each([
  ['no file', ['--outputs', join(folder, 'none.json')], 'none.json cannot be read'],
  ['no folder', ['--data', join(folder, 'none')], 'name the folder that npm start serves'],
  ['two stacks', ['--outputs', join(folder, 'two.json')], 'has several stacks: name one of A, B by --stack'],
  ['an unknown stack', ['--outputs', join(folder, 'two.json'), '--stack', 'C'], 'has no outputs of a stack C'],
  ['another stack', ['--outputs', join(folder, 'two.json'), '--stack', 'A'], 'has no output UserPoolId'],
])('says what is wrong with %s', async (_, args, words) => {
  await file('two.json', { A: { Other: 'x' }, B: stack });
  await expect(readTarget(argumentsOf(...args))).rejects.toThrow(words);
});

it.each([
  [[], 'Name what is deployed'],
  [['--outputs', 'a', '--data', 'b'], 'Name what is deployed'],
  [['--data', 'b', '--minutes', '0'], '--minutes is 0: a whole number from 1 to 99'],
  [['--data', 'b', 'more'], 'more'],
])('refuses the arguments %j', (args, words) => {
  expect(() => readArguments(args)).toThrow(words);
});
