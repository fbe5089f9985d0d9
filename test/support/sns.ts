import {
  type Endpoint,
  ListPlatformApplicationsCommand,
  paginateListEndpointsByPlatformApplication,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  SNSClient,
} from '@aws-sdk/client-sns';
import type { HeliographOutputs } from './Runtime.ts';

const clients = new WeakMap<HeliographOutputs, SNSClient>();

/** AWS's own client of SNS, with the account's root key. */
export function snsOf(outputs: HeliographOutputs): SNSClient {
  const known = clients.get(outputs);
  if (known !== undefined) return known;
  const { awsEndpoint: endpoint, region, root: credentials } = outputs;
  const client = new SNSClient({ endpoint, region, credentials });
  clients.set(outputs, client);
  return client;
}

/** Returns the ARN of the platform application for FCM. */
export async function fcmApplication(outputs: HeliographOutputs): Promise<string> {
  const { PlatformApplications = [] } = await snsOf(outputs).send(new ListPlatformApplicationsCommand({}));
  const arns = PlatformApplications.map(({ PlatformApplicationArn }) => `${PlatformApplicationArn}`);
  const found = arns.find((arn) => arn.includes('/GCM/'));
  if (found === undefined) throw new Error(`None of ${arns} is for FCM.`);
  return found;
}

/** Returns the endpoints that SNS has for a token of FCM. */
export async function endpointsOf(outputs: HeliographOutputs, token: string): Promise<readonly Endpoint[]> {
  const found: Endpoint[] = [];
  const PlatformApplicationArn = await fcmApplication(outputs);
  const pages = paginateListEndpointsByPlatformApplication({ client: snsOf(outputs) }, { PlatformApplicationArn });
  for await (const { Endpoints = [] } of pages) {
    found.push(...Endpoints.filter(({ Attributes }) => Attributes?.Token === token));
  }
  return found;
}

/** Returns the ARN of the SNS topic behind a topic, undefined if there is none. */
export async function snsTopicOf(outputs: HeliographOutputs, topicId: string): Promise<string | undefined> {
  for await (const { Topics = [] } of paginateListTopics({ client: snsOf(outputs) }, {})) {
    const found = Topics.find(({ TopicArn }) => TopicArn?.includes(topicId));
    if (found !== undefined) return found.TopicArn;
  }
  return undefined;
}

/** Returns the endpoints that SNS has subscribed to a topic. */
export async function subscribersOf(outputs: HeliographOutputs, topicId: string): Promise<readonly string[]> {
  const found: string[] = [];
  const TopicArn = await snsTopicOf(outputs, topicId);
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client: snsOf(outputs) },
    { TopicArn },
  )) {
    found.push(...Subscriptions.map(({ Endpoint }) => `${Endpoint}`));
  }
  return found;
}
