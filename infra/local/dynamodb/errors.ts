import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';

/** Returns DynamoDB's ValidationException with AWS's wording. */
export const validationError = (message: string): AwsError => new AwsError('ValidationException', message);

/** `One or more parameter values were invalid: …` */
export const invalidParameter = (message: string): AwsError =>
  validationError(`One or more parameter values were invalid: ${message}`);

/** Returns the error for a member of the wrong JSON type, which AWS refuses while it reads the request. */
export const serializationError = (message: string): AwsError => new AwsError('SerializationException', message);

export const resourceNotFound = (message = 'Requested resource not found'): AwsError =>
  new AwsError('ResourceNotFoundException', message);

export const conditionalCheckFailed = (item?: JsonObject): AwsError =>
  new AwsError('ConditionalCheckFailedException', 'The conditional request failed', {
    details: item === undefined ? {} : { Item: item },
  });
