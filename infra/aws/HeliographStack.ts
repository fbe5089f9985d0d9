import { join } from 'node:path';
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AuthorizationType, CfnGraphQLApi, Definition, FieldLogLevel, GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { AccountRootPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { ApiVariable } from '../../functions/rules/environmentNames.ts';
import { Alarms } from './constructs/Alarms.ts';
import { DataSources } from './constructs/DataSources.ts';
import { Devices } from './constructs/Devices.ts';
import { Feedback } from './constructs/Feedback.ts';
import { FieldResolvers } from './constructs/FieldResolvers.ts';
import { Identity } from './constructs/Identity.ts';
import { PlatformApplications } from './constructs/PlatformApplications.ts';
import { Publishing } from './constructs/Publishing.ts';
import { Reports } from './constructs/Reports.ts';
import { StepUp } from './constructs/StepUp.ts';
import { Storage } from './constructs/Storage.ts';
import { Topics } from './constructs/Topics.ts';
import { readSettings } from './readSettings.ts';

export interface HeliographStackProps extends StackProps {
  /** What `build.ts` made: `schema.graphql`, `resolvers/`, `functions/`. */
  readonly build: string;
}

/** The whole of Heliograph. */
export class HeliographStack extends Stack {
  constructor(scope: Construct, id: string, props: HeliographStackProps) {
    super(scope, id, props);
    const settings = readSettings(this.node);
    const storage = new Storage(this, 'Storage');
    const identity = new Identity(this, 'Identity', settings);
    const api = new GraphqlApi(this, 'Api', {
      name: 'heliograph',
      definition: Definition.fromFile(join(props.build, 'schema.graphql')),
      authorizationConfig: {
        defaultAuthorization: {
          authorizationType: AuthorizationType.USER_POOL,
          userPoolConfig: { userPool: identity.userPool, appIdClientRegex: identity.client.userPoolClientId },
        },
        additionalAuthorizationModes: [{ authorizationType: AuthorizationType.IAM }],
      },
      environmentVariables: {
        MESSAGES_TABLE: storage.messages.tableName,
        DELIVERIES_TABLE: storage.deliveries.tableName,
        DEVICES_TABLE: storage.devices.tableName,
        TOPICS_TABLE: storage.topics.tableName,
        STEP_UP_SETTINGS_TABLE: storage.stepUpSettings.tableName,
        STEP_UP_SESSIONS_TABLE: storage.stepUpSessions.tableName,
        STEP_UP_AUDIT_TABLE: storage.stepUpAudit.tableName,
        STEP_UP_PASSKEYS: settings.passkeyRelyingParty === undefined ? 'off' : 'on',
      } satisfies Record<ApiVariable, string>,
      queryDepthLimit: 10,
      resolverCountLimit: 250,
      xrayEnabled: true,
    });
    this.#logErrors(api);
    const bundles = join(props.build, 'functions');
    const platforms = new PlatformApplications(this, 'Platforms', {
      bundles,
      secretNames: settings.platformSecrets,
      credentialsRevision: settings.credentialsRevision,
    });
    const topics = new Topics(this, 'Topics', { bundles, storage });
    const publishing = new Publishing(this, 'Publishing', {
      bundles,
      storage,
      platforms,
      topics,
      snsPublishRate: settings.snsPublishRate,
    });
    new Feedback(this, 'Feedback', { bundles, storage, platforms });
    new Reports(this, 'Reports', { bundles, api, storage });
    const devices = new Devices(this, 'Devices', { bundles, api, storage, platforms, topics });
    const stepUp = new StepUp(this, 'StepUp', { bundles, storage, identity, platforms });
    const dataSources = new DataSources(this, 'DataSources', {
      api,
      storage,
      functions: {
        createOrDeleteTopic: topics.createOrDeleteTopic,
        applySubscriber: topics.applySubscriber,
        readSubscriberStates: topics.readSubscriberStates,
        cancelMessage: publishing.cancelMessage,
        publishBatch: publishing.publishBatch,
        registerDevice: devices.registerDevice,
        unregisterDevice: devices.unregisterDevice,
        initiateStepUp: stepUp.initiate,
        respondToStepUp: stepUp.respond,
        approveStepUp: stepUp.approve,
      },
    });
    new FieldResolvers(this, 'Resolvers', {
      api,
      dataSources: dataSources.byName,
      bundles: join(props.build, 'resolvers'),
    });

    const serviceRole = new Role(this, 'ServiceRole', {
      description: 'For backend services that publish: assume it and sign GraphQL requests',
      assumedBy: new AccountRootPrincipal(),
      maxSessionDuration: Duration.hours(12),
    });
    for (const field of ['publish', 'publishBatch', 'cancelMessage', 'requireStepUp', 'consumeStepUpGrant']) {
      api.grantMutation(serviceRole, field);
    }
    for (const field of ['message', 'messages', 'deliveries', 'deliveryEvents', 'previewPublish', 'topics']) {
      api.grantQuery(serviceRole, field);
    }
    api.grantSubscription(serviceRole, 'onDeliveryReport');

    new Alarms(this, 'Alarms', { topicArn: settings.alarmTopicArn });

    const outputs = {
      GraphqlEndpoint: api.graphqlUrl,
      GraphqlApiId: api.apiId,
      UserPoolId: identity.userPool.userPoolId,
      UserPoolClientId: identity.client.userPoolClientId,
      ServiceRoleArn: serviceRole.roleArn,
      GivenUpQueueArn: publishing.queues.givenUp.queueArn,
      PromptQueueArn: publishing.queues.prompt.queueArn,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
  /** Not by CDK's `logConfig`: it brings a function that may change the retention of every log group. */
  #logErrors(api: GraphqlApi): void {
    const logGroup = new LogGroup(this, 'ApiLog', {
      // AppSync's own name for it.
      logGroupName: `/aws/appsync/apis/${api.apiId}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'ApiLogging', { assumedBy: new ServicePrincipal('appsync.amazonaws.com') });
    logGroup.grant(role, 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents');
    const { defaultChild } = api.node;
    if (!(defaultChild instanceof CfnGraphQLApi)) throw new Error('The API has no CloudFormation resource.');
    defaultChild.logConfig = {
      cloudWatchLogsRoleArn: role.roleArn,
      fieldLogLevel: FieldLogLevel.ERROR,
      excludeVerboseContent: true,
    };
  }
}
