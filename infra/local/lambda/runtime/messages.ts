import type { JsonObject } from '../../platform/Json.ts';

/** Given to a worker when it starts. */
export interface EnvironmentData {
  /** Folder of the function's code. */
  readonly taskRoot: string;
  /** Such as `index.handler`. */
  readonly handler: string;
  /**
   * `node_modules` of each layer. Those of the runtime itself come after them, and offer only `@aws-sdk/*` and what
   * that needs.
   */
  readonly layerModules: readonly string[];
  readonly runtimeModules: string;
  /** Major version of Node.js in the runtime's name: 24 for `nodejs24.x`. */
  readonly runtimeVersion: number;
  readonly logFormat: 'Text' | 'JSON';
}

/** Main thread → worker: one invocation. */
export interface InvokeMessage {
  readonly type: 'invoke';
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  readonly remainingMilliseconds: number;
  readonly invokedFunctionArn: string;
  readonly functionVersion: string;
  /** JSON text, from `X-Amz-Client-Context`. */
  readonly clientContext: string | undefined;
  /** The runtime's time, in milliseconds since the epoch. A test may move its clock. */
  readonly now: number;
  /** The value of `_X_AMZN_TRACE_ID`. */
  readonly traceHeader: string;
}

/** Worker → main thread. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  /** The module could not be loaded or has no such handler. The worker ends. */
  | { readonly type: 'initError'; readonly error: JsonObject }
  | { readonly type: 'log'; readonly line: string }
  /** What the handler returned, as JSON text. */
  | { readonly type: 'result'; readonly payload: string }
  /** After a `fatal` error the environment is not used again. */
  | { readonly type: 'error'; readonly error: JsonObject; readonly fatal: boolean };
