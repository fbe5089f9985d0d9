import {
  InvalidParameterException,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { SnsSubscribers } from '../../functions/aws/sns/SnsSubscribers.ts';

const settings = { filterPolicy: '{"a":[1]}', filterPolicyScope: 'MessageBody', rawDelivery: true } as const;
const hook = {
  topicArn: 'arn:topic',
  protocol: 'https',
  endpoint: 'https://hooks.example',
  keptArn: 'arn:kept',
} as const;

/** Subscribers of an SNS that refuses one command in these words. */
function setUp(isRefused: (command: unknown) => boolean, message = 'Invalid parameter') {
  const sns = new SNSClient({ region: 'eu-central-1' });
  Object.defineProperty(sns, 'send', {
    value: async (command: unknown) => {
      if (isRefused(command)) throw new InvalidParameterException({ message, $metadata: {} });
      return { SubscriptionArn: 'arn:subscription' };
    },
  });
  return new SnsSubscribers(sns);
}

it.each([
  ['FilterPolicyScope', 'filterPolicyScope'],
  ['FilterPolicy', 'filterPolicy'],
  ['RawMessageDelivery', 'rawDelivery'],
  ['DeliveryPolicy', 'delivery'],
] as const)('says which setting SNS does not take: %s', async (attribute, argument) => {
  const set = setUp((one) => one instanceof SetSubscriptionAttributesCommand && one.input.AttributeName === attribute);
  expect(await set.configure('arn:subscription', 'https', settings)).toBe(argument);
  const words = `Invalid parameter: Attributes Reason: ${attribute}: it is not valid`;
  const subscribing = setUp((one) => one instanceof SubscribeCommand, words);
  expect(await subscribing.subscribe({ ...hook, settings })).toEqual({ arn: null, refusal: argument });
});

it('says that SNS does not take the endpoint, where no setting is named', async () => {
  const subscribers = setUp((one) => one instanceof SubscribeCommand, 'Invalid parameter: Endpoint');
  expect(await subscribers.subscribe({ ...hook, settings })).toEqual({ arn: null, refusal: 'endpoint' });
});

it('names the subscription that is there although SNS refuses other settings for it', async () => {
  const words = 'Invalid parameter: Attributes Reason: Subscription already exists with different attributes';
  const subscribers = setUp((one) => {
    if (one instanceof SubscribeCommand) return Object.keys(one.input.Attributes ?? {}).length > 0;
    return one instanceof SetSubscriptionAttributesCommand && one.input.AttributeName === 'DeliveryPolicy';
  }, words);
  expect(await subscribers.subscribe({ ...hook, settings })).toEqual({ arn: 'arn:subscription', refusal: 'delivery' });
});
