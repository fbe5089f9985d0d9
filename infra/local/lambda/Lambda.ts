import type { AwsApi } from '../platform/AwsApi.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { AsyncInvocations } from './AsyncInvocations.ts';
import { CodeFolders } from './CodeFolders.ts';
import { EventSourceMappings } from './EventSourceMappings.ts';
import { runningInvocations } from './FunctionMetrics.ts';
import { Functions } from './Functions.ts';
import { lambdaApi } from './lambdaApi.ts';
import { lambdaResources } from './lambdaResources.ts';
import { Checkpoints } from './streams/Checkpoints.ts';

export interface LambdaOptions {
  /**
   * Multiplies the delays between the retries of asynchronous events (1 and 2 minutes) and of stream batches.
   * @default 1, as on AWS
   */
  readonly retryDelayScale?: number;
}

/**
 * Lambda on one machine: functions run in worker threads, events and positions in streams are durable.
 * Sets the process's time zone to UTC, because threads cannot have a time zone of their own.
 */
export class Lambda implements LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[] = [];
  readonly #functions: Functions;
  readonly #platform: Platform;
  readonly #asynchronous: AsyncInvocations;
  readonly #mappings: EventSourceMappings;
  readonly #code = new CodeFolders();

  constructor(platform: Platform, { retryDelayScale = 1 }: LambdaOptions = {}) {
    process.env.TZ = 'UTC';
    const database = platform.database('lambda');
    const functions = new Functions(platform);
    const asynchronous = new AsyncInvocations(platform, functions, database, retryDelayScale);
    const checkpoints = new Checkpoints(database);
    const mappings = new EventSourceMappings({ platform, functions, checkpoints, retryDelayScale }, database);
    this.#functions = functions;
    this.#platform = platform;
    this.#asynchronous = asynchronous;
    this.#mappings = mappings;
    this.apis = [lambdaApi({ functions, asynchronous, mappings })];
    this.resources = lambdaResources({ platform, database, functions, asynchronous, mappings, code: this.#code });
  }

  /**
   * Starts background work. Throws AwsError where a function's role may not read the source of an event source mapping.
   */
  start(): void {
    this.#asynchronous.start();
    this.#mappings.start();
  }

  async stop(): Promise<void> {
    const ended = Promise.all([this.#mappings.stop(), this.#asynchronous.stop()]);
    this.#functions.kill();
    await ended;
    this.#code.remove();
  }

  /** The number of invocations that run now. A test waits for none before it moves the clock. */
  get running(): number {
    return runningInvocations(this.#platform.metrics);
  }

  /** Kills every execution environment at once. A bench injects the death of a process with it. */
  crash(): void {
    this.#functions.kill();
  }
}
