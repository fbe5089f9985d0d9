import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { SnsSubscribers } from '../aws/sns/SnsSubscribers.ts';
import { readSubscriberStates, type SubscriberStates } from './readSubscriberStates.ts';

const ports = { broker: new SnsSubscribers(new SNSClient({})) };

export interface ReadSubscriberStatesEvent {
  readonly subscriptionArns: readonly string[];
}

/** Behind the last step of `Query.topicSubscribers`. */
export function handler(
  { subscriptionArns }: ReadSubscriberStatesEvent,
  context: Context,
): Promise<Answer<SubscriberStates>> {
  return answer(context, () => readSubscriberStates(ports, subscriptionArns));
}
