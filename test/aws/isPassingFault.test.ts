import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { SNSServiceException } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { isPassingFault } from '../../functions/aws/isPassingFault.ts';
import { Failure, PassingFailure } from '../../functions/rules/Failure.ts';

function dynamoDb(name: string, httpStatusCode: number): Error {
  return new DynamoDBServiceException({ name, message: 'no', $fault: 'client', $metadata: { httpStatusCode } });
}

function cancelled(...codes: readonly string[]): Error {
  const CancellationReasons = codes.map((Code) => ({ Code }));
  return new TransactionCanceledException({ message: 'no', $metadata: { httpStatusCode: 400 }, CancellationReasons });
}

it.each([
  ['a table that throttles', dynamoDb('ProvisionedThroughputExceededException', 400)],
  ['an account that throttles', dynamoDb('ThrottlingException', 400)],
  ['a request limit', dynamoDb('RequestLimitExceeded', 400)],
  ['a server’s error', dynamoDb('InternalServerError', 500)],
  ['a policy that lacks a permission', dynamoDb('AccessDeniedException', 400)],
  ['a throttled transaction', cancelled('None', 'ThrottlingError')],
  ['a transaction that met another', cancelled('TransactionConflict', 'None')],
  [
    'a key that cannot be used',
    new SNSServiceException({ name: 'KMSDisabledException', $fault: 'client', $metadata: {} }),
  ],
  ['a call without an answer', Object.assign(new Error('timed out'), { name: 'TimeoutError' })],
  ['a connection that broke', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
  ['a Failure that says so', new PassingFailure('SNS did not take the message now.')],
])('passes: %s', (_, error) => {
  expect(isPassingFault(error)).toBe(true);
});

it.each([
  ['a fault of the code', new TypeError('undefined is no function')],
  ['a request that is not valid', dynamoDb('ValidationException', 400)],
  ['a full item collection', dynamoDb('ItemCollectionSizeLimitExceededException', 400)],
  ['a condition that does not hold', cancelled('ConditionalCheckFailed', 'None')],
  ['a body that is not work', new Failure('The queue brought something that is not work.')],
  ['something that is no error', 'ThrottlingException'],
])('does not pass: %s', (_, error) => {
  expect(isPassingFault(error)).toBe(false);
});
