import type { JsonObject } from '../../platform/Json.ts';
import { Reader } from '../../platform/Reader.ts';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import type { SnsState } from '../SnsState.ts';

/** `AWS::SNS::TopicPolicy`. Its physical id is the name that CloudFormation generates. */
export function topicPolicyResource(sns: SnsState): ResourceProvider {
  const documentOf = (properties: JsonObject) =>
    JSON.stringify(new Reader('TopicPolicy', properties).object('PolicyDocument').source);
  /** Removes the policy that it set, and keeps one that another resource has set since. */
  const clear = (properties: JsonObject, kept: readonly string[]) => {
    for (const arn of new Reader('TopicPolicy', properties).strings('Topics')) {
      const topic = sns.topics.find(arn);
      if (topic === undefined || kept.includes(arn) || topic.attributes.Policy !== documentOf(properties)) continue;
      const { Policy: _, ...attributes } = topic.attributes;
      sns.topics.replaceAttributes(topic, attributes);
    }
  };
  return {
    type: 'AWS::SNS::TopicPolicy',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties).only('PolicyDocument', 'Topics');
      const document = documentOf(request.properties);
      const topicArns = properties.strings('Topics');
      if (request.previous !== undefined) clear(request.previous.properties, topicArns);
      for (const arn of topicArns) sns.topics.setAttribute(sns.topics.get(arn), 'Policy', document);
      return { physicalId: request.generatedName, attributes: { Id: request.generatedName } };
    },
    remove(_, properties) {
      clear(properties, []);
    },
  };
}
