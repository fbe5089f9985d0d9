import { Worker } from 'node:worker_threads';
import type { Clock } from '../platform/Clock.ts';
import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import { bootstrapSource } from './runtime/bootstrapSource.ts';
import type { EnvironmentData, InvokeMessage, WorkerMessage } from './runtime/messages.ts';

/** Lambda gives the init phase ten seconds. */
const INIT_MILLISECONDS = 10_000;

/**
 * The outcome of one invocation.
 * `payload` is JSON text: the result, or if it failed `{errorType, errorMessage, trace?}`.
 */
export interface Outcome {
  readonly failed: boolean;
  readonly payload: string;
}

export interface EnvironmentOptions {
  readonly data: EnvironmentData;
  /** The function's environment variables. None of the host's are added. */
  readonly variables: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly clock: Clock;
  /** Called once when the worker has ended, for any reason. */
  readonly onEnd: () => void;
}

/**
 * One execution environment: a worker thread that loads the function's module once and runs one invocation at a time.
 */
export class ExecutionEnvironment {
  readonly #worker: Worker;
  readonly #options: EnvironmentOptions;
  #finish: ((outcome: Outcome) => void) | undefined;
  #lines: string[] = [];
  #ready = false;
  #ended = false;
  #onReady: (() => void) | undefined;
  #initError: Outcome | undefined;
  #lastError: JsonObject | undefined;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#worker = new Worker(bootstrapSource(), {
      eval: true,
      workerData: options.data,
      env: { ...options.variables },
      stdin: false,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMegabytes },
      execArgv: ['--input-type=module'],
    });
    this.#worker.on('message', (message: WorkerMessage) => this.#receive(message));
    this.#worker.on('error', (error) => {
      this.#lastError = { code: 'code' in error ? String(error.code) : error.name };
    });
    this.#worker.on('exit', (code) => this.#exit(code));
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Whether the module is loaded, so that the next invocation is a warm one. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Runs one invocation and never rejects. Ends the environment if the invocation times out. */
  async invoke(
    message: Omit<InvokeMessage, 'now'>,
    onBegin?: () => void,
  ): Promise<{ readonly outcome: Outcome; readonly lines: readonly string[] }> {
    const { clock } = this.#options;
    const outcome = await new Promise<Outcome>((resolve) => {
      let cancel = () => {};
      this.#finish = (result) => {
        cancel();
        this.#finish = undefined;
        this.#onReady = undefined;
        resolve(result);
      };
      const timeout = (milliseconds: number) =>
        clock.after(milliseconds, () => {
          const seconds = (milliseconds / 1000).toFixed(2);
          const text = `RequestId: ${message.requestId} Error: Task timed out after ${seconds} seconds`;
          const line = `${new Date(clock.now()).toISOString()} ${message.requestId} Task timed out after ${seconds} seconds`;
          // In the JSON format the report says so.
          if (this.#options.data.logFormat === 'Text') this.#lines.push(line);
          this.#fail('Sandbox.Timedout', text);
          this.kill();
        });
      const begin = () => {
        cancel();
        cancel = timeout(message.remainingMilliseconds);
        this.#worker.postMessage({ ...message, now: clock.now() } satisfies InvokeMessage);
        onBegin?.();
      };
      if (this.#initError !== undefined) {
        this.#finish(this.#initError);
      } else if (this.#ended) {
        this.#fail(
          'Runtime.ExitError',
          `RequestId: ${message.requestId} Error: Runtime exited without providing a reason`,
        );
      } else if (this.#ready) {
        begin();
      } else {
        cancel = timeout(INIT_MILLISECONDS);
        this.#onReady = begin;
      }
    });
    const lines = this.#lines;
    this.#lines = [];
    return { outcome, lines };
  }

  /** Ends the worker at once, also in the middle of an invocation. */
  kill(): void {
    this.#ended = true;
    void this.#worker.terminate();
  }

  #receive(message: WorkerMessage): void {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.#onReady?.();
        break;
      case 'log':
        this.#lines.push(message.line);
        break;
      case 'initError':
        this.#initError = { failed: true, payload: JSON.stringify(message.error) };
        this.#ended = true;
        this.#finish?.(this.#initError);
        break;
      case 'result':
        this.#finish?.({ failed: false, payload: message.payload });
        break;
      case 'error':
        this.#ended ||= message.fatal;
        this.#finish?.({ failed: true, payload: JSON.stringify(message.error) });
        break;
    }
  }

  #exit(code: number): void {
    this.#ended = true;
    const outOfMemory = isJsonObject(this.#lastError) && this.#lastError.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const reason = outOfMemory
      ? 'Runtime exited with error: signal: killed'
      : `Runtime exited with error: exit status ${code}`;
    this.#fail('Runtime.ExitError', `Error: ${code === 0 ? 'Runtime exited without providing a reason' : reason}`);
    this.#options.onEnd();
  }

  #fail(errorType: string, errorMessage: string): void {
    this.#finish?.({ failed: true, payload: JSON.stringify({ errorType, errorMessage }) });
  }
}
