import type { AwsApi, AwsOperation, Permission } from '../platform/AwsApi.ts';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import { Reader } from '../platform/Reader.ts';
import type { AsyncInvocations } from './AsyncInvocations.ts';
import type { EventSourceMappings } from './EventSourceMappings.ts';
import { describeFunction } from './FunctionConfiguration.ts';
import type { Functions } from './Functions.ts';

const SYNCHRONOUS_LIMIT = 6 * 1024 * 1024;
const ASYNCHRONOUS_LIMIT = 1024 * 1024;
const functionsPath = '/2015-03-31/functions';
const mappingsPath = '/2015-03-31/event-source-mappings';

export interface LambdaState {
  readonly functions: Functions;
  readonly asynchronous: AsyncInvocations;
  readonly mappings: EventSourceMappings;
}

/**
 * The operations that clients of a local machine call.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html
 */
export function lambdaApi(state: LambdaState): AwsApi {
  return {
    signingName: 'lambda',
    protocol: 'rest-json',
    operations: {
      Invoke: invoke(state),
      GetFunction: getFunction(state, '', (found) => ({ Configuration: found })),
      GetFunctionConfiguration: getFunction(state, '/configuration', (found) => found),
      ListFunctions: listFunctions(state),
      ListEventSourceMappings: listMappings(state),
      GetEventSourceMapping: getMapping(state),
      UpdateEventSourceMapping: updateMapping(state),
    },
  };
}

function invoke({ functions, asynchronous }: LambdaState): AwsOperation {
  return {
    http: {
      method: 'POST',
      path: `${functionsPath}/{FunctionName}/invocations`,
      payload: { input: 'Payload', output: 'Payload' },
      headers: {
        InvocationType: 'X-Amz-Invocation-Type',
        LogType: 'X-Amz-Log-Type',
        ClientContext: 'X-Amz-Client-Context',
        FunctionError: 'X-Amz-Function-Error',
        LogResult: 'X-Amz-Log-Result',
        ExecutedVersion: 'X-Amz-Executed-Version',
      },
    },
    permissions: (input) => [permission(functions, input, 'InvokeFunction')],
    async run(input, { traceHeader }) {
      const reader = new Reader('Invoke', input);
      const target = functions.resolve(
        functions.reference(reader.string('FunctionName'), reader.optionalString('Qualifier')),
      );
      const type = reader.optionalString('InvocationType') ?? 'RequestResponse';
      const payload = checkPayload(reader.optionalString('Payload') ?? '', type);
      switch (type) {
        case 'DryRun':
          return { StatusCode: 204, ExecutedVersion: target.version };
        case 'Event':
          asynchronous.enqueue(target, payload, traceHeader);
          return { StatusCode: 202 };
        case 'RequestResponse': {
          const context = reader.optionalString('ClientContext');
          const result = await target.pool.invoke({
            payload,
            invokedFunctionArn: target.arn,
            version: target.version,
            traceHeader,
            clientContext: context === undefined ? undefined : Buffer.from(context, 'base64').toString(),
          });
          return {
            StatusCode: 200,
            ExecutedVersion: target.version,
            ...checkResponse(result),
            ...(reader.optionalString('LogType') === 'Tail' ? { LogResult: tail(result.log) } : {}),
          };
        }
        default:
          throw new AwsError(
            'ValidationException',
            `1 validation error detected: Value '${type}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]`,
          );
      }
    },
  };
}

/** Checks an invocation's payload. An absent one is `{}` to the function. */
function checkPayload(payload: string, type: string): string {
  const limit = type === 'Event' ? ASYNCHRONOUS_LIMIT : SYNCHRONOUS_LIMIT;
  const size = Buffer.byteLength(payload);
  if (size > limit) {
    throw new AwsError(
      'RequestTooLargeException',
      `${size} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
      {
        status: 413,
      },
    );
  }
  try {
    JSON.parse(payload === '' ? '{}' : payload);
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${error instanceof SyntaxError ? error.name : 'Error'}`,
      { details: { Type: 'User' } },
    );
  }
  return payload === '' ? '{}' : payload;
}

function checkResponse(result: { readonly failed: boolean; readonly payload: string }): JsonObject {
  const size = Buffer.byteLength(result.payload);
  if (size > SYNCHRONOUS_LIMIT) {
    const errorMessage = `Response payload size exceeded maximum allowed payload size (${SYNCHRONOUS_LIMIT} bytes).`;
    return {
      FunctionError: 'Unhandled',
      Payload: JSON.stringify({ errorType: 'Function.ResponseSizeTooLarge', errorMessage }),
    };
  }
  return { Payload: result.payload, ...(result.failed ? { FunctionError: 'Unhandled' } : {}) };
}

/** Returns the last 4 KB in base64. */
function tail(log: readonly string[]): string {
  return Buffer.from(`${log.join('\n')}\n`)
    .subarray(-4096)
    .toString('base64');
}

function getFunction(
  { functions }: LambdaState,
  suffix: string,
  answer: (configuration: JsonObject) => JsonObject,
): AwsOperation {
  return {
    http: { method: 'GET', path: `${functionsPath}/{FunctionName}${suffix}` },
    permissions: (input) => [permission(functions, input, suffix === '' ? 'GetFunction' : 'GetFunctionConfiguration')],
    run(input) {
      const reader = new Reader('GetFunction', input);
      const target = functions.resolve(
        functions.reference(reader.string('FunctionName'), reader.optionalString('Qualifier')),
      );
      const modified =
        functions.list().find(({ configuration }) => configuration === target.configuration)?.modified ?? '';
      return answer(describeFunction(target.configuration, target.version, modified));
    },
  };
}

function listFunctions({ functions }: LambdaState): AwsOperation {
  return {
    http: { method: 'GET', path: `${functionsPath}/` },
    permissions: () => [{ action: 'lambda:ListFunctions', resource: '*' }],
    run: () => ({
      Functions: functions
        .list()
        .map(({ configuration, modified }) => describeFunction(configuration, '$LATEST', modified)),
    }),
  };
}

function listMappings({ functions, mappings }: LambdaState): AwsOperation {
  return {
    http: { method: 'GET', path: `${mappingsPath}/` },
    permissions: () => [{ action: 'lambda:ListEventSourceMappings', resource: '*' }],
    run(input) {
      const reader = new Reader('ListEventSourceMappings', input);
      const name = reader.optionalString('FunctionName');
      const source = reader.optionalString('EventSourceArn');
      const arn = name === undefined ? undefined : functions.reference(name).arn;
      return {
        EventSourceMappings: mappings
          .list()
          .filter((mapping) => arn === undefined || mapping.FunctionArn === arn)
          .filter((mapping) => source === undefined || mapping.EventSourceArn === source),
      };
    },
  };
}

function getMapping({ mappings }: LambdaState): AwsOperation {
  return {
    http: { method: 'GET', path: `${mappingsPath}/{UUID}` },
    permissions: (input) => [mappingPermission(mappings, input, 'GetEventSourceMapping')],
    run: (input) => mappings.describe(new Reader('GetEventSourceMapping', input).string('UUID')),
  };
}

function updateMapping({ mappings }: LambdaState): AwsOperation {
  return {
    http: { method: 'PUT', path: `${mappingsPath}/{UUID}`, status: 202 },
    permissions: (input) => [mappingPermission(mappings, input, 'UpdateEventSourceMapping')],
    async run(input) {
      const reader = new Reader('UpdateEventSourceMapping', input).only('UUID', 'Enabled', 'FunctionName');
      return await mappings.setEnabled(reader.string('UUID'), reader.optionalBoolean('Enabled') ?? true);
    },
  };
}

function mappingPermission(mappings: EventSourceMappings, input: JsonObject, action: string): Permission {
  return { action: `lambda:${action}`, resource: mappings.arn(new Reader(action, input).string('UUID')) };
}

function permission(functions: Functions, input: JsonObject, action: string): Permission {
  const reader = new Reader(action, input);
  const { arn } = functions.reference(reader.string('FunctionName'), reader.optionalString('Qualifier'));
  const resourcePolicy = functions.policy(arn);
  return { action: `lambda:${action}`, resource: arn, ...(resourcePolicy === undefined ? {} : { resourcePolicy }) };
}
