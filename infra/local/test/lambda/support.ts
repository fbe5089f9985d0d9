import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPlatform, type LocalPlatform } from '../../createPlatform.ts';
import { Lambda, type LambdaOptions } from '../../lambda/Lambda.ts';
import { type Clock, systemClock } from '../../platform/Clock.ts';
import type { JsonObject } from '../../platform/Json.ts';
import type { LocalService } from '../../platform/LocalService.ts';
import { type Log, silentLog } from '../../platform/Log.ts';
import type { ResourceResult } from '../../platform/ResourceProvider.ts';
import { temporaryFolder } from '../../testing/temporaryFolder.ts';

/** A platform on a directory of its own, with Lambda and the services that a test adds. */
export interface Stage {
  readonly directory: string;
  readonly platform: LocalPlatform;
  readonly lambda: Lambda;
  /** Registers a service, which the stage stops. */
  add<Service extends LocalService>(service: Service): Service;
  /** Applies one resource of a template. */
  apply(type: string, properties: JsonObject, logicalId?: string): Promise<ResourceResult>;
  /** Creates a role for Lambda with these statements and returns its ARN. */
  role(name: string, statements?: readonly JsonObject[], service?: string): Promise<string>;
  /** Creates a function whose code is these files and returns its ARN. @default a role that may do nothing */
  fn(name: string, files: Readonly<Record<string, string>>, properties?: JsonObject): Promise<string>;
  /** Invokes as root and answers the parsed payload and the function error, if any. */
  invoke(name: string, event?: unknown): Promise<{ readonly payload: unknown; readonly error: unknown }>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Removes the directory too. */
  end(): Promise<void>;
}

export function createStage(
  options: LambdaOptions & { readonly directory?: string; readonly clock?: Clock; readonly log?: Log } = {},
): Stage {
  const directory = options.directory ?? temporaryFolder('local-cloud-test');
  const platform = createPlatform({ directory, log: options.log ?? silentLog, clock: options.clock ?? systemClock });
  platform.opened(1);
  const services: LocalService[] = [platform.iam];
  const add = <Service extends LocalService>(service: Service): Service => {
    platform.aws.register(service);
    services.push(service);
    return service;
  };
  const lambda = add(new Lambda(platform, options));
  const apply = async (type: string, properties: JsonObject, logicalId = `${type.split('::').at(-1)}1`) => {
    const provider = services.flatMap(({ resources }) => resources).find((candidate) => candidate.type === type);
    if (provider === undefined) throw new Error(`No service has ${type}.`);
    return provider.apply({
      stackName: 'Test',
      logicalId,
      generatedName: `Test-${logicalId}`,
      properties,
      asset: (bucket, key) => join(bucket, key),
    });
  };
  const role = async (name: string, statements: readonly JsonObject[] = [], service = 'lambda.amazonaws.com') => {
    const trust = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
    const result = await apply(
      'AWS::IAM::Role',
      {
        RoleName: name,
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
        Policies:
          statements.length === 0
            ? []
            : [{ PolicyName: 'inline', PolicyDocument: { Version: '2012-10-17', Statement: [...statements] } }],
      },
      name,
    );
    return String(result.attributes.Arn);
  };
  const stop = async () => {
    await Promise.all(services.map((service) => service.stop()));
    platform.close();
  };
  return {
    directory,
    platform,
    lambda,
    add,
    apply,
    role,
    async fn(name, files, properties = {}) {
      const folder = join(directory, 'code', name);
      for (const [file, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), content);
      }
      const result = await apply(
        'AWS::Lambda::Function',
        {
          FunctionName: name,
          Code: { S3Bucket: join(directory, 'code'), S3Key: name },
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: properties.Role ?? (await role(`${name}-role`)),
          ...properties,
        },
        name,
      );
      return String(result.attributes.Arn);
    },
    async invoke(name, event = {}) {
      const answer = await platform.aws.call({ kind: 'root' }, 'lambda', 'Invoke', {
        FunctionName: name,
        Payload: JSON.stringify(event),
      });
      return { payload: JSON.parse(String(answer.Payload)), error: answer.FunctionError };
    },
    async start() {
      for (const service of services) await service.start();
    },
    stop,
    async end() {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
