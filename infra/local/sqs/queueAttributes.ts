import { AwsError } from '../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../platform/Json.ts';

/**
 * The least, the greatest and the default number of each attribute.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
const numbers = {
  DelaySeconds: [0, 900, 0],
  MaximumMessageSize: [1024, 1_048_576, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600, 345_600],
  ReceiveMessageWaitTimeSeconds: [0, 20, 0],
  VisibilityTimeout: [0, 43_200, 30],
} as const;

export type NumberAttribute = keyof typeof numbers;

const fifoValues: Readonly<Record<string, readonly string[]>> = {
  ContentBasedDeduplication: ['true', 'false'],
  DeduplicationScope: ['queue', 'messageGroup'],
  FifoThroughputLimit: ['perQueue', 'perMessageGroupId'],
};

const documents = ['Policy', 'RedrivePolicy', 'RedriveAllowPolicy'];
const encryption = ['KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds', 'SqsManagedSseEnabled'];

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Returns the attributes of a queue for which nothing was set. */
export function defaultAttributes(fifo: boolean): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(Object.entries(numbers).map(([name, [, , initial]]) => [name, String(initial)])),
    SqsManagedSseEnabled: 'true',
    ...(fifo
      ? {
          FifoQueue: 'true',
          ContentBasedDeduplication: 'false',
          DeduplicationScope: 'queue',
          FifoThroughputLimit: 'perQueue',
        }
      : {}),
  };
}

/** Throws InvalidAttributeName or InvalidAttributeValue. An empty text removes a document. */
export function assertQueueAttributes(attributes: Readonly<Record<string, string>>, fifo: boolean): void {
  for (const [name, value] of Object.entries(attributes)) {
    const wrong = (reason = '') =>
      new AwsError(
        'InvalidAttributeValue',
        `Invalid value for the parameter ${name}.${reason === '' ? '' : ` Reason: ${reason}`}`,
      );
    if (isNumberAttribute(name)) {
      const [from, to] = numbers[name];
      if (!/^\d{1,9}$/.test(value) || Number(value) < from || Number(value) > to) throw wrong();
    } else if (fifo && fifoValues[name] !== undefined) {
      if (!fifoValues[name].includes(value)) throw wrong();
    } else if (documents.includes(name)) {
      if (value !== '' && parseDocument(value) === undefined) throw wrong('must be JSON.');
      if (name === 'RedrivePolicy' && value !== '') redrivePolicy({ RedrivePolicy: value });
    } else if (!encryption.includes(name)) {
      throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    }
  }
}

function isNumberAttribute(name: string): name is NumberAttribute {
  return Object.hasOwn(numbers, name);
}

export function parseDocument(text: string | undefined): JsonObject | undefined {
  try {
    const document: unknown = JSON.parse(text ?? '');
    return isJsonObject(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

/** Reads the RedrivePolicy. Throws InvalidParameterValue if SQS refuses it. */
export function redrivePolicy(attributes: Readonly<Record<string, string>>): RedrivePolicy | undefined {
  const text = attributes.RedrivePolicy;
  if (text === undefined || text === '') return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = parseDocument(text) ?? {};
  const most = Number(maxReceiveCount);
  const wrong = (reason: string) =>
    new AwsError('InvalidParameterValue', `Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}.`);
  if (
    typeof deadLetterTargetArn !== 'string' ||
    !/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:.+/.test(deadLetterTargetArn)
  ) {
    throw wrong('Redrive policy does not contain mandatory attribute: deadLetterTargetArn');
  }
  if (!Number.isInteger(most) || most < 1 || most > 1000) {
    throw wrong('Invalid value for maxReceiveCount: must be between 1 and 1000');
  }
  return { deadLetterTargetArn, maxReceiveCount: most };
}
