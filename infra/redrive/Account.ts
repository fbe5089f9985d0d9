import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';

/** Where a Heliograph runs: AWS's clients for its account and region, and its stack's outputs. */
export interface Account {
  /** Output name → value. */
  readonly outputs: Readonly<Record<string, string>>;
  /** How long a queue is asked. On AWS a second asks all of SQS's servers, so that no message is overlooked. */
  readonly waitSeconds: 0 | 1;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly lambda: LambdaClient;
  readonly dynamodb: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
}
