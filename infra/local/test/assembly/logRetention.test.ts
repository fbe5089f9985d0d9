import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, it } from 'vitest';
import { awsClientOptions, startTemplate } from '../../testing/startTemplate.ts';

it('sets the retention that an app of an older CDK asks its function for, which needs version 2 of the SDK', async () => {
  const template = {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
          },
        },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs16.x',
          Handler: 'index.handler',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Code: { ZipFile: "const { CloudWatchLogs } = require('aws-sdk'); exports.handler = async () => {};" },
        },
      },
      Retention: {
        Type: 'Custom::LogRetention',
        Properties: {
          ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] },
          LogGroupName: '/aws/appsync/apis/one',
          RetentionInDays: 7,
        },
      },
    },
    Outputs: { Name: { Value: { Ref: 'Retention' } } },
  };
  await using cloud = await startTemplate(template);
  expect(cloud.result.outputs.Test?.Name).toBe('/aws/appsync/apis/one');
  const logs = new CloudWatchLogsClient(awsClientOptions(cloud));
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/appsync' }));
  expect(logGroups).toMatchObject([{ logGroupName: '/aws/appsync/apis/one', retentionInDays: 7 }]);
});
