import { AwsError } from './AwsError.ts';

/** `arn:<partition>:<service>:<region>:<account>:<resource>`. `resource` may contain colons. */
export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Throws AwsError `InvalidParameterValue` for text that is not an ARN. */
export function parseArn(text: string): Arn {
  const [arn, partition, service, region, account, ...resource] = text.split(':');
  if (
    arn !== 'arn' ||
    !partition ||
    !service ||
    region === undefined ||
    account === undefined ||
    resource.length === 0
  ) {
    throw new AwsError('InvalidParameterValue', `${text} is not an ARN.`);
  }
  return { service, region, account, resource: resource.join(':') };
}
