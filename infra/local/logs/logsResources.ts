import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject, JsonValue } from '../platform/Json.ts';
import { Reader } from '../platform/Reader.ts';
import type { ResourceProvider, ResourceRequest } from '../platform/ResourceProvider.ts';
import { groupArn, type LogsState } from './logsApi.ts';
import type { MetricTransformation } from './MetricFilters.ts';

export interface LogsResources extends LogsState {
  /** Statements of `AWS::Logs::ResourcePolicy`, by policy name. */
  readonly policies: Map<string, readonly JsonValue[]>;
}

export function logsResources(state: LogsResources): readonly ResourceProvider[] {
  return [
    groupResource(state),
    streamResource(state),
    subscriptionResource(state),
    metricFilterResource(state),
    policyResource(state),
  ];
}

function read(request: ResourceRequest): Reader {
  return new Reader(request.logicalId, request.properties, 'InvalidParameterException');
}

function groupResource({ platform, store }: LogsResources): ResourceProvider {
  return {
    type: 'AWS::Logs::LogGroup',
    apply(request) {
      const properties = read(request).only(
        ...['DataProtectionPolicy', 'DeletionProtectionEnabled', 'FieldIndexPolicies', 'KmsKeyId', 'LogGroupClass'],
        ...['LogGroupName', 'ResourcePolicyDocument', 'RetentionInDays', 'Tags'],
      );
      const name = properties.optionalString('LogGroupName') ?? request.generatedName;
      store.createGroup(name, platform.clock.now());
      store.setRetention(name, properties.optionalNumber('RetentionInDays', { min: 1, max: 3653 }));
      return { physicalId: name, attributes: { Arn: `${groupArn(platform, name)}:*` } };
    },
    remove: (name) => store.deleteGroup(name),
  };
}

function streamResource({ platform, store }: LogsResources): ResourceProvider {
  return {
    type: 'AWS::Logs::LogStream',
    apply(request) {
      const properties = read(request).only('LogGroupName', 'LogStreamName');
      const name = properties.optionalString('LogStreamName') ?? request.generatedName;
      store.createStream(properties.string('LogGroupName'), name, platform.clock.now());
      return { physicalId: name, attributes: {} };
    },
    remove: (name, properties) => store.deleteStream(String(properties.LogGroupName), name),
  };
}

function subscriptionResource({ store, subscriptions }: LogsResources): ResourceProvider {
  return {
    type: 'AWS::Logs::SubscriptionFilter',
    async apply(request) {
      const properties = read(request).only(
        ...['DestinationArn', 'Distribution', 'FilterName', 'FilterPattern', 'LogGroupName', 'RoleArn'],
      );
      const name = properties.optionalString('FilterName') ?? request.generatedName;
      const group = properties.string('LogGroupName');
      store.assertGroup(group);
      const pattern = properties.optionalString('FilterPattern') ?? '';
      await subscriptions.put({ name, group, pattern, destinationArn: properties.string('DestinationArn') });
      return { physicalId: name, attributes: {} };
    },
    remove: (name, properties) => subscriptions.delete(String(properties.LogGroupName), name),
  };
}

function metricFilterResource({ store, metricFilters }: LogsResources): ResourceProvider {
  return {
    type: 'AWS::Logs::MetricFilter',
    apply(request) {
      const properties = read(request).only('FilterName', 'FilterPattern', 'LogGroupName', 'MetricTransformations');
      const name = properties.optionalString('FilterName') ?? request.generatedName;
      const group = properties.string('LogGroupName');
      store.assertGroup(group);
      const transformations = properties.objects('MetricTransformations').map(readTransformation);
      metricFilters.put(group, name, properties.optionalString('FilterPattern') ?? '', transformations);
      return { physicalId: name, attributes: {} };
    },
    remove: (name, properties) => metricFilters.delete(String(properties.LogGroupName), name),
  };
}

function readTransformation(properties: Reader): MetricTransformation {
  properties.only('DefaultValue', 'Dimensions', 'MetricName', 'MetricNamespace', 'MetricValue', 'Unit');
  const value = properties.string('MetricValue');
  if (!value.startsWith('$') && !Number.isFinite(Number(value))) {
    throw new AwsError('InvalidParameterException', `MetricValue ${value} must be a number or a selector.`);
  }
  return {
    namespace: properties.string('MetricNamespace'),
    name: properties.string('MetricName'),
    unit: properties.optionalString('Unit') ?? 'None',
    value,
    defaultValue: properties.optionalNumber('DefaultValue'),
    dimensions: Object.fromEntries(
      properties.objects('Dimensions').map((one) => [one.string('Key'), one.string('Value')]),
    ),
  };
}

function policyResource({ policies }: LogsResources): ResourceProvider {
  return {
    type: 'AWS::Logs::ResourcePolicy',
    apply(request) {
      const properties = read(request).only('PolicyDocument', 'PolicyName');
      const name = properties.string('PolicyName');
      policies.set(name, statements(request.properties.PolicyDocument, name));
      return { physicalId: name, attributes: {} };
    },
    remove(name) {
      policies.delete(name);
    },
  };
}

function statements(document: JsonValue | undefined, name: string): readonly JsonValue[] {
  try {
    const parsed: JsonValue = typeof document === 'string' ? JSON.parse(document) : (document ?? null);
    const statement = new Reader(name, parsed).source.Statement;
    return Array.isArray(statement) ? statement : statement === undefined ? [] : [statement];
  } catch {
    throw new AwsError('InvalidParameterException', `The policy document of ${name} is not valid.`);
  }
}

/** Returns one document of all resource policies. */
export function policyDocument(policies: ReadonlyMap<string, readonly JsonValue[]>): JsonObject | undefined {
  const all = [...policies.values()].flat();
  return all.length === 0 ? undefined : { Version: '2012-10-17', Statement: all };
}
