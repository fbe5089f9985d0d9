import { parseArn } from '../../platform/Arn.ts';
import { AwsError, NotSupportedLocally } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import type { Platform } from '../../platform/Platform.ts';
import type { Principal } from '../../platform/Principal.ts';

/** Returns the URL of a queue. AWS's own services need no permission to find it. */
export async function queueUrl(platform: Platform, arn: string): Promise<string> {
  const { resource, account } = parseArn(arn);
  const answer = await platform.aws.call({ kind: 'root' }, 'sqs', 'GetQueueUrl', {
    QueueName: resource,
    QueueOwnerAWSAccountId: account,
  });
  const url = answer.QueueUrl;
  if (typeof url !== 'string') throw new AwsError('QueueDoesNotExist', `The specified queue does not exist: ${arn}`);
  return url;
}

export interface SendOptions {
  readonly messageGroupId?: string | undefined;
  /** Message attributes for SQS or SNS, in the shape of the API. */
  readonly attributes?: JsonObject;
  /** The event that EventBridge makes of `body`, if the ARN is a bus. */
  readonly event?: { readonly source: string; readonly detailType: string; readonly resources: readonly string[] };
}

/**
 * Sends `body` as `principal` to an SQS queue, SNS topic, Lambda function (asynchronously) or event bus.
 * Rejects with the AwsError of that service, or NotSupportedLocally for an ARN of another service.
 */
export async function sendToArn(
  platform: Platform,
  principal: Principal,
  arn: string,
  body: string,
  options: SendOptions = {},
): Promise<void> {
  const { aws } = platform;
  switch (parseArn(arn).service) {
    case 'sqs':
      await aws.call(principal, 'sqs', 'SendMessage', {
        QueueUrl: await queueUrl(platform, arn),
        MessageBody: body,
        ...(options.messageGroupId === undefined ? {} : { MessageGroupId: options.messageGroupId }),
        ...(options.attributes === undefined ? {} : { MessageAttributes: options.attributes }),
      });
      return;
    case 'sns':
      await aws.call(principal, 'sns', 'Publish', {
        TopicArn: arn,
        Message: body,
        ...(options.messageGroupId === undefined ? {} : { MessageGroupId: options.messageGroupId }),
        ...(options.attributes === undefined ? {} : { MessageAttributes: options.attributes }),
      });
      return;
    case 'lambda':
      await aws.call(principal, 'lambda', 'Invoke', { FunctionName: arn, InvocationType: 'Event', Payload: body });
      return;
    case 'events': {
      const { source = 'aws', detailType = '', resources = [] } = options.event ?? {};
      const entry = {
        Source: source,
        DetailType: detailType,
        Detail: body,
        Resources: [...resources],
        EventBusName: arn,
      };
      const answer = await aws.call(principal, 'events', 'PutEvents', { Entries: [entry] });
      if (Number(answer.FailedEntryCount ?? 0) > 0) {
        throw new AwsError('InternalException', `The event bus ${arn} did not take the event.`);
      }
      return;
    }
    default:
      throw new NotSupportedLocally(`The target ${arn}`);
  }
}
