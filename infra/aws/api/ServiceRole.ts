import { Duration } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { grantFields, publishingFields, stepUpFields } from './grantFields.ts';

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
    grantFields(api, this, publishingFields);
    grantFields(api, this, stepUpFields);
  }
}
