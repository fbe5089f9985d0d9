import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';

const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

/** Somebody's function, which logs what it gets and lets the topics of this stack invoke it. */
const reader = {
  ReaderRole: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
      Policies: [
        {
          PolicyName: 'log',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                Resource: { 'Fn::GetAtt': ['ReaderLog', 'Arn'] },
              },
            ],
          },
        },
      ],
    },
  },
  ReaderLog: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/reader' } },
  Reader: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'reader',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': ['ReaderRole', 'Arn'] },
      Code: { ZipFile: 'exports.handler = async (event) => console.log(JSON.stringify(event))' },
    },
  },
  ReaderPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: 'reader',
      Principal: 'sns.amazonaws.com',
      SourceArn: { 'Fn::Sub': `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:Heliograph-topic-*` },
    },
    DependsOn: ['Reader'],
  },
};

/** Heliograph's assembly in `folder`, with the function `reader` beside it in its template. */
export async function withReader(folder: string): Promise<string> {
  await synthesizeCached(folder);
  const path = join(folder, 'Heliograph.template.json');
  const template = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...template, Resources: { ...template.Resources, ...reader } }));
  return folder;
}
