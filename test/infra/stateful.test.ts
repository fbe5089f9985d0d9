import { describe, expect, it } from 'vitest';
import {
  losses,
  readOnlyProperties,
  type StatefulResources,
  statefulResources,
} from '../../infra/preflight/statefulResources.ts';
import baseline from './stateful.baseline.json' with { type: 'json' };
import { synthesizedWith } from './synthesizedWith.ts';

const HOW =
  'A deployment would lose state. If that is meant, run `npm run baseline` and commit the file alone, with the ' +
  'reason. After the first release it may never be meant: give the resource its old id and properties back.';

it('a deployment replaces, renames and drops nothing that holds state', async () => {
  const now = await statefulResources((await synthesizedWith({})).directory);
  expect(losses(baseline, JSON.parse(JSON.stringify(now))), HOW).toEqual([]);
});

it('a template sets nothing that AWS sets', async () => {
  const { resources } = await synthesizedWith({});
  expect(await readOnlyProperties(resources)).toEqual([]);
  const planted = { 'Api/Log': { Type: 'AWS::Logs::LogGroup', Properties: { Arn: 'arn:aws:logs:…' } } };
  expect(await readOnlyProperties(planted)).toEqual(['Api/Log Arn']);
});

it('the baseline has tables, users, keys, queues, schedules, devices’ endpoints, and what clients hold', () => {
  const types = new Set(Object.values(baseline).map(({ type }) => type));
  expect([...types].toSorted()).toEqual([
    'AWS::AppSync::GraphQLApi',
    'AWS::Cognito::UserPool',
    'AWS::Cognito::UserPoolClient',
    'AWS::Cognito::UserPoolGroup',
    'AWS::DynamoDB::GlobalTable',
    'AWS::IAM::Role',
    'AWS::KMS::Key',
    'AWS::Logs::LogGroup',
    'AWS::SQS::Queue',
    'AWS::Scheduler::ScheduleGroup',
    'Custom::PlatformApplication',
  ]);
});

it('state stands in stacks of its own', () => {
  const stacks = new Set(Object.keys(baseline).map((id) => id.replace(/\/.*/, '')));
  expect([...stacks]).toEqual(['Api', 'Identity', 'Messaging', 'Platforms', 'Storage']);
});

describe('losses', () => {
  const table = (more: object = {}) => ({
    type: 'AWS::DynamoDB::GlobalTable',
    DeletionPolicy: 'RetainExceptOnCreate',
    fixed: { KeySchema: ['pk'] },
    ...more,
  });
  const before: StatefulResources = { 'Storage/Messages1': table() };

  it('are none where only other things change', () => {
    expect(losses(before, { 'Storage/Messages1': table() })).toEqual([]);
  });

  it.each<[string, StatefulResources, readonly string[]]>([
    [
      'another id',
      { 'Storage/Messages2': table() },
      [
        'Storage/Messages1 (AWS::DynamoDB::GlobalTable) is gone',
        'Storage/Messages2 (AWS::DynamoDB::GlobalTable) is new',
      ],
    ],
    [
      'a property that makes a new resource',
      { 'Storage/Messages1': table({ fixed: { KeySchema: ['id'] } }) },
      ['would be replaced by an empty one: KeySchema was ["pk"] and is ["id"]'],
    ],
    [
      'a name',
      { 'Storage/Messages1': table({ fixed: { KeySchema: ['pk'], TableName: 'messages' } }) },
      ['would be replaced by an empty one: TableName was not set and is "messages"'],
    ],
    [
      'a policy that no longer keeps it',
      { 'Storage/Messages1': table({ DeletionPolicy: 'Delete' }) },
      ['would not be kept as before: DeletionPolicy was "RetainExceptOnCreate" and is "Delete"'],
    ],
  ])('name %s', (_, now, expected) => {
    const found = losses(before, now);
    expect(found).toHaveLength(expected.length);
    for (const [index, text] of expected.entries()) expect(found[index]).toContain(text);
  });
});
