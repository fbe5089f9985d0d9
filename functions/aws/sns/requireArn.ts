import { Failure } from '../../rules/Failure.ts';

/** Returns the ARN in SNS's answer. Throws a Failure if there is none: the SDK's types leave it open. */
export function requireArn(arn: string | undefined): string {
  if (arn === undefined) throw new Failure('SNS answered without an ARN.');
  return arn;
}
