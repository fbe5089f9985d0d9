import type { Context } from 'aws-lambda';
import { type Answer, answer } from '../aws/appsync/answer.ts';
import { subscriberPorts } from '../aws/subscriberPorts.ts';
import { type AppliedSubscriber, applySubscriber } from './applySubscriber.ts';
import type { SubscriberKey } from './SubscriberStore.ts';

const ports = subscriberPorts();

/** Behind the last steps of `Mutation.addTopicSubscriber`, `updateTopicSubscriber` and `removeTopicSubscriber`. */
export function handler(key: SubscriberKey, context: Context): Promise<Answer<AppliedSubscriber>> {
  return answer(context, () => applySubscriber(ports, key));
}
