import { GetSubscriptionAttributesCommand, type SNSClient } from '@aws-sdk/client-sns';
import { ifFound } from './ifFound.ts';

/** Returns the ARN of the endpoint that is subscribed, or null if SNS has no such subscription. */
export async function subscribedEndpoint(sns: SNSClient, subscriptionArn: string): Promise<string | null> {
  const found = await ifFound(sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: subscriptionArn })));
  return found?.Attributes?.Endpoint ?? null;
}
