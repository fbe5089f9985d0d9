import { AwsError } from '../platform/AwsError.ts';

/** SNS words nearly every 400 this way: `Invalid parameter: <reason>`. */
export function invalidParameter(reason: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${reason}`);
}

export function notFound(message: string): AwsError {
  return new AwsError('NotFound', message, { status: 404 });
}

export function topicNotFound(): AwsError {
  return notFound('Topic does not exist');
}
