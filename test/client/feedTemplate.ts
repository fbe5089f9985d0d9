import type { JsonObject } from 'local-cloud';
import { mergeSchema } from '../../schema/mergeSchema.ts';

const ApiId = { 'Fn::GetAtt': ['Api', 'ApiId'] };

/** Minutes, Cognito's least. */
const TOKEN_MINUTES = 5;

function resolver(coordinate: string, dataSource: string, code: string): JsonObject {
  const [TypeName, FieldName] = coordinate.split('.') as [string, string];
  return {
    Type: 'AWS::AppSync::Resolver',
    DependsOn: ['Schema', 'EventsSource', 'NoneSource'],
    Properties: {
      ApiId,
      TypeName,
      FieldName,
      DataSourceName: dataSource,
      Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
      Code: code,
    },
  };
}

/** Stores one event, and publishes it. */
const report = `import { util } from '@aws-appsync/utils';
export function request({ args }) {
  const [event] = args.input.events;
  const key = util.dynamodb.toMapValues({ messageId: args.input.messageId, sequence: event.sequence });
  return { operation: 'PutItem', key, attributeValues: util.dynamodb.toMapValues(event) };
}
export function response({ args, error }) {
  if (error) util.error(error.message, error.type);
  return args.input;
}`;

const events = `import { util } from '@aws-appsync/utils';
export function request({ args }) {
  const expression = 'messageId = :m AND #s > :s';
  const expressionValues = util.dynamodb.toMapValues({ ':m': args.messageId, ':s': args.after });
  return { operation: 'Query', query: { expression, expressionNames: { '#s': 'sequence' }, expressionValues } };
}
export function response({ result, error }) {
  if (error) util.error(error.message, error.type);
  return { events: result.items, endSequence: 0, hasNextPage: false };
}`;

/** Everything that was ever reported of the message `m`. */
const inbox = `import { util } from '@aws-appsync/utils';
export function request() {
  const expressionValues = util.dynamodb.toMapValues({ ':m': 'm' });
  return { operation: 'Query', query: { expression: 'messageId = :m', expressionValues }, scanIndexForward: false };
}
export function response({ result, error }) {
  if (error) util.error(error.message, error.type);
  const nodes = result.items.map((event) => ({
    title: 'Hello',
    unread: true,
    delivery: {
      ...event, id: event.deliveryId, createdAt: event.at, updatedAt: event.at, transitions: [],
      attempt: 1, attempts: 1, late: false,
    },
  }));
  const pageInfo = { hasNextPage: false, endCursor: null };
  return { nodes, asOf: util.time.nowISO8601(), unreadCount: 0, pageInfo };
}`;

const subscription = `export function request() { return { payload: null }; }
export function response() { return null; }`;

/**
 * Heliograph's schema over one table, with tokens of five minutes: as much of its API as live feeds need, in
 * milliseconds and on a clock that can be moved, since no function takes part.
 */
export const feedTemplate: JsonObject = {
  Resources: {
    Users: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'feeds' } },
    Publishers: {
      Type: 'AWS::Cognito::UserPoolGroup',
      Properties: { UserPoolId: { Ref: 'Users' }, GroupName: 'publishers' },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: { Ref: 'Users' },
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        AccessTokenValidity: TOKEN_MINUTES,
        IdTokenValidity: TOKEN_MINUTES,
        TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes' },
      },
    },
    Api: {
      Type: 'AWS::AppSync::GraphQLApi',
      Properties: {
        Name: 'feeds',
        AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
        UserPoolConfig: {
          UserPoolId: { Ref: 'Users' },
          AwsRegion: { Ref: 'AWS::Region' },
          DefaultAction: 'ALLOW',
        },
        AdditionalAuthenticationProviders: [{ AuthenticationType: 'AWS_IAM' }],
      },
    },
    Schema: { Type: 'AWS::AppSync::GraphQLSchema', Properties: { ApiId, Definition: mergeSchema() } },
    Events: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'messageId', KeyType: 'HASH' },
          { AttributeName: 'sequence', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'messageId', AttributeType: 'S' },
          { AttributeName: 'sequence', AttributeType: 'N' },
        ],
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'appsync.amazonaws.com' } }],
        },
        Policies: [
          {
            PolicyName: 'events',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: ['dynamodb:PutItem', 'dynamodb:Query'],
                  Resource: { 'Fn::GetAtt': ['Events', 'Arn'] },
                },
              ],
            },
          },
        ],
      },
    },
    EventsSource: {
      Type: 'AWS::AppSync::DataSource',
      Properties: {
        ApiId,
        Name: 'events',
        Type: 'AMAZON_DYNAMODB',
        ServiceRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        DynamoDBConfig: { TableName: { Ref: 'Events' }, AwsRegion: { Ref: 'AWS::Region' } },
      },
    },
    NoneSource: { Type: 'AWS::AppSync::DataSource', Properties: { ApiId, Name: 'none', Type: 'NONE' } },
    Report: resolver('Mutation.reportDeliveries', 'events', report),
    DeliveryEvents: resolver('Query.deliveryEvents', 'events', events),
    Inbox: resolver('Query.inbox', 'events', inbox),
    OnDeliveryReport: resolver('Subscription.onDeliveryReport', 'none', subscription),
    OnMyDeliveries: resolver('Subscription.onMyDeliveries', 'none', subscription),
  },
  Outputs: {
    UserPoolId: { Value: { Ref: 'Users' } },
    ClientId: { Value: { Ref: 'Client' } },
  },
};
