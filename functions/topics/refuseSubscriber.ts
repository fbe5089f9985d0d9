import { ApplicationError } from '../rules/ApplicationError.ts';
import { invalidInput, notFound } from '../rules/Refusal.ts';
import type { TopicSubscriberRow } from '../rules/topics/TopicSubscriberRow.ts';
import type { SubscriberRefusal } from './SubscriberBroker.ts';

/** Returns the error by which a caller hears that SNS refused a subscriber, with the argument that it refused. */
export function refuseSubscriber({ protocol }: TopicSubscriberRow, refusal: SubscriberRefusal): ApplicationError {
  if (refusal === 'gone') return ApplicationError.of(notFound('topic', 'input.topicId'));
  if (refusal === 'limit') {
    return new ApplicationError('TooManySubscribers', 'SNS has reached a limit of subscriptions or filter policies.', {
      retryable: false,
    });
  }
  if (refusal === 'endpoint') {
    const field = `input.endpoint.${protocol}`;
    return ApplicationError.of(invalidInput(field, 'what SNS does not subscribe', 'what SNS subscribes to this topic'));
  }
  const limit = 'what SNS takes. A subscriber that was there keeps its earlier settings';
  return ApplicationError.of(invalidInput(`input.${refusal}`, 'what SNS does not take for this subscriber', limit));
}
