import type { JsonObject } from '../../platform/Json.ts';
import { Reader } from '../../platform/Reader.ts';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import type { SnsState } from '../SnsState.ts';

/** `AWS::SNS::TopicPolicy`: its physical id is the name that CloudFormation generates. */
export function topicPolicyResource(sns: SnsState): ResourceProvider {
  const topicsOf = (properties: JsonObject) => new Reader('TopicPolicy', properties).strings('Topics');
  const clear = (topicArns: readonly string[]) => {
    for (const arn of topicArns) {
      const topic = sns.topics.find(arn);
      if (topic === undefined) continue;
      const { Policy: _, ...attributes } = topic.attributes;
      sns.topics.replaceAttributes(topic, attributes);
    }
  };
  return {
    type: 'AWS::SNS::TopicPolicy',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties).only('PolicyDocument', 'Topics');
      const document = JSON.stringify(properties.object('PolicyDocument').source);
      const topicArns = properties.strings('Topics');
      if (request.previous !== undefined) {
        clear(topicsOf(request.previous.properties).filter((arn) => !topicArns.includes(arn)));
      }
      for (const arn of topicArns) sns.topics.setAttribute(sns.topics.get(arn), 'Policy', document);
      return { physicalId: request.generatedName, attributes: { Id: request.generatedName } };
    },
    remove(_, properties) {
      clear(topicsOf(properties));
    },
  };
}
