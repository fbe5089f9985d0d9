import type { JsonValue } from '../../platform/Json.ts';
import { Reader } from '../../platform/Reader.ts';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import { transaction } from '../../platform/transaction.ts';
import { subscribe } from '../operations/subscriptions.ts';
import type { SnsState } from '../SnsState.ts';

const attributeProperties = ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery', 'RedrivePolicy'];

/** `AWS::SNS::Subscription`: another topic, protocol or endpoint makes another subscription, all else is updated. */
export function subscriptionResource(sns: SnsState): ResourceProvider {
  /** Subscriptions of this start. The removal of an older logical id must not delete them. */
  const applied = new Set<string>();
  return {
    type: 'AWS::SNS::Subscription',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties).only(
        'TopicArn',
        'Protocol',
        'Endpoint',
        'Region',
        ...attributeProperties,
      );
      const attributes: Record<string, string> = {};
      for (const property of attributeProperties) {
        const value = request.properties[property];
        if (value !== undefined && value !== null) attributes[property] = text(value);
      }
      const topic = sns.topics.get(properties.string('TopicArn'));
      const protocol = properties.string('Protocol');
      const endpoint = properties.string('Endpoint');
      return transaction(sns.database, () => {
        const previous =
          request.previous === undefined ? undefined : sns.subscriptions.find(request.previous.physicalId);
        const same =
          previous?.topicArn === topic.arn && previous.protocol === protocol && previous.endpoint === endpoint;
        const { arn } = subscribe(sns, topic, protocol, endpoint, same ? {} : attributes).subscription;
        sns.subscriptions.replaceAttributes(arn, attributes);
        applied.add(arn);
        return { physicalId: arn, attributes: { Arn: arn } };
      });
    },
    remove(physicalId) {
      if (!applied.has(physicalId)) sns.subscriptions.delete(physicalId);
    },
  };
}

function text(value: JsonValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
