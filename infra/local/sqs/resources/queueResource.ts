import { isJsonObject, type JsonValue } from '../../platform/Json.ts';
import { Reader } from '../../platform/Reader.ts';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import { transaction } from '../../platform/transaction.ts';
import { defaultAttributes } from '../queueAttributes.ts';
import { queueUrl, type SqsState } from '../SqsState.ts';

const attributeProperties = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
];

/** `AWS::SQS::Queue`. `Ref` is the queue's URL, which changes with the port while the queue stays the same. */
export function queueResource(sqs: SqsState): ResourceProvider {
  /** Queues of this start. The removal of an older address or logical id must not delete them. */
  const applied = new Set<string>();
  return {
    type: 'AWS::SQS::Queue',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties).only(
        'FifoQueue',
        'QueueName',
        'Tags',
        ...attributeProperties,
      );
      const fifo = properties.optionalBoolean('FifoQueue') === true;
      const generated = fifo ? `${request.generatedName.slice(0, 75)}.fifo` : request.generatedName.slice(0, 80);
      const name = properties.optionalString('QueueName') ?? generated;
      const attributes: Record<string, string> = {};
      for (const property of attributeProperties) {
        const value = request.properties[property];
        if (value !== undefined && value !== null) attributes[property] = text(value);
      }
      const tags = Object.fromEntries(
        properties.objects('Tags').map((tag) => [tag.string('Key'), tag.string('Value')]),
      );
      applied.add(name);
      return transaction(sqs.database, () => {
        const found = sqs.queues.find(name);
        const queue = found ?? sqs.queues.create(name, fifo ? { ...attributes, FifoQueue: 'true' } : attributes, tags);
        if (found !== undefined) {
          // Attributes that the template does not state get their defaults.
          const { FifoQueue: _, ...initial } = defaultAttributes(fifo);
          sqs.queues.setAttributes(queue, { RedrivePolicy: '', RedriveAllowPolicy: '', ...initial, ...attributes });
          sqs.queues.setTags(sqs.queues.get(name), tags);
        }
        const url = queueUrl(sqs, name);
        return { physicalId: url, attributes: { Arn: queue.arn, QueueName: name, QueueUrl: url } };
      });
    },
    remove(physicalId) {
      const name = physicalId.split('/').at(-1) ?? '';
      if (!applied.has(name)) sqs.queues.delete(name);
    },
  };
}

function text(value: JsonValue): string {
  return isJsonObject(value) ? JSON.stringify(value) : String(value);
}
