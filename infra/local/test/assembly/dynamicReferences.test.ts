import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../platform/Json.ts';
import { awsClientOptions, startTemplate } from '../../testing/startTemplate.ts';

const named = (reference: string): JsonObject => ({
  Resources: {
    Secret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { Name: 'shop', SecretString: '{"title":"Corner shop"}' },
    },
    Topic: {
      Type: 'AWS::SNS::Topic',
      DependsOn: 'Secret',
      Properties: { DisplayName: { 'Fn::Join': ['', ['The ', reference]] } },
    },
  },
});

it.each([
  ['one key of a secret', '{{resolve:secretsmanager:shop:SecretString:title}}', 'The Corner shop'],
  ['a whole secret', '{{resolve:secretsmanager:shop}}', 'The {"title":"Corner shop"}'],
])('%s stands where a dynamic reference names it, and not in the stack’s state', async (_, reference, DisplayName) => {
  await using cloud = await startTemplate(named(reference));
  const topic = cloud.resources.find(({ logicalId }) => logicalId === 'Topic');
  const TopicArn = topic?.physicalId ?? '';
  const client = new SNSClient(awsClientOptions(cloud));
  const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(Attributes?.DisplayName).toBe(DisplayName);
  expect(JSON.stringify(topic?.properties)).not.toContain('Corner');
});

it.each([
  ['a key that the secret lacks', '{{resolve:secretsmanager:shop:SecretString:name}}', 'has no JSON key name'],
  ['a secret that is not there', '{{resolve:secretsmanager:gone}}', 'Topic (AWS::SNS::Topic)'],
  ['another service', '{{resolve:ssm-secure:name}}', '{{resolve:ssm-secure:…}} is not supported'],
])('refuses %s, naming the resource', async (_, reference, message) => {
  await expect(startTemplate(named(reference))).rejects.toThrow(message);
});
