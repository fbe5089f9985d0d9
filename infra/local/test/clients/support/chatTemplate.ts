import type { JsonObject } from '../../../platform/Json.ts';

const everyone = '@aws_api_key @aws_iam @aws_cognito_user_pools';

const schema = /* GraphQL */ `
  type Message ${everyone} {
    room: ID!
    text: String!
    sender: String
  }

  type Query {
    whoAmI: String ${everyone}
    members: [String!] @aws_cognito_user_pools
  }

  type Mutation {
    send(room: ID!, text: String!): Message ${everyone}
  }

  type Subscription {
    onSend(room: ID): Message @aws_subscribe(mutations: ["send"]) ${everyone}
    onSendForServices: Message @aws_subscribe(mutations: ["send"]) @aws_iam
    onSendForMembers(room: ID): Message @aws_subscribe(mutations: ["send"]) @aws_cognito_user_pools
  }
`;

const sender = 'ctx.identity ? (ctx.identity.userArn ? ctx.identity.userArn : ctx.identity.username) : null';
const code = (payload: string) => `export function request(ctx) { return { payload: ${payload} }; }
export function response(ctx) { return ctx.result; }`;

const ApiId = { 'Fn::GetAtt': ['Api', 'ApiId'] };

function resolver(TypeName: string, FieldName: string, payload: string): JsonObject {
  return {
    Type: 'AWS::AppSync::Resolver',
    DependsOn: ['Schema', 'None'],
    Properties: {
      ApiId,
      TypeName,
      FieldName,
      DataSourceName: 'none',
      Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
      Code: code(payload),
    },
  };
}

/** A chat over a NONE data source that users of a pool, holders of an API key and one role may use. */
export const chatTemplate: JsonObject = {
  Resources: {
    Users: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'chat' } },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: { Ref: 'Users' },
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      },
    },
    Api: {
      Type: 'AWS::AppSync::GraphQLApi',
      Properties: {
        Name: 'chat',
        AuthenticationType: 'API_KEY',
        AdditionalAuthenticationProviders: [
          { AuthenticationType: 'AWS_IAM' },
          {
            AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
            UserPoolConfig: { UserPoolId: { Ref: 'Users' }, AwsRegion: { Ref: 'AWS::Region' } },
          },
        ],
      },
    },
    Key: { Type: 'AWS::AppSync::ApiKey', Properties: { ApiId } },
    Schema: { Type: 'AWS::AppSync::GraphQLSchema', Properties: { ApiId, Definition: schema } },
    None: { Type: 'AWS::AppSync::DataSource', Properties: { ApiId, Name: 'none', Type: 'NONE' } },
    WhoAmI: resolver('Query', 'whoAmI', sender),
    Members: resolver('Query', 'members', "['ada']"),
    Send: resolver('Mutation', 'send', `{ room: ctx.args.room, text: ctx.args.text, sender: ${sender} }`),
    Service: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'chat-service',
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
        },
        Policies: [
          {
            PolicyName: 'chat',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: ['Query/fields/whoAmI', 'Mutation/*', 'Subscription/fields/onSend'].map((field) => ({
                Effect: 'Allow',
                Action: 'appsync:GraphQL',
                Resource: { 'Fn::Sub': `\${Api.Arn}/types/${field}` },
              })),
            },
          },
        ],
      },
    },
  },
  Outputs: {
    ApiKey: { Value: { 'Fn::GetAtt': ['Key', 'ApiKey'] } },
    UserPoolId: { Value: { Ref: 'Users' } },
    ClientId: { Value: { Ref: 'Client' } },
    ServiceRoleArn: { Value: { 'Fn::GetAtt': ['Service', 'Arn'] } },
  },
};
