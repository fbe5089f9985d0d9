import { NotSupportedLocally } from '../platform/AwsError.ts';
import { isJsonObject } from '../platform/Json.ts';
import { assertDeliveryPolicy } from './deliveryPolicy.ts';
import { invalidParameter } from './errors.ts';
import { type FilterScope, filterPolicy } from './filterPolicy.ts';
import { parseJson } from './MessageAttributes.ts';
import type { Topic } from './Topics.ts';

const protocols = ['http', 'https', 'email', 'email-json', 'sms', 'sqs', 'application', 'lambda'] as const;
export type Protocol = (typeof protocols)[number];

const settable = ['DeliveryPolicy', 'FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery', 'RedrivePolicy'];
/** Returns the part of a message that the subscription's filter tests. */
export function filterScope(attributes: Readonly<Record<string, string>>): FilterScope {
  return attributes.FilterPolicyScope === 'MessageBody' ? 'MessageBody' : 'MessageAttributes';
}

/** Returns the ARN of the subscription's dead-letter queue, if it has one. */
export function deadLetterQueueOf({
  attributes,
}: {
  readonly attributes: Readonly<Record<string, string>>;
}): string | undefined {
  const policy = parseJson(attributes.RedrivePolicy ?? '');
  const arn = isJsonObject(policy) ? policy.deadLetterTargetArn : undefined;
  return typeof arn === 'string' ? arn : undefined;
}

/** Throws InvalidParameter for a protocol that SNS does not have. */
export function parseProtocol(name: string): Protocol {
  const protocol = protocols.find((known) => known === name);
  if (protocol !== undefined) return protocol;
  if (name === 'firehose') throw new NotSupportedLocally('The subscription protocol firehose');
  throw invalidParameter(`Does not support this protocol string: ${name}`);
}
const endpointPatterns: Readonly<Record<Protocol, RegExp>> = {
  http: /^http:\/\/[^\s/]+/,
  https: /^https:\/\/[^\s/]+/,
  email: /^[^\s@]+@[^\s@]+$/,
  'email-json': /^[^\s@]+@[^\s@]+$/,
  sms: /^\+?[0-9][0-9 ()-]{4,24}$/,
  sqs: /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_.-]+$/,
  application: /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:endpoint\/.+/,
  lambda: /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:.+/,
};

const endpointReasons: Readonly<Record<Protocol, string>> = {
  http: 'Endpoint must match the specified protocol',
  https: 'Endpoint must match the specified protocol',
  email: 'Email address',
  'email-json': 'Email address',
  sms: 'Invalid SMS endpoint',
  sqs: 'SQS endpoint ARN',
  application: 'Application endpoint arn invalid',
  lambda: 'Lambda endpoint ARN',
};

/** Throws InvalidParameter for an endpoint that cannot be one of the protocol and topic. */
export function assertEndpoint(topic: Topic, protocol: Protocol, endpoint: string): void {
  if (topic.fifo && protocol !== 'sqs') throw invalidParameter(`Invalid protocol type: ${protocol}`);
  if (!endpointPatterns[protocol].test(endpoint)) throw invalidParameter(endpointReasons[protocol]);
  if (!topic.fifo && protocol === 'sqs' && endpoint.endsWith('.fifo')) {
    throw invalidParameter(
      'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
    );
  }
}

/** Throws InvalidParameter for attributes that SNS refuses. */
export function assertAttributes(
  topicArn: string,
  protocol: Protocol,
  attributes: Readonly<Record<string, string>>,
): void {
  const isWeb = protocol === 'http' || protocol === 'https';
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'ReplayPolicy' || name === 'SubscriptionRoleArn') {
      throw new NotSupportedLocally(`The subscription attribute ${name}`);
    }
    if (!settable.includes(name)) throw invalidParameter('AttributeName');
    if (name === 'RawMessageDelivery' && value !== 'true' && value !== 'false') {
      throw invalidParameter(`Attributes Reason: RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
    }
    if (name === 'RawMessageDelivery' && value === 'true' && !isWeb && protocol !== 'sqs') {
      throw invalidParameter(`Attributes Reason: RawMessageDelivery: not supported by the protocol ${protocol}`);
    }
    if (name === 'DeliveryPolicy' && value !== '') {
      if (!isWeb)
        throw invalidParameter(`Attributes Reason: DeliveryPolicy: not supported by the protocol ${protocol}`);
      assertDeliveryPolicy(value, attributes.RawMessageDelivery === 'true');
    }
    if (name === 'FilterPolicyScope' && value !== 'MessageAttributes' && value !== 'MessageBody') {
      throw invalidParameter(
        `FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
      );
    }
    if (name === 'RedrivePolicy' && value !== '' && value !== '{}') assertRedrivePolicy(topicArn, value);
  }
  const policy = attributes.FilterPolicy;
  if (policy !== undefined && policy !== '') filterPolicy(policy, filterScope(attributes));
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
function assertRedrivePolicy(topicArn: string, text: string): void {
  const policy = parseJson(text);
  const arn = isJsonObject(policy) ? policy.deadLetterTargetArn : undefined;
  if (typeof arn !== 'string' || !endpointPatterns.sqs.test(arn)) {
    throw invalidParameter('RedrivePolicy: deadLetterTargetArn is an invalid arn');
  }
  const place = (one: string) => one.split(':').slice(3, 5).join(':');
  if (place(arn) !== place(topicArn)) {
    throw invalidParameter('RedrivePolicy: deadLetterTargetArn must be in the account and region of the topic');
  }
  if (arn.endsWith('.fifo') !== topicArn.endsWith('.fifo')) {
    throw invalidParameter(
      'RedrivePolicy: must use a FIFO queue as DLQ for a FIFO topic, and a standard one otherwise',
    );
  }
}
