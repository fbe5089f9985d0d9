import { randomUUID } from 'node:crypto';
import type { AwsError } from '../../../platform/AwsError.ts';

/** Returns an error of DynamoDB as a response handler sees it. */
export function answeredError(error: AwsError): { readonly message: string; readonly type: string } {
  return {
    message: `${error.message} (Service: DynamoDb, Status Code: ${error.status}, Request ID: ${randomUUID()})`,
    type: `DynamoDB:${error.code}`,
  };
}
