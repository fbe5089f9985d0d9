import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect } from 'vitest';
import { graphql } from '../support/graphql.ts';
import { installation } from '../support/installation.ts';
import type { HeliographOutputs } from '../support/Runtime.ts';
import { SettingRows } from '../support/settingRows.ts';
import { test } from '../support/sharedRuntime.ts';
import { challengeIdOf, errorOf, initiate, proveBy, putSetting } from '../support/stepUp.ts';
import { newAdmin } from '../support/users.ts';

const PUT = 'Mutation.putStepUpSetting';
const DELETE = 'Mutation.deleteStepUpSetting';
const deleteMutation =
  'mutation ($input: DeleteStepUpSettingInput!) { deleteStepUpSetting(input: $input) { deleted } }';

/** Runs the command that docs/operations.md gives an operator, as the AWS CLI would. */
async function runDocumentedCommand({ awsEndpoint, region, root, stackOutputs }: HeliographOutputs): Promise<void> {
  const page = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
  const command = /^aws dynamodb delete-item --table-name <output (\w+)> \\\n {2}--key '(.+)'$/m.exec(page);
  const [, output = '', key = ''] = command ?? [];
  const client = new DynamoDBClient({ endpoint: awsEndpoint, region, credentials: root });
  await client.send(
    new DeleteItemCommand({ TableName: String(stackOutputs[installation]?.[output]), Key: JSON.parse(key) }),
  );
  client.destroy();
}

test('an admin cannot be locked out by a setting, and an operator lets them in again', async ({
  runtime: { outputs },
}) => {
  const ada = await newAdmin(outputs);
  const change = (setting: object) =>
    putSetting(outputs, ada.accessToken, { requirement: 'STEP_UP_REQUIRED', ...setting });
  const byPush = { methods: ['PUSH_STEP_UP'] };
  const sensitive = { group: 'sensitive', operations: [PUT, DELETE], ...byPush };
  // Ada has no device: such a setting would be her last.
  for (const setting of [sensitive, { operation: PUT, ...byPush }]) {
    expect(errorOf(await change(setting))).toMatchObject({
      errorType: 'InvalidInput',
      errorInfo: { field: 'input.methods', given: 'PUSH_STEP_UP' },
    });
  }

  using rows = new SettingRows(outputs);
  const rule = { requirement: 'STEP_UP_REQUIRED', scope: 'OPERATION', maxAge: 300, maxAttempts: 5 } as const;
  const by = {
    methods: ['PUSH_STEP_UP' as const],
    group: 'sensitive',
    updatedAt: '2026-01-01T00:00:00Z',
    updatedBy: 'a',
  };
  for (const operation of [PUT, DELETE]) await rows.put({ ...rule, ...by, operation });
  await rows.put({ ...rule, ...by, operations: [PUT, DELETE], revision: 'r' });
  const open = { operation: 'billing:open', requirement: 'STEP_UP_NOT_REQUIRED' };
  const locked = await initiate(outputs, ada.accessToken, challengeIdOf(await change(open)));
  expect(errorOf(locked).errorType).toBe('NoStepUpMethod');

  await runDocumentedCommand(outputs);
  const setting = { ...sensitive, methods: ['SMS_STEP_UP'] };
  await proveBy(outputs, ada.accessToken, challengeIdOf(await change(setting)), ada.phone);
  expect((await change(setting)).errors).toEqual([]);
  const remove = () => graphql(outputs, ada.accessToken, deleteMutation, { input: { group: 'sensitive' } });
  await proveBy(outputs, ada.accessToken, challengeIdOf(await remove()), ada.phone);
  expect(await remove()).toMatchObject({ errors: [], data: { deleteStepUpSetting: { deleted: true } } });
});
