import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startTemplate } from '../../testing/startTemplate.ts';
import { writeFiles } from './startThings.ts';

it('a stack’s tags go to what it has and to the stacks that it nests, where nothing else says otherwise', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'tags-'));
  const ownTags = [{ Key: 'level', Value: 'queue' }];
  writeFiles(folder.path, {
    'manifest.json': {
      artifacts: {
        App: {
          type: 'aws:cloudformation:stack',
          properties: { templateFile: 'app.json', tags: { team: 'post', level: 'root' } },
        },
      },
    },
    'app.json': {
      Resources: {
        Child: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: 'child.json', Tags: [{ Key: 'level', Value: 'child' }] },
        },
        Root: { Type: 'AWS::SQS::Queue' },
      },
    },
    'child.json': {
      Resources: {
        Plain: { Type: 'AWS::SQS::Queue' },
        Own: { Type: 'AWS::SQS::Queue', Properties: { Tags: ownTags } },
      },
    },
  });
  await using cloud = await startTemplate(folder.path);
  const tagsOf = async (logicalId: string) => {
    const QueueUrl = cloud.resources.find((resource) => resource.logicalId === logicalId)?.physicalId ?? '';
    return (await cloud.platform.aws.call({ kind: 'root' }, 'sqs', 'ListQueueTags', { QueueUrl })).Tags;
  };
  expect(await tagsOf('Root')).toEqual({ team: 'post', level: 'root' });
  expect(await tagsOf('Plain')).toEqual({ team: 'post', level: 'child' });
  expect(await tagsOf('Own')).toEqual({ team: 'post', level: 'queue' });
});
