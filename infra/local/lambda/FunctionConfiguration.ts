import { statSync } from 'node:fs';
import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import { Reader } from '../platform/Reader.ts';
import type { ResourceRequest } from '../platform/ResourceProvider.ts';
import type { CodeFolders } from './CodeFolders.ts';

/** A function as its template describes it. */
export interface FunctionConfiguration {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly roleArn: string;
  /** `nodejs24.x`. */
  readonly runtime: string;
  readonly handler: string;
  /** Folder of the code. */
  readonly taskRoot: string;
  readonly layers: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly reservedConcurrency: number | undefined;
  readonly deadLetterArn: string | undefined;
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
  readonly architecture: string;
  /** `Terminate` ends a chain of requests that invokes the function too often. */
  readonly recursiveLoop: RecursiveLoop;
}

type RecursiveLoop = 'Allow' | 'Terminate';

/** Reads the resource's properties. Throws AwsError or NotSupportedLocally, naming the property. */
export function readFunction(
  request: ResourceRequest,
  account: { readonly region: string; readonly accountId: string },
  code: CodeFolders,
): FunctionConfiguration {
  const properties = new Reader(request.logicalId, request.properties, 'InvalidParameterValueException').only(
    ...['Architectures', 'Code', 'DeadLetterConfig', 'Description', 'Environment', 'EphemeralStorage', 'FunctionName'],
    ...['Handler', 'KmsKeyArn', 'Layers', 'LoggingConfig', 'MemorySize', 'PackageType', 'RecursiveLoop'],
    ...[
      'ReservedConcurrentExecutions',
      'Role',
      'Runtime',
      'RuntimeManagementConfig',
      'Tags',
      'Timeout',
      'TracingConfig',
      // It says from where others are reached. Here all is one machine.
      'VpcConfig',
    ],
  );
  if ((properties.optionalString('PackageType') ?? 'Zip') !== 'Zip') {
    throw new NotSupportedLocally(`The container image of function ${request.logicalId}`);
  }
  const runtime = properties.string('Runtime');
  if (!/^nodejs\d+\.x$/.test(runtime)) {
    throw new NotSupportedLocally(`Runtime ${runtime} of function ${request.logicalId}`);
  }
  const name = properties.optionalString('FunctionName') ?? request.generatedName.slice(0, 64);
  const logging = properties.optionalObject('LoggingConfig');
  return {
    name,
    arn: `arn:aws:lambda:${account.region}:${account.accountId}:function:${name}`,
    description: properties.optionalString('Description') ?? '',
    roleArn: properties.string('Role'),
    runtime,
    handler: properties.string('Handler'),
    taskRoot: readCode(request, properties.object('Code'), code),
    layers: properties.strings('Layers'),
    variables: readVariables(properties.optionalObject('Environment')),
    timeoutSeconds: properties.optionalNumber('Timeout', { min: 1, max: 900 }) ?? 3,
    memoryMegabytes: properties.optionalNumber('MemorySize', { min: 128, max: 10_240 }) ?? 128,
    reservedConcurrency: properties.optionalNumber('ReservedConcurrentExecutions', { min: 0 }),
    deadLetterArn: properties.optionalObject('DeadLetterConfig')?.optionalString('TargetArn'),
    logGroup: logging?.optionalString('LogGroup') ?? `/aws/lambda/${name}`,
    logFormat: logging?.optionalString('LogFormat') === 'JSON' ? 'JSON' : 'Text',
    architecture: properties.strings('Architectures')[0] ?? 'x86_64',
    recursiveLoop: readRecursiveLoop(properties),
  };
}

function readRecursiveLoop(properties: Reader): RecursiveLoop {
  const value = properties.optionalString('RecursiveLoop') ?? 'Terminate';
  if (value === 'Allow' || value === 'Terminate') return value;
  throw new AwsError('InvalidParameterValueException', `RecursiveLoop ${value} is not one of Allow, Terminate.`);
}

function readCode(request: ResourceRequest, source: Reader, code: CodeFolders): string {
  source.only('S3Bucket', 'S3Key', 'ZipFile');
  const inline = source.optionalString('ZipFile');
  if (inline !== undefined) return code.inline(inline);
  const path = request.asset(source.string('S3Bucket'), source.string('S3Key'));
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new AwsError(
      'InvalidParameterValueException',
      `The code of function ${request.logicalId} is not at ${path}.`,
    );
  }
  return found.isDirectory() ? code.apart(path) : code.unpack(path);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html: these names are Lambda's own. */
const reservedVariables =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_DEFAULT_REGION|AWS_REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_\w+|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/;

function readVariables(environment: Reader | undefined): Readonly<Record<string, string>> {
  const variables = environment?.stringMap('Variables') ?? {};
  const reserved = Object.keys(variables).filter(
    (name) => reservedVariables.test(name) && name !== 'AWS_LAMBDA_EXEC_WRAPPER',
  );
  if (reserved.length > 0) {
    throw new AwsError(
      'InvalidParameterValueException',
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  return variables;
}

/** Returns `FunctionConfiguration` of the API. */
export function describeFunction(
  configuration: FunctionConfiguration,
  version: string,
  lastModified: string,
): JsonObject {
  return {
    FunctionName: configuration.name,
    FunctionArn: version === '$LATEST' ? configuration.arn : `${configuration.arn}:${version}`,
    Runtime: configuration.runtime,
    Role: configuration.roleArn,
    Handler: configuration.handler,
    Description: configuration.description,
    Timeout: configuration.timeoutSeconds,
    MemorySize: configuration.memoryMegabytes,
    LastModified: lastModified,
    Version: version,
    Environment: { Variables: { ...configuration.variables } },
    Layers: configuration.layers.map((arn) => ({ Arn: arn })),
    ...(configuration.deadLetterArn === undefined
      ? {}
      : { DeadLetterConfig: { TargetArn: configuration.deadLetterArn } }),
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: [configuration.architecture],
    LoggingConfig: { LogFormat: configuration.logFormat, LogGroup: configuration.logGroup },
  };
}
