import { NestedStack, Stack, Tags } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Alarm, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { type IGrantable, ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { MetricName } from '../../functions/rules/metrics/metricTable.ts';
import type { PushPlatform } from '../../schema/generated/types.ts';
import { ApiStack } from './api/ApiStack.ts';
import { grantFields, publishingFields, stepUpFields } from './api/grantFields.ts';
import { AuditStack } from './audit/AuditStack.ts';
import { BreakerStack } from './breaker/BreakerStack.ts';
import { CanaryStack } from './canary/CanaryStack.ts';
import { DeliveryStack } from './delivery/DeliveryStack.ts';
import { DevicesStack } from './devices/DevicesStack.ts';
import { FeedbackStack } from './feedback/FeedbackStack.ts';
import { FirewallStack } from './firewall/FirewallStack.ts';
import { IdentityStack } from './identity/IdentityStack.ts';
import { MessagingStack } from './messaging/MessagingStack.ts';
import { MonitoringStack, type MonitoringStackProps } from './monitoring/MonitoringStack.ts';
import { OrderingStack } from './ordering/OrderingStack.ts';
import { PlatformsStack } from './platforms/PlatformsStack.ts';
import { PublishingStack } from './publishing/PublishingStack.ts';
import { ReportingStack } from './reporting/ReportingStack.ts';
import { type GivenProps, type Settings, settingsOf } from './settings/readSettings.ts';
import { Alarms } from './shared/alarms/Alarms.ts';
import { type Bundles, packagedBundles } from './shared/Bundles.ts';
import { INSTALLATION_TAG, Installation } from './shared/Installation.ts';
import { LambdaFunction } from './shared/LambdaFunction.ts';
import { ownMetric, platformMetric } from './shared/ownMetric.ts';
import { sendingRates } from './shared/sendingRates.ts';
import { SignInStack } from './signIn/SignInStack.ts';
import { StepUpStack } from './stepUp/StepUpStack.ts';
import { StorageStack } from './storage/StorageStack.ts';
import { TopicsStack } from './topics/TopicsStack.ts';

/** The settings of docs/operations.md by their names, each as it is there unless given. */
export type HeliographProps = GivenProps & {
  /** Code to deploy. @default - that of the package */
  readonly bundles?: Bundles;
};

/** The whole of Heliograph: a nested stack for each capability, which refers only to those above it. */
export class Heliograph extends Construct {
  readonly api: GraphqlApi;
  readonly userPool: UserPool;
  /** The client of the apps. */
  readonly userPoolClient: UserPoolClient;
  /** What clients and operators need to know, by the names that HeliographStack gives its outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly #api: ApiStack;

  /** Throws an Error that names a wrong setting and what it allows. */
  constructor(scope: Construct, id: string, { bundles = packagedBundles, ...props }: HeliographProps) {
    super(scope, id);
    const settings = settingsOf(props);
    const installation = new Installation(Stack.of(this).stackName, settings);
    installation.owns(this);
    this.#bound(settings);
    const rates = sendingRates(settings.snsPublishRate);
    const passkeys = settings.passkeyRelyingParty !== undefined;

    const storage = new StorageStack(this, 'Storage', settings);
    const signIn = new SignInStack(this, 'SignIn', { ...settings, bundles, storage });
    const identity = new IdentityStack(this, 'Identity', { ...settings, signIn });
    const messaging = new MessagingStack(this, 'Messaging', { bundles, storage });
    const platforms = new PlatformsStack(this, 'Platforms', { ...settings, bundles });
    const api = new ApiStack(this, 'Api', { settings, bundles, storage, identity, passkeys });
    const stepUp = new StepUpStack(this, 'StepUp', { ...settings, bundles, storage, identity, platforms, api });
    const { answerHours, breaker, devicesPerUser, groupHoldMinutes } = settings;
    const parts = { bundles, storage, messaging, platforms, api, stepUp };
    const audit = new AuditStack(this, 'Audit', { bundles, storage, messaging, api, stepUp });
    const devices = new DevicesStack(this, 'Devices', { ...parts, devicesPerUser, rates });
    const topics = new TopicsStack(this, 'Topics', { bundles, storage, messaging, platforms, api, stepUp, settings });
    const breakers = new BreakerStack(this, 'Breaker', { ...parts, breaker });
    const publishing = new PublishingStack(this, 'Publishing', { bundles, storage, api, stepUp, breakers });
    const delivery = new DeliveryStack(this, 'Delivery', { ...parts, breakers, answerHours, breaker, rates });
    new OrderingStack(this, 'Ordering', { bundles, storage, messaging, platforms, breaker, groupHoldMinutes, rates });
    // Without resources CloudFormation refuses a stack.
    if (settings.waf !== 'off' || settings.userPoolWaf !== 'off') {
      new FirewallStack(this, 'Firewall', { ...settings, api, identity });
    }
    new FeedbackStack(this, 'Feedback', { bundles, storage, messaging, platforms });
    const reporting = new ReportingStack(this, 'Reporting', { ...parts, delivery, breaker });

    if (settings.canary !== false) {
      const canary = new CanaryStack(this, 'Canary', { ...parts, devices, tokens: settings.canary });
      canary.addStackDependency(reporting);
    }
    oneAfterAnother(api, stepUp, audit, devices, topics, breakers, publishing, delivery, reporting);
    this.#watch(settings, { platforms: platforms.offered, messaging, api });
    const tags = { ...settings.tags, [INSTALLATION_TAG]: installation.id };
    for (const [name, value] of Object.entries(tags)) Tags.of(this).add(name, value);
    this.api = api.api;
    this.userPool = identity.users;
    this.userPoolClient = identity.client;
    this.#api = api;
    this.outputs = {
      GraphqlEndpoint: api.url,
      GraphqlApiId: api.api.apiId,
      UserPoolId: identity.users.userPoolId,
      UserPoolClientId: identity.client.userPoolClientId,
      ServiceRoleArn: api.serviceRole.roleArn,
      ...(api.domainTarget === undefined ? {} : { ApiDomainTarget: api.domainTarget }),
      ...roleOutputs(api),
      ...queueOutputs(messaging),
      AuditLogGroup: storage.auditLogGroup.logGroupName,
      Dashboard: installation.id,
      RedeliveryRoleArn: messaging.redeliverToSubscriber.role?.roleArn ?? '',
      StepUpSettingsTable: storage.stepUpSettings.tableName,
    };
  }

  /** Every alarm there is. Each links its entry in docs/runbook.md. */
  get alarms(): readonly Alarm[] {
    return this.node.findAll().filter((construct) => construct instanceof Alarm);
  }

  /** Returns a metric of docs/runbook.md: the sum of five minutes, unless the options say else. */
  metric(name: MetricName<'None'>, options?: MetricOptions): Metric {
    return ownMetric(name, { ...options, namespace: Installation.of(this).id });
  }

  /** Returns a platform's own metric: the sum of five minutes, unless the options say else. */
  platformMetric(name: MetricName<'Platform'>, platform: PushPlatform, options?: MetricOptions): Metric {
    return platformMetric(name, platform, { ...options, namespace: Installation.of(this).id });
  }

  /** Lets a role publish, and read and cancel what it published. It is a publisher of its own. */
  grantPublish(grantee: IGrantable): void {
    grantFields(this.#api.api, grantee, publishingFields);
  }

  /** Lets a role ask for step-up before operations of its own. */
  grantStepUp(grantee: IGrantable): void {
    grantFields(this.#api.api, grantee, stepUpFields);
  }

  /** Bounds every role, those of custom resources too. */
  #bound({ permissionsBoundaryArn }: Settings): void {
    if (permissionsBoundaryArn === undefined) return;
    const boundary = ManagedPolicy.fromManagedPolicyArn(this, 'Boundary', permissionsBoundaryArn);
    PermissionsBoundary.of(this).apply(boundary);
  }

  /** Comes last: it watches what there is. */
  #watch({ alarms, alarmTopicArn }: Settings, watched: Omit<MonitoringStackProps, 'thresholds' | 'functions'>): void {
    const functions = this.node.findAll().filter((construct) => construct instanceof LambdaFunction);
    new MonitoringStack(this, 'Monitoring', { ...watched, thresholds: alarms, functions });
    for (const stack of this.node.children.filter(NestedStack.isNestedStack)) {
      new Alarms(stack, 'Alarms', { topicArn: alarmTopicArn === 'none' ? undefined : alarmTopicArn });
    }
  }
}

/** Returns what `npm run redrive` needs: the dead-letter places, and the queues that their work goes back to. */
function queueOutputs({ queues, deadLetters }: MessagingStack): Readonly<Record<string, string>> {
  const { prompt, bulk, fanOut, ordered, fromTopics } = queues;
  const named: Readonly<Record<string, Queue>> = {
    ...deadLetters.places(queues),
    Prompt: prompt,
    Bulk: bulk,
    FanOut: fanOut,
    Ordered: ordered,
    FromTopics: fromTopics,
  };
  return Object.fromEntries(Object.entries(named).map(([name, { queueUrl }]) => [`${name}QueueUrl`, queueUrl]));
}

/** Returns an output for each service's role, such as `ServiceRoleArnOrderDesk` for `order-desk`. */
function roleOutputs({ serviceRoles }: ApiStack): Readonly<Record<string, string>> {
  const inPascalCase = (name: string) => name.replaceAll(/(^|-)(.?)/g, (_, __, first: string) => first.toUpperCase());
  return Object.fromEntries(
    [...serviceRoles].map(([name, { roleArn }]) => [`ServiceRoleArn${inPascalCase(name)}`, roleArn]),
  );
}

/** The stacks that change the API, one after the other: AppSync refuses changes at the same time. */
function oneAfterAnother(...stacks: readonly NestedStack[]): void {
  for (const [index, stack] of stacks.entries()) {
    const before = stacks[index - 1];
    if (before !== undefined) stack.addStackDependency(before);
  }
}
