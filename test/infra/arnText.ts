import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '111122223333',
};

/** What attributes and references of a type are, with `{}` for the resource's name. */
const values: Readonly<Record<string, string>> = {
  'AWS::AppSync::GraphQLApi Arn': 'arn:aws:appsync:eu-west-1:111122223333:apis/{}',
  'AWS::AppSync::GraphQLApi ApiId': '{}',
  'AWS::Cognito::UserPool Arn': 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/{}',
  'AWS::DynamoDB::GlobalTable Arn': 'arn:aws:dynamodb:eu-west-1:111122223333:table/{}',
  'AWS::DynamoDB::GlobalTable StreamArn': 'arn:aws:dynamodb:eu-west-1:111122223333:table/{}/stream/now',
  'AWS::IAM::Role Arn': 'arn:aws:iam::111122223333:role/{}',
  'AWS::KMS::Key Arn': 'arn:aws:kms:eu-west-1:111122223333:key/{}',
  'AWS::Lambda::Function Arn': 'arn:aws:lambda:eu-west-1:111122223333:function:{}',
  'AWS::Lambda::Function Ref': '{}',
  'AWS::Logs::LogGroup Ref': '{}',
  'AWS::Logs::LogGroup Arn': 'arn:aws:logs:eu-west-1:111122223333:log-group:{}:*',
  'AWS::SNS::Topic Ref': 'arn:aws:sns:eu-west-1:111122223333:{}',
  'AWS::SQS::Queue Arn': 'arn:aws:sqs:eu-west-1:111122223333:{}',
  'AWS::Scheduler::ScheduleGroup Ref': '{}',
  'AWS::Scheduler::ScheduleGroup Arn': 'arn:aws:scheduler:eu-west-1:111122223333:schedule-group/{}',
  'Custom::PlatformApplication Arn': 'arn:aws:sns:eu-west-1:111122223333:app/GCM/{}',
};

/** Returns an ARN of a template as text. Throws where it has what is not in the tables above. */
export function arnText(value: unknown, resources: Readonly<Record<string, Resource>>): string {
  if (typeof value === 'string') return value;
  const {
    Ref,
    'Fn::GetAtt': attribute,
    'Fn::Join': joined,
  } = value as {
    Ref?: string;
    'Fn::GetAtt'?: readonly [string, string];
    'Fn::Join'?: readonly [string, readonly unknown[]];
  };
  if (joined !== undefined) return joined[1].map((part) => arnText(part, resources)).join(joined[0]);
  if (Ref !== undefined && pseudo[Ref] !== undefined) return pseudo[Ref];
  const [id = '', name = 'Ref'] = attribute ?? [Ref];
  const text = values[`${resources[id]?.Type} ${name}`];
  if (text === undefined) throw new Error(`Say in arnText.ts what ${name} of ${resources[id]?.Type} ${id} is.`);
  return text.replace('{}', id.replace(/.*\//, ''));
}
