import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { faultsOf } from './faultsOf.ts';
import { row } from './row.ts';

export interface RecordedRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What AWS does not document of it. */
  readonly faults: readonly string[];
}

export type Clients = ReturnType<typeof recordRequests>['clients'];

/** What AWS answers, where an adapter goes on by it. */
const answers: Readonly<Record<string, object>> = {
  GetItem: { Item: marshall(row) },
  Query: { Items: [marshall(row)] },
  UpdateItem: { Attributes: marshall(row) },
  BatchGetItem: { Responses: {} },
  CreateTopic: { TopicArn: 'arn:topic' },
  CreatePlatformEndpoint: { EndpointArn: 'arn:endpoint' },
  Subscribe: { SubscriptionArn: 'arn:subscription' },
  DescribeUserPoolClient: { UserPoolClient: { ClientSecret: 'secret' } },
  AdminInitiateAuth: { ChallengeName: 'EMAIL_OTP', Session: 'session' },
  AdminRespondToAuthChallenge: {
    AuthenticationResult: {
      AccessToken: `.${Buffer.from('{"sub":"u"}').toString('base64url')}.`,
      RefreshToken: 'refresh',
    },
  },
  AdminGetUser: { UserLastModifiedDate: new Date(0) },
  Invoke: { Payload: { transformToString: () => '{"data":{}}' } },
  GetSecretValue: { SecretString: 'secret' },
};

/** Returns clients of the SDK that keep every request, as it is before it is written for the wire. They send none. */
export function recordRequests() {
  const requests: RecordedRequest[] = [];
  const options = { region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  const dynamo = new DynamoDBClient(options);
  const clients = {
    documents: DynamoDBDocumentClient.from(dynamo),
    sns: new SNSClient(options),
    // Without an answer there is no digest to compare.
    sqs: new SQSClient({ ...options, md5: false }),
    cognito: new CognitoIdentityProviderClient(options),
    scheduler: new SchedulerClient(options),
    lambda: new LambdaClient(options),
    logs: new CloudWatchLogsClient(options),
    secrets: new SecretsManagerClient(options),
  };
  const { documents: _, ...others } = clients;
  for (const { middlewareStack } of [dynamo, ...Object.values(others)]) {
    // The lists of middleware of different clients have no type in common.
    (middlewareStack as unknown as Stack).add(
      (_next, context) => async (call) => {
        const { operationSchema: schema = [] } = context.__smithy_context ?? {};
        const [, , operation, , inputSchema] = schema as readonly [unknown, unknown, string, unknown, never];
        requests.push({ operation, input: call.input, faults: faultsOf(operation, inputSchema, call.input) });
        return { output: { $metadata: {}, ...answers[operation] }, response: {} };
      },
      { step: 'serialize', priority: 'high' },
    );
  }
  return { clients, requests };
}

interface Stack {
  add(
    middleware: (
      next: unknown,
      context: { readonly __smithy_context?: { readonly operationSchema?: readonly unknown[] } },
    ) => (call: { readonly input: RecordedRequest['input'] }) => Promise<object>,
    options: object,
  ): void;
}
