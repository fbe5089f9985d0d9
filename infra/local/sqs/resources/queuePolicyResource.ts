import type { JsonObject } from '../../platform/Json.ts';
import { Reader } from '../../platform/Reader.ts';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import type { Queue } from '../Queues.ts';
import { queueOf, type SqsState } from '../SqsState.ts';

/** `AWS::SQS::QueuePolicy`: its queues are named by URL. */
export function queuePolicyResource(sqs: SqsState): ResourceProvider {
  const namesOf = (properties: JsonObject) =>
    new Reader('QueuePolicy', properties).strings('Queues').map((url) => url.split('/').at(-1) ?? '');
  const clear = (names: readonly string[]) => {
    for (const name of names) {
      const queue: Queue | undefined = sqs.queues.find(name);
      if (queue !== undefined) sqs.queues.setAttributes(queue, { Policy: '' });
    }
  };
  return {
    type: 'AWS::SQS::QueuePolicy',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties).only('PolicyDocument', 'Queues');
      const document = JSON.stringify(properties.object('PolicyDocument').source);
      const names = namesOf(request.properties);
      if (request.previous !== undefined) {
        clear(namesOf(request.previous.properties).filter((name) => !names.includes(name)));
      }
      for (const url of properties.strings('Queues')) {
        sqs.queues.setAttributes(queueOf(sqs, { QueueUrl: url }), { Policy: document });
      }
      return { physicalId: request.generatedName, attributes: { Id: request.generatedName } };
    },
    remove(_, properties) {
      clear(namesOf(properties));
    },
  };
}
