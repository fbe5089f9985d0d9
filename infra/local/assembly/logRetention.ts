import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceResult } from '../platform/ResourceProvider.ts';
import type { CustomResourceRequest } from './CustomResources.ts';

/** Lambda's runtimes that brought version 2 of the SDK, which is not here. */
const withSdk2 = /^nodejs(?:8\.10|10\.x|12\.x|14\.x|16\.x)$/;

/**
 * Does the work of CDK's `Custom::LogRetention`, whose function before CDK 2.100 needs version 2 of the SDK.
 * Returns `undefined` for every other custom resource.
 */
export async function logRetention(
  platform: Platform,
  { type, requestType, properties }: CustomResourceRequest,
): Promise<ResourceResult | undefined> {
  if (type !== 'Custom::LogRetention' || typeof properties.LogGroupName !== 'string') return undefined;
  const call = (service: string, operation: string, input: JsonObject) =>
    platform.aws.call({ kind: 'root' }, service, operation, input);
  const { Runtime } = await call('lambda', 'GetFunctionConfiguration', { FunctionName: properties.ServiceToken ?? '' });
  if (typeof Runtime !== 'string' || !withSdk2.test(Runtime)) return undefined;

  const logGroupName = properties.LogGroupName;
  const days = Number(properties.RetentionInDays);
  if (requestType === 'Delete') {
    if (properties.RemovalPolicy === 'destroy') {
      await unless('ResourceNotFoundException', call('logs', 'DeleteLogGroup', { logGroupName }));
    }
  } else {
    await unless('ResourceAlreadyExistsException', call('logs', 'CreateLogGroup', { logGroupName }));
    if (days > 0) await call('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays: days });
    else await call('logs', 'DeleteRetentionPolicy', { logGroupName });
  }
  return { physicalId: logGroupName, attributes: { LogGroupName: logGroupName } };
}

async function unless(code: string, call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== code) throw error;
  }
}
