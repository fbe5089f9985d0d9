import { createServer } from 'node:net';
import { AppSync } from './appsync/AppSync.ts';
import type { Assembly } from './assembly/Assembly.ts';
import { type AppliedAssembly, applyAssembly } from './assembly/applyAssembly.ts';
import { CustomResources } from './assembly/CustomResources.ts';
import { loadAssembly } from './assembly/loadAssembly.ts';
import { type AppliedResource, StackState } from './assembly/StackState.ts';
import { CloudWatch } from './cloudwatch/CloudWatch.ts';
import { Cognito } from './cognito/Cognito.ts';
import { createPlatform, type LocalPlatform } from './createPlatform.ts';
import { DynamoDb } from './dynamodb/DynamoDb.ts';
import { Events } from './events/Events.ts';
import { createFront, type Front } from './front/Front.ts';
import { Kms } from './kms/Kms.ts';
import { Lambda } from './lambda/Lambda.ts';
import { Logs } from './logs/Logs.ts';
import { AwsError } from './platform/AwsError.ts';
import type { Clock } from './platform/Clock.ts';
import type { JsonObject } from './platform/Json.ts';
import type { LocalService } from './platform/LocalService.ts';
import type { Log } from './platform/Log.ts';
import { Scheduler } from './scheduler/Scheduler.ts';
import { SecretsManager } from './secretsmanager/SecretsManager.ts';
import { Sns } from './sns/Sns.ts';
import { Sqs } from './sqs/Sqs.ts';

export interface LocalCloudOptions {
  /** The folder of a cloud assembly, the file of a template, or a loaded assembly. */
  readonly assembly: string | Assembly;
  /** DIR, which holds all state. */
  readonly directory: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Starts empty. @default false */
  readonly fresh?: boolean;
  /** Values for the templates' parameters. @default their defaults */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * First values, by name, of secrets that an operator makes before deploying. A secret that exists stays.
   * @default none
   */
  readonly secrets?: Readonly<Record<string, () => string>>;
  /** Names or addresses that requests may go to, beside localhost, 127.0.0.1 and [::1]. @default none */
  readonly allowedHosts?: readonly string[];
  /** Multiplies the minutes between Lambda's, EventBridge's and Scheduler's retries, for tests. @default 1 */
  readonly retryDelayScale?: number;
  /** @default the system's clock */
  readonly clock?: Clock;
  /** @default lines on standard error */
  readonly log?: Log;
}

/** A running local cloud. */
export interface LocalCloud extends AsyncDisposable {
  readonly platform: LocalPlatform;
  /** `http://127.0.0.1:<port>` */
  readonly baseUrl: string;
  /** `https://localhost:<port>` */
  readonly secureBaseUrl: string;
  /** The result of applying the template. */
  readonly result: AppliedAssembly;
  /** Every resource in the order it was applied. */
  readonly resources: readonly AppliedResource[];
  readonly cognito: Cognito;
  /** Gives access to the execution environments, to kill them. */
  readonly lambda: Lambda;
  /** Takes further routes while it runs. */
  readonly front: Front;
  /** Ends all background work, closes the port and frees DIR. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts every service on DIR, opens the port, applies the stacks, then starts the services' background work.
 * @throws TemplateError, or an Error that says what to do about a taken port or DIR. Nothing stays open then.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  // Comes before DIR is touched: `fresh` must not empty it for a start that cannot succeed.
  const assembly = typeof options.assembly === 'string' ? loadAssembly(options.assembly) : options.assembly;
  await refuseTakenPort(options.port);
  const { directory, clock, log, fresh = false, retryDelayScale = 1 } = options;
  const platform = createPlatform({ directory, fresh, ...(clock ? { clock } : {}), ...(log ? { log } : {}) });

  const started: LocalService[] = [];
  const closing: (() => Promise<void> | void)[] = [() => platform.close()];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      for (const service of started.toReversed()) await service.stop();
      for (const close of closing.toReversed()) await close();
    })();
    return stopping;
  };

  try {
    const cognito = new Cognito(platform);
    const lambda = new Lambda(platform, { retryDelayScale });
    // In the order in which they start. They stop in reverse, so that callers end before those they call.
    const services: readonly LocalService[] = [
      new DynamoDb(platform),
      new SecretsManager(platform),
      new Kms(platform),
      new Logs(platform),
      new Sqs(platform),
      new Sns(platform),
      new CloudWatch(platform),
      cognito,
      new Events(platform, { retryDelayScale }),
      new Scheduler(platform, { retryDelayScale }),
      lambda,
      new AppSync(platform),
    ];
    for (const service of services) platform.aws.register(service);
    const customResources = new CustomResources(platform);
    const state = new StackState(platform.database('stacks'));

    const routes = [...platform.routes, customResources.route, ...services.flatMap((service) => service.routes)];
    const front = createFront(platform, routes, options.allowedHosts);
    closing.push(() => front.close());
    platform.opened(await front.listen(options.port));

    started.push(...services);
    await makeSecrets(platform, options.secrets ?? {});
    const result = await applyAssembly(assembly, {
      platform,
      customResources,
      state,
      providers: [platform.iam, ...services].flatMap((service) => service.resources),
      parameters: options.parameters ?? {},
    });
    // Each user pool has its own route, from when the pool exists.
    const prefixes = new Set(routes.map(({ prefix }) => prefix));
    for (const route of services.flatMap((service) => service.routes)) {
      if (!prefixes.has(route.prefix)) front.add(route);
    }
    for (const service of services) await service.start();

    return {
      platform,
      baseUrl: platform.baseUrl(),
      secureBaseUrl: platform.secureBaseUrl(),
      result,
      resources: state.all(),
      cognito,
      lambda,
      front,
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeSecrets(platform: LocalPlatform, secrets: Readonly<Record<string, () => string>>): Promise<void> {
  const call = (operation: string, input: JsonObject) =>
    platform.aws.call({ kind: 'root' }, 'secretsmanager', operation, input);
  for (const [name, value] of Object.entries(secrets)) {
    const known = await call('DescribeSecret', { SecretId: name }).catch((error: unknown) => {
      if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
      throw error;
    });
    if (!known) await call('CreateSecret', { Name: name, SecretString: value() });
  }
}

/** Rejects with an Error that names `--port` if another process listens there. */
async function refuseTakenPort(port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  probe.once('error', (cause) =>
    reject(
      new Error(`Port ${port} cannot be used (${cause.message}). Choose another with --port, or --port 0 for any.`, {
        cause,
      }),
    ),
  );
  probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  await promise;
}
