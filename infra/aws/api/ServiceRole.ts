import { Duration } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

const mutations = ['publish', 'publishBatch', 'cancelMessage', 'redeliver', 'requireStepUp', 'consumeStepUpGrant'];
const queries = [
  'message',
  'messages',
  'deliveries',
  'deliveryEvents',
  'redelivery',
  'previewPublish',
  'platforms',
  'topics',
];
const subscriptions = ['onDeliveryReport', 'onMyPublications', 'onPlatformState'];

export interface ServiceRoleProps {
  readonly api: GraphqlApi;
  /** The only service that assumes it. @default - any */
  readonly service?: string;
}

/**
 * A role that backend services assume. It may call the fields that the schema opens to IAM, except those that only
 * Heliograph's own functions call.
 */
export class ServiceRole extends Role {
  constructor(scope: Construct, id: string, { api, service }: ServiceRoleProps) {
    super(scope, id, {
      description: `For ${service ? `the service ${service}` : 'backend services'}: assume it and sign GraphQL requests`,
      assumedBy: new AccountRootPrincipal(),
      maxSessionDuration: Duration.hours(12),
    });
    for (const field of mutations) api.grantMutation(this, field);
    for (const field of queries) api.grantQuery(this, field);
    for (const field of subscriptions) api.grantSubscription(this, field);
  }
}
