import { createHash } from 'node:crypto';
import { parseArn } from '../platform/Arn.ts';
import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import { Reader } from '../platform/Reader.ts';
import type { ResourceRequest } from '../platform/ResourceProvider.ts';
import { EventPattern } from '../shared/EventPattern.ts';
import type { FunctionReference } from './Functions.ts';

/** `AWS::Lambda::EventSourceMapping` as the template describes it, with Lambda's defaults. */
export interface EventSourceMapping {
  readonly uuid: string;
  readonly source: 'dynamodb' | 'sqs';
  readonly sourceArn: string;
  readonly target: FunctionReference;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly bisect: boolean;
  /** -1 retries until the record expires. */
  readonly maximumRetryAttempts: number;
  /** -1 sets no limit but the stream's own. */
  readonly maximumRecordAgeSeconds: number;
  readonly parallelizationFactor: number;
  readonly reportBatchItemFailures: boolean;
  /** An event passes if it matches one of them, or if there are none. */
  readonly filters: readonly EventPattern[];
  /** The patterns of `filters`, as the template has them. */
  readonly patterns: readonly string[];
  readonly onFailureArn: string | undefined;
  /** SQS: invocations at once. */
  readonly maximumConcurrency: number | undefined;
}

/**
 * Reads the resource's properties. Throws AwsError InvalidParameterValueException or NotSupportedLocally, naming the
 * property.
 */
export function readMapping(
  request: ResourceRequest,
  reference: (functionName: string) => FunctionReference,
): EventSourceMapping {
  const properties = new Reader(request.logicalId, request.properties, 'InvalidParameterValueException').only(
    ...['BatchSize', 'BisectBatchOnFunctionError', 'DestinationConfig', 'Enabled', 'EventSourceArn', 'FilterCriteria'],
    ...['FunctionName', 'FunctionResponseTypes', 'MaximumBatchingWindowInSeconds', 'MaximumRecordAgeInSeconds', 'Tags'],
    ...['MaximumRetryAttempts', 'MetricsConfig', 'ParallelizationFactor', 'ScalingConfig', 'StartingPosition'],
  );
  const sourceArn = properties.string('EventSourceArn');
  const source = parseArn(sourceArn).service;
  if (source !== 'dynamodb' && source !== 'sqs') throw new NotSupportedLocally(`The event source ${sourceArn}`);
  const startingPosition = properties.optionalString('StartingPosition') ?? 'TRIM_HORIZON';
  if (startingPosition !== 'TRIM_HORIZON' && startingPosition !== 'LATEST') {
    throw new AwsError(
      'InvalidParameterValueException',
      `${request.logicalId}.StartingPosition ${startingPosition} is not one of TRIM_HORIZON, LATEST.`,
    );
  }
  if (source === 'dynamodb' && !properties.has('StartingPosition')) {
    throw new AwsError(
      'InvalidParameterValueException',
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  }
  const batchSize = properties.optionalNumber('BatchSize', { min: 1, max: 10_000 }) ?? (source === 'sqs' ? 10 : 100);
  const windowSeconds = properties.optionalNumber('MaximumBatchingWindowInSeconds', { min: 0, max: 300 }) ?? 0;
  if (source === 'sqs' && batchSize > 10 && windowSeconds === 0) {
    throw new AwsError(
      'InvalidParameterValueException',
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  const patterns = (properties.optionalObject('FilterCriteria')?.objects('Filters') ?? []).map((filter) =>
    filter.string('Pattern'),
  );
  return {
    uuid: stableUuid(`${request.stackName}/${request.logicalId}`),
    source,
    sourceArn,
    target: reference(properties.string('FunctionName')),
    enabled: properties.optionalBoolean('Enabled') ?? true,
    batchSize,
    windowSeconds,
    startingPosition,
    bisect: properties.optionalBoolean('BisectBatchOnFunctionError') ?? false,
    maximumRetryAttempts: properties.optionalNumber('MaximumRetryAttempts', { min: -1, max: 10_000 }) ?? -1,
    maximumRecordAgeSeconds: properties.optionalNumber('MaximumRecordAgeInSeconds', { min: -1, max: 604_800 }) ?? -1,
    parallelizationFactor: properties.optionalNumber('ParallelizationFactor', { min: 1, max: 10 }) ?? 1,
    reportBatchItemFailures: properties.strings('FunctionResponseTypes').includes('ReportBatchItemFailures'),
    filters: patterns.map((pattern) => EventPattern.parse(pattern)),
    patterns,
    onFailureArn: properties
      .optionalObject('DestinationConfig')
      ?.optionalObject('OnFailure')
      ?.optionalString('Destination'),
    maximumConcurrency: properties
      .optionalObject('ScalingConfig')
      ?.optionalNumber('MaximumConcurrency', { min: 2, max: 1000 }),
  };
}

/** Returns what `GetEventSourceMapping` answers. */
export function describeMapping(mapping: EventSourceMapping, enabled: boolean, modified: number): JsonObject {
  return {
    UUID: mapping.uuid,
    EventSourceArn: mapping.sourceArn,
    FunctionArn: mapping.target.arn,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.windowSeconds,
    State: enabled ? 'Enabled' : 'Disabled',
    LastModified: modified / 1000,
    FunctionResponseTypes: mapping.reportBatchItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(mapping.patterns.length === 0
      ? {}
      : { FilterCriteria: { Filters: mapping.patterns.map((Pattern) => ({ Pattern })) } }),
    ...(mapping.source === 'sqs'
      ? {}
      : {
          StartingPosition: mapping.startingPosition,
          ParallelizationFactor: mapping.parallelizationFactor,
          BisectBatchOnFunctionError: mapping.bisect,
          MaximumRetryAttempts: mapping.maximumRetryAttempts,
          MaximumRecordAgeInSeconds: mapping.maximumRecordAgeSeconds,
        }),
  };
}

/** Returns the same UUID for a mapping at every start, so that its checkpoint is found again. */
function stableUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
