import { editAssembly } from './editAssembly.ts';

const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

/** The template of a function that logs its events. The topics of this stack may invoke it, and so may redeliveries. */
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
      SourceArn: { 'Fn::Sub': `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:heliograph-dev-topic-*` },
    },
    DependsOn: ['Reader'],
  },
};

/** Synthesizes Heliograph's assembly with the function `reader` beside it in its template. Returns its folder. */
export function withReader(): Promise<string> {
  return editAssembly({
    Heliograph: ({ Resources, Outputs }) => {
      Object.assign(Resources, reader);
      Resources.RedeliveryPermission = {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: 'reader',
          Principal: Outputs?.RedeliveryRoleArn?.Value,
        },
        DependsOn: ['Reader'],
      };
    },
  });
}
