import { rm } from 'node:fs/promises';
import type { Assembly } from '../assembly/Assembly.ts';
import { templateAssembly } from '../assembly/loadAssembly.ts';
import { type LocalCloud, startLocalCloud } from '../LocalCloud.ts';
import type { Clock } from '../platform/Clock.ts';
import type { JsonObject } from '../platform/Json.ts';
import { type Log, silentLog } from '../platform/Log.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export interface StartTemplateOptions {
  /** @default a new temporary directory, removed when the cloud is disposed of */
  readonly directory?: string;
  /** The folder of the template's local asset paths. @default the directory */
  readonly folder?: string;
  /** @default 'Test' */
  readonly stackName?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Secrets that exist before the template is applied, as for `startLocalCloud`. @default none */
  readonly secrets?: Readonly<Record<string, () => string>>;
  /** Multiplies Lambda's minutes between retries. @default 1 */
  readonly retryDelayScale?: number;
  readonly clock?: Clock;
  /** @default silent */
  readonly log?: Log;
}

/**
 * Starts a local cloud on a free port for a test, from a template object or the path of an assembly or template.
 *
 * @example
 * await using cloud = await startTemplate({ Resources: { Queue: { Type: 'AWS::SQS::Queue' } } });
 * const sqs = new SQSClient(awsClientOptions(cloud));
 */
export async function startTemplate(
  template: JsonObject | string,
  options: StartTemplateOptions = {},
): Promise<LocalCloud> {
  const { clock, log = silentLog, parameters = {}, retryDelayScale = 1, secrets = {}, stackName = 'Test' } = options;
  const directory = options.directory ?? temporaryFolder('local-cloud');
  const temporary = options.directory === undefined;
  const removeDirectory = async () => {
    if (temporary) await rm(directory, { recursive: true, force: true });
  };
  const assembly: string | Assembly =
    typeof template === 'string' ? template : templateAssembly(stackName, template, options.folder ?? directory);
  try {
    const cloud = await startLocalCloud({
      assembly,
      directory,
      port: 0,
      log,
      parameters,
      retryDelayScale,
      secrets,
      ...(clock ? { clock } : {}),
    });
    return {
      ...cloud,
      async [Symbol.asyncDispose]() {
        await cloud.stop();
        await removeDirectory();
      },
    };
  } catch (error) {
    await removeDirectory();
    throw error;
  }
}

/** Returns options for any AWS SDK v3 client: the local endpoint, with the root user's key or a role's. */
export function awsClientOptions(cloud: LocalCloud, roleArn?: string) {
  const { platform, baseUrl } = cloud;
  return {
    endpoint: baseUrl,
    region: platform.region,
    credentials: roleArn === undefined ? platform.iam.rootCredentials() : platform.credentials(roleArn),
  };
}
