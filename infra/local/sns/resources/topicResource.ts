import { Reader } from '../../platform/Reader.ts';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import { transaction } from '../../platform/transaction.ts';
import { subscribe } from '../operations/subscriptions.ts';
import { parseTags } from '../operations/topics.ts';
import type { SnsState } from '../SnsState.ts';

const attributeProperties = [
  'DisplayName',
  'KmsMasterKeyId',
  'SignatureVersion',
  'TracingConfig',
  'ContentBasedDeduplication',
  'FifoThroughputScope',
];

/** `AWS::SNS::Topic`. A TopicPolicy's policy stays, and `Subscription` only adds, as in CloudFormation. */
export function topicResource(sns: SnsState): ResourceProvider {
  /** Topics of this start. The removal of an older logical id must not delete them. */
  const applied = new Set<string>();
  return {
    type: 'AWS::SNS::Topic',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties).only(
        'TopicName',
        'FifoTopic',
        'Subscription',
        'Tags',
        ...attributeProperties,
      );
      const fifo = properties.optionalBoolean('FifoTopic') === true;
      const generated = fifo ? `${request.generatedName.slice(0, 251)}.fifo` : request.generatedName;
      const name = properties.optionalString('TopicName') ?? generated;
      const attributes: Record<string, string> = {};
      for (const property of attributeProperties) {
        const value = request.properties[property];
        if (value !== undefined && value !== null) attributes[property] = String(value);
      }
      const arn = sns.topics.arn(name);
      applied.add(arn);
      return transaction(sns.database, () => {
        const topic =
          sns.topics.find(arn) ?? sns.topics.create(name, fifo ? { ...attributes, FifoTopic: 'true' } : attributes, {});
        const policy = topic.attributes.Policy;
        sns.topics.replaceAttributes(topic, policy === undefined ? attributes : { ...attributes, Policy: policy });
        sns.topics.setTags(arn, parseTags(request.properties));
        for (const subscription of properties.objects('Subscription')) {
          subscribe(sns, topic, subscription.string('Protocol'), subscription.string('Endpoint'), {});
        }
        return { physicalId: arn, attributes: { TopicArn: arn, TopicName: name } };
      });
    },
    remove(physicalId) {
      if (!applied.has(physicalId)) transaction(sns.database, () => sns.topics.delete(physicalId));
    },
  };
}
