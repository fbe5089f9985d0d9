import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';

/** Fields by their type. */
export interface Fields {
  readonly mutations: readonly string[];
  readonly queries: readonly string[];
  readonly subscriptions: readonly string[];
}

/** To publish, and to read, cancel and send again what the caller published. */
export const publishingFields: Fields = {
  mutations: ['publish', 'publishBatch', 'cancelMessage', 'redeliver'],
  queries: [
    'message',
    'messages',
    'deliveries',
    'deliveryEvents',
    'redelivery',
    'previewPublish',
    'platforms',
    'topics',
  ],
  subscriptions: ['onDeliveryReport', 'onMyPublications', 'onPlatformState'],
};

/** To ask for step-up before operations of the caller's own. */
export const stepUpFields: Fields = {
  mutations: ['requireStepUp', 'consumeStepUpGrant'],
  queries: [],
  subscriptions: [],
};

/** Lets a role call the fields, which the schema opens to IAM. */
export function grantFields(api: GraphqlApi, grantee: IGrantable, fields: Fields): void {
  for (const field of fields.mutations) api.grantMutation(grantee, field);
  for (const field of fields.queries) api.grantQuery(grantee, field);
  for (const field of fields.subscriptions) api.grantSubscription(grantee, field);
}
