import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import type { SnsState } from '../SnsState.ts';
import { subscriptionResource } from './subscriptionResource.ts';
import { topicPolicyResource } from './topicPolicyResource.ts';
import { topicResource } from './topicResource.ts';

/** Returns the resource types of SNS. CloudFormation has none for platform applications. */
export function snsResources(sns: SnsState): readonly ResourceProvider[] {
  return [topicResource(sns), subscriptionResource(sns), topicPolicyResource(sns)];
}
