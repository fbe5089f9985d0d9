import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
} from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AwsApi, AwsOperation } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { type StartedFront, startFront } from '../../testing/startFront.ts';

/** What each fake operation was given, by name. */
const received = new Map<string, JsonObject>();

function answering(
  name: string,
  output: (input: JsonObject) => JsonObject,
  more: Partial<AwsOperation> = {},
): AwsOperation {
  return {
    permissions: () => [{ action: `fake:${name}`, resource: '*' }],
    run(input) {
      received.set(name, input);
      return output(input);
    },
    ...more,
  };
}

const failing = (code: string, message: string, options?: ConstructorParameters<typeof AwsError>[2]) => () => {
  throw new AwsError(code, message, options);
};

const apis: readonly AwsApi[] = [
  {
    signingName: 'dynamodb',
    protocol: 'json-1.0',
    targetPrefix: 'DynamoDB_20120810',
    operations: {
      GetItem: answering('GetItem', () => ({ Item: { id: { S: 'é' } } })),
      PutItem: answering(
        'PutItem',
        failing('ConditionalCheckFailedException', 'The conditional request failed', {
          details: { Item: { id: { S: 'old' } } },
        }),
      ),
      TransactWriteItems: answering(
        'TransactWriteItems',
        failing('TransactionCanceledException', 'Transaction cancelled', {
          details: { CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'no' }] },
        }),
      ),
    },
  },
  {
    signingName: 'sns',
    protocol: 'query',
    xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    operations: {
      CreateTopic: answering('CreateTopic', () => ({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:a<&>b' })),
      GetTopicAttributes: answering('GetTopicAttributes', () => ({
        // Maps are how the contract writes a query service's `<entry>` lists.
        Attributes: new Map([
          ['Policy', '{"a":"<b>"}'],
          ['DisplayName', 'Ünï'],
        ]) as unknown as JsonObject,
      })),
      Publish: answering('Publish', failing('NotFound', 'Topic does not exist', { status: 404 })),
      PublishBatch: answering('PublishBatch', () => ({
        Successful: [{ Id: 'one', MessageId: 'm1' }],
        Failed: [{ Id: 'two', Code: 'InternalError', SenderFault: false }],
      })),
      TagResource: answering('TagResource', () => ({})),
    },
  },
  {
    signingName: 'sqs',
    protocol: 'json-1.0',
    targetPrefix: 'AmazonSQS',
    operations: {
      SendMessage: answering('SendMessage', () => ({
        MessageId: 'm',
        MD5OfMessageBody: '6f8f57715090da2632453988d9a1501b',
      })),
      GetQueueUrl: answering('GetQueueUrl', failing('QueueDoesNotExist', 'The specified queue does not exist.')),
    },
  },
  {
    signingName: 'lambda',
    protocol: 'rest-json',
    operations: {
      Invoke: answering(
        'Invoke',
        (input) => ({ StatusCode: 200, FunctionError: 'Unhandled', Payload: String(input.Payload) }),
        {
          http: {
            method: 'POST',
            path: '/2015-03-31/functions/{FunctionName}/invocations',
            payload: { input: 'Payload', output: 'Payload' },
            headers: { InvocationType: 'X-Amz-Invocation-Type', FunctionError: 'X-Amz-Function-Error' },
          },
        },
      ),
      ListFunctions: answering(
        'ListFunctions',
        failing('ResourceNotFoundException', 'Function not found', { status: 404 }),
        {
          http: { method: 'GET', path: '/2015-03-31/functions' },
        },
      ),
    },
  },
  {
    signingName: 'secretsmanager',
    protocol: 'json-1.1',
    targetPrefix: 'secretsmanager',
    operations: {
      GetSecretValue: answering('GetSecretValue', () => ({ Name: 'n', SecretString: 's', CreatedDate: 1_700_000_000 })),
    },
  },
  {
    signingName: 'cognito-idp',
    protocol: 'json-1.1',
    targetPrefix: 'AWSCognitoIdentityProviderService',
    operations: {
      InitiateAuth: answering('InitiateAuth', failing('NotAuthorizedException', 'Incorrect username or password.'), {
        unsigned: true,
      }),
    },
  },
];

let started: StartedFront;
beforeAll(async () => {
  started = await startFront(apis);
});
afterAll(() => started.stop());

describe('DynamoDB, JSON 1.0', () => {
  const client = () => new DynamoDBClient(started.clientConfig);

  it('carries input and output', async () => {
    const output = await client().send(new GetItemCommand({ TableName: 't', Key: { id: { S: 'ü' } } }));
    expect(output.Item).toEqual({ id: { S: 'é' } });
    expect(output.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(received.get('GetItem')).toEqual({ TableName: 't', Key: { id: { S: 'ü' } } });
  });

  it('carries the members of errors', async () => {
    await expect(client().send(new PutItemCommand({ TableName: 't', Item: {} }))).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: { id: { S: 'old' } },
    });
    await expect(client().send(new TransactWriteItemsCommand({ TransactItems: [] }))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'no' }],
    });
  });

  it('refuses a wrong secret and an unknown key by AWS names', async () => {
    const { accessKeyId } = started.clientConfig.credentials;
    const wrongSecret = new DynamoDBClient({
      ...started.clientConfig,
      credentials: { accessKeyId, secretAccessKey: 'x' },
    });
    await expect(wrongSecret.send(new GetItemCommand({ TableName: 't', Key: {} }))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    });
    const unknownKey = new DynamoDBClient({
      ...started.clientConfig,
      credentials: { accessKeyId: 'AKIAX', secretAccessKey: 'x' },
    });
    await expect(unknownKey.send(new GetItemCommand({ TableName: 't', Key: {} }))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });
});

describe('SNS, query', () => {
  const client = () => new SNSClient(started.clientConfig);

  it('nests lists and maps of the form', async () => {
    const output = await client().send(
      new CreateTopicCommand({
        Name: 'n',
        Attributes: { FifoTopic: 'true', DisplayName: 'a b+c' },
        Tags: [
          { Key: 'k', Value: 'v' },
          { Key: 'l', Value: '' },
        ],
      }),
    );
    expect(output.TopicArn).toBe('arn:aws:sns:us-east-1:000000000000:a<&>b');
    expect(received.get('CreateTopic')).toEqual({
      Name: 'n',
      Attributes: { FifoTopic: 'true', DisplayName: 'a b+c' },
      Tags: [
        { Key: 'k', Value: 'v' },
        { Key: 'l', Value: '' },
      ],
    });
  });

  it('nests maps within lists, and answers lists', async () => {
    const output = await client().send(
      new PublishBatchCommand({
        TopicArn: 'arn',
        PublishBatchRequestEntries: [
          { Id: 'one', Message: 'm', MessageAttributes: { colour: { DataType: 'String', StringValue: 'red' } } },
          { Id: 'two', Message: 'm' },
        ],
      }),
    );
    expect(output.Successful).toEqual([{ Id: 'one', MessageId: 'm1' }]);
    expect(output.Failed).toEqual([{ Id: 'two', Code: 'InternalError', SenderFault: false }]);
    expect(received.get('PublishBatch')).toEqual({
      TopicArn: 'arn',
      PublishBatchRequestEntries: [
        { Id: 'one', Message: 'm', MessageAttributes: { colour: { DataType: 'String', StringValue: 'red' } } },
        { Id: 'two', Message: 'm' },
      ],
    });
  });

  it('answers maps and empty results', async () => {
    const output = await client().send(new GetTopicAttributesCommand({ TopicArn: 'arn' }));
    expect(output.Attributes).toEqual({ Policy: '{"a":"<b>"}', DisplayName: 'Ünï' });
    await expect(client().send(new TagResourceCommand({ ResourceArn: 'arn', Tags: [] }))).resolves.toMatchObject({
      $metadata: { httpStatusCode: 200 },
    });
  });

  it('carries errors under the name of their exception', async () => {
    await expect(client().send(new PublishCommand({ TopicArn: 'arn', Message: 'm' }))).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Topic does not exist',
      $metadata: { httpStatusCode: 404, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
  });

  it('names what it does not support', async () => {
    await expect(client().send(new SubscribeCommand({ TopicArn: 'a', Protocol: 'sqs' }))).rejects.toMatchObject({
      name: 'NotSupportedLocally',
      message: expect.stringContaining('sns:Subscribe'),
    });
  });

  it('refuses a wrong secret by the names of the query protocol', async () => {
    const { accessKeyId } = started.clientConfig.credentials;
    const wrong = new SNSClient({ ...started.clientConfig, credentials: { accessKeyId, secretAccessKey: 'x' } });
    await expect(wrong.send(new PublishCommand({ Message: 'm' }))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
  });
});

describe('SQS, JSON 1.0 with the errors of the query protocol', () => {
  it('carries input, output and errors', async () => {
    const client = new SQSClient(started.clientConfig);
    const QueueUrl = `${started.clientConfig.endpoint}/000000000000/q`;
    const sent = await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' }));
    expect(sent.MessageId).toBe('m');
    expect(received.get('SendMessage')).toEqual({ QueueUrl, MessageBody: 'm' });
    await expect(client.send(new GetQueueUrlCommand({ QueueName: 'q' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      message: 'The specified queue does not exist.',
      Error: { Code: 'AWS.SimpleQueueService.NonExistentQueue', Type: 'Sender' },
    });
  });
});

describe('Lambda, REST JSON', () => {
  const client = () => new LambdaClient(started.clientConfig);

  it('carries labels, headers and the raw payload', async () => {
    const output = await client().send(
      new InvokeCommand({
        FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:f',
        Qualifier: '1',
        InvocationType: 'RequestResponse',
        Payload: '{"a":"ö"}',
      }),
    );
    expect(output).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(Buffer.from(output.Payload ?? []).toString()).toBe('{"a":"ö"}');
    expect(received.get('Invoke')).toEqual({
      FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:f',
      Qualifier: '1',
      InvocationType: 'RequestResponse',
      Payload: '{"a":"ö"}',
    });
  });

  it('carries errors', async () => {
    await expect(client().send(new ListFunctionsCommand({}))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found',
    });
  });
});

describe('JSON 1.1', () => {
  it('carries Secrets Manager', async () => {
    const output = await new SecretsManagerClient(started.clientConfig).send(
      new GetSecretValueCommand({ SecretId: 'n' }),
    );
    expect(output).toMatchObject({ Name: 'n', SecretString: 's', CreatedDate: new Date(1_700_000_000_000) });
  });

  it('takes unsigned operations without a signature', async () => {
    const client = new CognitoIdentityProviderClient(started.clientConfig);
    await expect(
      client.send(new InitiateAuthCommand({ AuthFlow: 'USER_SRP_AUTH', ClientId: 'c' })),
    ).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });
});

describe('a role', () => {
  it('is allowed what its policies allow, and refused the rest in the words of AWS', async () => {
    const { platform, clientConfig } = started;
    const provider = platform.iam.resources.find(({ type }) => type === 'AWS::IAM::Role');
    await provider?.apply({
      stackName: 'stack',
      logicalId: 'Reader',
      generatedName: 'Reader',
      properties: {
        AssumeRolePolicyDocument: {
          Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
        },
        Policies: [
          {
            PolicyName: 'read',
            PolicyDocument: { Statement: { Effect: 'Allow', Action: 'fake:GetItem', Resource: '*' } },
          },
        ],
      },
      asset: () => '',
    });
    const arn = `arn:aws:iam::${platform.accountId}:role/Reader`;
    const config = { ...clientConfig, credentials: platform.credentials(arn, 'function') };
    const dynamodb = new DynamoDBClient(config);
    await expect(dynamodb.send(new GetItemCommand({ TableName: 't', Key: {} }))).resolves.toHaveProperty('Item');
    const refusal = (action: string) =>
      `User: arn:aws:sts::${platform.accountId}:assumed-role/Reader/function is not authorized to perform: fake:${action} on resource: * because no identity-based policy allows the fake:${action} action`;
    await expect(dynamodb.send(new PutItemCommand({ TableName: 't', Item: {} }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: refusal('PutItem'),
    });
    await expect(new LambdaClient(config).send(new ListFunctionsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: refusal('ListFunctions'),
    });
  });
});

describe('a signature for another region', () => {
  const message = "Credential should be scoped to a valid region, not 'eu-west-1'. ";
  const elsewhere = () => ({ ...started.clientConfig, region: 'eu-west-1' });

  it.each<[string, () => Promise<unknown>, string, number]>([
    [
      'JSON',
      () => new DynamoDBClient(elsewhere()).send(new GetItemCommand({ TableName: 't', Key: {} })),
      'InvalidSignatureException',
      400,
    ],
    [
      'query',
      () => new SNSClient(elsewhere()).send(new PublishCommand({ Message: 'm' })),
      'SignatureDoesNotMatch',
      403,
    ],
    [
      'REST JSON',
      () => new LambdaClient(elsewhere()).send(new ListFunctionsCommand({})),
      'InvalidSignatureException',
      403,
    ],
  ])('is refused in the words of the protocol: %s', async (_, send, name, httpStatusCode) => {
    await expect(send()).rejects.toMatchObject({ name, message, $metadata: { httpStatusCode } });
  });
});
