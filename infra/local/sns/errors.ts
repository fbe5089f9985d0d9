import { AwsError } from '../platform/AwsError.ts';

/** Returns `Invalid parameter: <reason>`, the form of nearly all of SNS's 400 errors. */
export function invalidParameter(reason: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${reason}`);
}

export function notFound(message: string): AwsError {
  return new AwsError('NotFound', message, { status: 404 });
}

export function topicNotFound(): AwsError {
  return notFound('Topic does not exist');
}
