import type { JsonObject } from '../../platform/Json.ts';
import { Reader } from '../../platform/Reader.ts';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import { queueOf, type SqsState } from '../SqsState.ts';

/** `AWS::SQS::QueuePolicy`, which names its queues by URL. */
export function queuePolicyResource(sqs: SqsState): ResourceProvider {
  const documentOf = (properties: JsonObject) =>
    JSON.stringify(new Reader('QueuePolicy', properties).object('PolicyDocument').source);
  const namesOf = (properties: JsonObject) =>
    new Reader('QueuePolicy', properties).strings('Queues').map((url) => url.split('/').at(-1) ?? '');
  /** Removes the policy that it set, and keeps one that another resource has set since. */
  const clear = (properties: JsonObject, kept: readonly string[]) => {
    for (const name of namesOf(properties)) {
      const queue = sqs.queues.find(name);
      if (queue === undefined || kept.includes(name) || queue.attributes.Policy !== documentOf(properties)) continue;
      sqs.queues.setAttributes(queue, { Policy: '' });
    }
  };
  return {
    type: 'AWS::SQS::QueuePolicy',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties).only('PolicyDocument', 'Queues');
      const document = documentOf(request.properties);
      if (request.previous !== undefined) clear(request.previous.properties, namesOf(request.properties));
      for (const url of properties.strings('Queues')) {
        sqs.queues.setAttributes(queueOf(sqs, { QueueUrl: url }), { Policy: document });
      }
      return { physicalId: request.generatedName, attributes: { Id: request.generatedName } };
    },
    remove(_, properties) {
      clear(properties, []);
    },
  };
}
