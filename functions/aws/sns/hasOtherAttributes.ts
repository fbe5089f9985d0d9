import { InvalidParameterException } from '@aws-sdk/client-sns';

/** Whether SNS has the subscription with other attributes. It has no error of its own for that. */
export function hasOtherAttributes(error: unknown): boolean {
  return (
    error instanceof InvalidParameterException && error.message.includes('already exists with different attributes')
  );
}
