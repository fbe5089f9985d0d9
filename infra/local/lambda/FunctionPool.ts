import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { ExecutionEnvironment, type Outcome } from './ExecutionEnvironment.ts';
import type { FunctionConfiguration } from './FunctionConfiguration.ts';
import { FunctionLog } from './FunctionLog.ts';
import { FunctionMetrics } from './FunctionMetrics.ts';
import { platformLines } from './platformLines.ts';
import { MOST_INVOCATIONS, nextInvocation, recursionError } from './requestChain.ts';

/** Environments of a function that reserves no concurrency: this is one machine, not a region. */
const DEFAULT_CONCURRENCY = 20;
/** An idle environment ends after this. */
const IDLE_MILLISECONDS = 60_000;

export interface Invocation {
  /** JSON text. */
  readonly payload: string;
  readonly invokedFunctionArn: string;
  readonly version: string;
  readonly clientContext?: string | undefined;
  /** The id of an asynchronous event, kept over its retries. @default a new one */
  readonly requestId?: string | undefined;
  /** Of the request, message or event that leads to it. @default the first of a new chain */
  readonly traceHeader?: string | undefined;
  /**
   * Called when an environment begins the invocation. That is later than the call if the environment has to start
   * first.
   */
  readonly onBegin?: () => void;
}

export interface InvocationResult extends Outcome {
  readonly requestId: string;
  /** What the invocation logged, START to REPORT. */
  readonly log: readonly string[];
}

interface PooledEnvironment {
  readonly environment: ExecutionEnvironment;
  readonly log: FunctionLog;
  cancelIdle: () => void;
}

/** The execution environments of one function, reused while warm. Each runs one invocation at a time. */
export class FunctionPool {
  readonly configuration: FunctionConfiguration;
  readonly metrics: FunctionMetrics;
  readonly #platform: Platform;
  readonly #modules: { readonly layers: readonly string[]; readonly runtime: string };
  readonly #idle: PooledEnvironment[] = [];
  readonly #all = new Set<ExecutionEnvironment>();
  #busy = 0;

  constructor(
    platform: Platform,
    configuration: FunctionConfiguration,
    modules: { readonly layers: readonly string[]; readonly runtime: string },
  ) {
    this.#platform = platform;
    this.configuration = configuration;
    this.metrics = new FunctionMetrics(platform.metrics, configuration.name);
    this.#modules = modules;
  }

  get concurrency(): number {
    return this.configuration.reservedConcurrency ?? DEFAULT_CONCURRENCY;
  }

  /** Environments that are warm and free. */
  get idle(): number {
    return this.#idle.length;
  }

  /**
   * Runs the function, whose failure is an outcome.
   * Rejects with `TooManyRequestsException` beyond the function's concurrency, and with `RecursiveInvocationException`
   * if the invocation's chain of requests ends here.
   */
  async invoke(invocation: Invocation): Promise<InvocationResult> {
    if (this.endsChain(invocation.traceHeader)) throw recursionError();
    if (this.#busy >= this.concurrency) {
      this.metrics.throttled();
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
        status: 429,
        details: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded', retryAfterSeconds: '1', Type: 'User' },
      });
    }
    this.#busy += 1;
    this.metrics.began(this.#busy);
    try {
      return await this.#run(invocation);
    } finally {
      this.#busy -= 1;
    }
  }

  /** Whether Lambda stops the function's next invocation in this chain of requests. Logs and counts that it does. */
  endsChain(traceHeader: string | undefined): boolean {
    const { name, arn, recursiveLoop } = this.configuration;
    if (recursiveLoop === 'Allow' || nextInvocation(traceHeader, arn).count <= MOST_INVOCATIONS) return false;
    this.#platform.meter.count('lambda:recursiveInvocationDropped');
    this.metrics.count('RecursiveInvocationsDropped');
    this.#platform.log(
      'warn',
      'lambda',
      `${name} was not invoked: it was ${MOST_INVOCATIONS} times in one chain of requests. Lambda ends such a loop, unless RecursiveLoop is Allow.`,
    );
    return true;
  }

  /** Ends every environment at once. Invocations in flight fail with `Runtime.ExitError`. */
  kill(): void {
    for (const environment of this.#all) environment.kill();
    for (const { cancelIdle } of this.#idle.splice(0)) cancelIdle();
  }

  async #run(invocation: Invocation): Promise<InvocationResult> {
    const requestId = invocation.requestId ?? randomUUID();
    const pooled = this.#take();
    pooled.cancelIdle();
    const { environment, log } = pooled;
    const started = performance.now();
    const begun = this.#platform.clock.now();
    const { outcome, lines } = await environment.invoke(
      {
        type: 'invoke',
        requestId,
        payload: invocation.payload,
        remainingMilliseconds: this.configuration.timeoutSeconds * 1000,
        invokedFunctionArn: invocation.invokedFunctionArn,
        functionVersion: invocation.version,
        clientContext: invocation.clientContext,
        traceHeader: nextInvocation(invocation.traceHeader, this.configuration.arn).traceHeader,
      },
      invocation.onBegin,
    );
    const milliseconds = performance.now() - started;
    this.metrics.ended(milliseconds, outcome.failed);
    const billed = Math.ceil(milliseconds);
    this.#platform.meter.count('lambda:request');
    this.#platform.meter.count('lambda:gbMillisecond', (billed * this.configuration.memoryMegabytes) / 1024);
    const { before, after } = platformLines(this.configuration.logFormat, {
      ...{ requestId, version: invocation.version, failed: outcome.failed, started: begun, milliseconds, billed },
      memoryMegabytes: this.configuration.memoryMegabytes,
    });
    const all = [...before, ...lines, ...after];
    log.write(all);
    if (outcome.failed)
      this.#platform.log('warn', `lambda ${this.configuration.name}`, 'Failed', {
        requestId,
        error: failure(outcome.payload),
      });
    this.#giveBack(pooled);
    return { ...outcome, requestId, log: all };
  }

  #take(): PooledEnvironment {
    for (let pooled = this.#idle.pop(); pooled !== undefined; pooled = this.#idle.pop()) {
      if (!pooled.environment.ended) return pooled;
      pooled.cancelIdle();
    }
    const log = new FunctionLog(this.#platform, this.configuration);
    const environment = new ExecutionEnvironment({
      data: {
        taskRoot: this.configuration.taskRoot,
        handler: this.configuration.handler,
        layerModules: this.#modules.layers,
        runtimeModules: this.#modules.runtime,
        runtimeVersion: Number(/\d+/.exec(this.configuration.runtime)?.[0]),
        logFormat: this.configuration.logFormat,
      },
      variables: this.#variables(log.stream),
      memoryMegabytes: this.configuration.memoryMegabytes,
      clock: this.#platform.clock,
      onEnd: () => this.#all.delete(environment),
    });
    this.#all.add(environment);
    return { environment, log, cancelIdle: () => {} };
  }

  #giveBack(pooled: PooledEnvironment): void {
    if (pooled.environment.ended) return;
    pooled.cancelIdle = this.#platform.clock.after(IDLE_MILLISECONDS, () => {
      this.#idle.splice(this.#idle.indexOf(pooled), 1);
      pooled.environment.kill();
    });
    this.#idle.push(pooled);
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
  #variables(logStream: string): Readonly<Record<string, string>> {
    const { configuration } = this;
    const { accessKeyId, secretAccessKey, sessionToken } = this.#platform.credentials(
      configuration.roleArn,
      configuration.name,
    );
    return {
      AWS_ENDPOINT_URL: this.#platform.baseUrl(),
      ...configuration.variables,
      _HANDLER: configuration.handler,
      AWS_REGION: this.#platform.region,
      AWS_DEFAULT_REGION: this.#platform.region,
      AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
      AWS_LAMBDA_FUNCTION_NAME: configuration.name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memoryMegabytes),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: configuration.logGroup,
      AWS_LAMBDA_LOG_STREAM_NAME: logStream,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
      LAMBDA_TASK_ROOT: configuration.taskRoot,
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
      PATH: '/usr/local/bin:/usr/bin/:/bin',
      NODE_PATH: this.#modules.layers.join(':'),
    };
  }
}

/** Returns a function's error without its trace, which is in the function's log. */
function failure(payload: string): string {
  const { errorType, errorMessage } = JSON.parse(payload) as JsonObject;
  return `${errorType}: ${errorMessage}`;
}
