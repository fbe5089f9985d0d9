import { Annotations, RemovalPolicy } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CfnGraphQLApi,
  Definition,
  GraphqlApi,
  type GraphqlApiProps,
  IntrospectionConfig,
  NoneDataSource,
  Visibility,
} from 'aws-cdk-lib/aws-appsync';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { ApiVariable } from '../../../functions/rules/environmentNames.ts';
import type { IdentityStack } from '../identity/IdentityStack.ts';
import type { ApiSettings } from '../settings/ApiSettings.ts';
import type { Settings } from '../settings/readSettings.ts';
import { acknowledge } from '../shared/acknowledge.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { cfnOf } from '../shared/cfnOf.ts';
import { FieldResolvers } from '../shared/FieldResolvers.ts';
import { Installation } from '../shared/Installation.ts';
import { type Usable, usable } from '../shared/may.ts';
import type { StorageStack } from '../storage/StorageStack.ts';
import { ServiceRole } from './ServiceRole.ts';
import { UnavailableFields } from './UnavailableFields.ts';

export interface ApiStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly identity: IdentityStack;
  /** Whether resolvers offer passkeys for step-up. */
  readonly passkeys: boolean;
  readonly settings: ApiSettings & Pick<Settings, 'auditDays' | 'guardOwnReads'>;
}

/** Levels of the deepest selection that our own clients need. */
const DEEPEST_QUERY = 10;
/** Levels of graphql-js's introspection query, with which client generators begin: AppSync counts them too. */
const DEEPEST_INTROSPECTION = 15;
/** A page of 40 messages with both of their resolvers takes 81. */
const MOST_RESOLVERS = 100;

/** The API itself: its schema, who may call it, its log. The capabilities' stacks add what answers its fields. */
export class ApiStack extends CapabilityStack {
  readonly api: GraphqlApi;
  /** The data source without anything behind it. */
  readonly none: NoneDataSource;
  readonly serviceRole: ServiceRole;
  /** The roles of the services that have one of their own, by their name. */
  readonly serviceRoles: ReadonlyMap<string, ServiceRole>;
  readonly guardOwnReads: boolean;
  /** Where clients reach it: under your domain, if it has one. */
  readonly url: string;
  /** What the DNS record of your domain must lead to. Absent without one. */
  readonly domainTarget?: string;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    const { bundles, identity, settings } = props;
    const { guardOwnReads, introspection, services } = settings;
    super(scope, id, 'the GraphQL API');
    this.api = new GraphqlApi(this, 'GraphqlApi', {
      name: Installation.of(this).id,
      definition: Definition.fromFile(bundles.schema),
      authorizationConfig: {
        defaultAuthorization: {
          authorizationType: AuthorizationType.USER_POOL,
          userPoolConfig: { userPool: identity.users, appIdClientRegex: identity.client.userPoolClientId },
        },
        additionalAuthorizationModes: [{ authorizationType: AuthorizationType.IAM }],
      },
      environmentVariables: environmentOf(props),
      introspectionConfig: introspection ? IntrospectionConfig.ENABLED : IntrospectionConfig.DISABLED,
      queryDepthLimit: introspection ? DEEPEST_INTROSPECTION : DEEPEST_QUERY,
      resolverCountLimit: MOST_RESOLVERS,
      xrayEnabled: true,
      ...(settings.apiVisibility === 'PRIVATE' ? { visibility: Visibility.PRIVATE } : {}),
      ...this.#domain(settings),
    });
    this.url = settings.apiDomain === undefined ? this.api.graphqlUrl : `https://${settings.apiDomain}/graphql`;
    if (settings.apiDomain !== undefined) this.domainTarget = this.api.appSyncDomainName;
    this.#logErrors(settings);
    acknowledge(this.api, 'AwsSolutions-ASC3', 'Its log has errors, without content: that would be people’s messages.');
    this.guardOwnReads = guardOwnReads;
    this.none = new NoneDataSource(this, 'none', { api: this.api, name: 'none' });
    this.serviceRole = new ServiceRole(this, 'ServiceRole', { api: this.api });
    this.serviceRoles = new Map(
      services.map((service) => [service, new ServiceRole(this, `ServiceRole-${service}`, { api: this.api, service })]),
    );
    new FieldResolvers(this, 'Fields', { capability: 'api', bundles, api: this, dataSources: {}, steps: {} });
  }

  /** A mutation that functions call with their own role. */
  mutation(name: string): Usable<'call'> {
    return this.#field(`Mutation/fields/${name}`);
  }

  /** A query that functions call with their own role. */
  query(name: string): Usable<'call'> {
    return this.#field(`Query/fields/${name}`);
  }

  #field(path: string): Usable<'call'> {
    return usable({
      actions: { call: 'appsync:GraphQL' },
      resources: [`${this.api.arn}/types/${path}`],
      environment: { GRAPHQL_ENDPOINT: this.api.graphqlUrl },
    });
  }

  #domain({ apiDomain, apiCertificateArn }: ApiSettings): Pick<GraphqlApiProps, 'domainName'> {
    if (apiDomain === undefined || apiCertificateArn === undefined) return {};
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', apiCertificateArn);
    return { domainName: { domainName: apiDomain, certificate } };
  }

  /** Not by CDK's `logConfig`: it brings a function that may change the retention of every log group. */
  #logErrors({ apiLogLevel }: ApiSettings): void {
    if (apiLogLevel !== 'ERROR') {
      const warning = `With heliograph:apiLogLevel=${apiLogLevel} the log has the texts of messages, and step-up codes.`;
      Annotations.of(this.api).addWarningV2('heliograph:apiLogLevel', warning);
    }
    const logGroup = new LogGroup(this, 'Log', {
      // AppSync's own name for it.
      logGroupName: `/aws/appsync/apis/${this.api.apiId}`,
      retention: Installation.of(this).logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new UnavailableFields(this, 'UnavailableFields', logGroup);
    const role = new Role(this, 'Logging', { assumedBy: new ServicePrincipal('appsync.amazonaws.com') });
    logGroup.grant(role, 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents');
    cfnOf(this.api, CfnGraphQLApi).logConfig = {
      cloudWatchLogsRoleArn: role.roleArn,
      fieldLogLevel: apiLogLevel,
      excludeVerboseContent: true,
    };
  }
}

function environmentOf({ storage, passkeys, settings }: ApiStackProps): Record<ApiVariable, string> {
  return {
    MESSAGES_TABLE: storage.messages.tableName,
    DELIVERIES_TABLE: storage.deliveries.tableName,
    DEVICES_TABLE: storage.devices.tableName,
    TOPICS_TABLE: storage.topics.tableName,
    PLATFORMS_TABLE: storage.platforms.tableName,
    STEP_UP_SETTINGS_TABLE: storage.stepUpSettings.tableName,
    STEP_UP_SESSIONS_TABLE: storage.stepUpSessions.tableName,
    STEP_UP_AUDIT_TABLE: storage.stepUpAudit.tableName,
    AUDIT_LOG_TABLE: storage.auditLog.tableName,
    AUDIT_DAYS: `${settings.auditDays}`,
    STEP_UP_PASSKEYS: passkeys ? 'on' : 'off',
    STEP_UP_OWN_READS: settings.guardOwnReads ? 'on' : 'off',
  };
}
