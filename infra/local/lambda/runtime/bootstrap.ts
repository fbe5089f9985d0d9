/**
 * The Node.js runtime inside an execution environment, run in a worker thread.
 * Imports only Node's built-ins, because it is loaded as one text (see `bootstrapSource.ts`).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, realpathSync } from 'node:fs';
import http, { type RequestOptions } from 'node:http';
import https from 'node:https';
import { createRequire, isBuiltin, registerHooks, syncBuiltinESMExports } from 'node:module';
import { join, sep } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import type { EnvironmentData, InvokeMessage, WorkerMessage } from './messages.ts';

type Callback = (error: unknown, result?: unknown) => void;
type Handler = (event: unknown, context: object, callback?: Callback) => unknown;

const data: EnvironmentData = workerData;
const invocation = new AsyncLocalStorage<string>();
const send = (message: WorkerMessage): void => parentPort?.postMessage(message);

let currentRequestId: string | undefined;
const machineNow = Date.now.bind(Date);
/** How far the runtime's clock is ahead of this machine's. What is within a second is the time of a message. */
let aheadMilliseconds = 0;
const CLOCK_TOLERANCE = 1_000;

process.cwd = () => data.taskRoot;
takeOverOutput();
followClock();
confineModules();
reachCloudFormation();
process.on('uncaughtException', (thrown) => die(describe(thrown)));
process.on('unhandledRejection', (reason) =>
  die({
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: reason instanceof Error ? String(reason) : format(reason),
    trace: reason instanceof Error ? trace(reason) : [],
  }),
);

let handler: Handler | undefined;
try {
  handler = await load();
} catch (thrown) {
  send({ type: 'initError', error: describeLoadError(thrown) });
  process.exit(1);
}
const loaded = handler;
parentPort?.on('message', (message: InvokeMessage) => {
  currentRequestId = message.requestId;
  setClock(message.now);
  // The SDK's clients send it with their requests.
  process.env._X_AMZN_TRACE_ID = message.traceHeader;
  void invocation.run(message.requestId, () => invoke(loaded, message));
});
send({ type: 'ready' });

async function load(): Promise<Handler> {
  const match = /^(.*\/)?([^./]+)\.(.+)$/.exec(data.handler);
  if (match === null) throw runtimeError('Runtime.MalformedHandlerName', 'Bad handler');
  const [, folder = '', file = '', path = ''] = match;
  const base = join(data.taskRoot, folder, file);
  const entry = ['.js', '.mjs', '.cjs', ''].map((extension) => base + extension).find((name) => existsSync(name));
  if (entry === undefined) throw runtimeError('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  const module: Record<string, unknown> = await import(pathToFileURL(entry).href);
  const found = lookUp(module, path) ?? lookUp(module.default, path);
  if (found === undefined) {
    throw runtimeError('Runtime.HandlerNotFound', `${data.handler} is undefined or not exported`);
  }
  if (typeof found !== 'function') throw runtimeError('Runtime.HandlerNotFound', `${data.handler} is not a function`);
  // AWS: "Starting with Node.js 24, Lambda no longer supports callback-based function handlers."
  if (data.runtimeVersion >= 24 && found.length >= 3) {
    throw runtimeError(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  }
  return found as Handler;
}

function lookUp(root: unknown, path: string): unknown {
  let value = root;
  for (const name of path.split('.')) {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

async function invoke(run: Handler, message: InvokeMessage): Promise<void> {
  try {
    const payload = JSON.stringify((await call(run, message)) ?? null);
    if (payload === undefined) throw runtimeError('Runtime.MarshalError', 'Unable to stringify response body');
    send({ type: 'result', payload });
  } catch (thrown) {
    const error = describe(thrown);
    writeLog('ERROR', `Invoke Error \t${JSON.stringify(error)}`);
    send({ type: 'error', error, fatal: false });
  }
}

async function call(run: Handler, message: InvokeMessage): Promise<unknown> {
  const event: unknown = JSON.parse(message.payload);
  const context = makeContext(message);
  if (data.runtimeVersion >= 24) return run(event, context);
  return new Promise((resolve, reject) => {
    const callback: Callback = (error, result) =>
      error === null || error === undefined ? resolve(result) : reject(error);
    const returned = run(
      event,
      { ...context, callbackWaitsForEmptyEventLoop: true, ...contextEnds(callback) },
      callback,
    );
    if (typeof (returned as PromiseLike<unknown> | undefined)?.then === 'function') {
      resolve(returned);
    } else if (run.length < 3) {
      // Runtimes before Node.js 24 ignore what a synchronous handler returns.
      resolve(null);
    }
  });
}

function contextEnds(callback: Callback): object {
  return {
    done: callback,
    succeed: (result: unknown) => callback(null, result),
    fail: (error: unknown) => callback(error ?? 'handled'),
  };
}

function makeContext(message: InvokeMessage): object {
  const deadline = performance.now() + message.remainingMilliseconds;
  const environment = process.env;
  return {
    awsRequestId: message.requestId,
    invokedFunctionArn: message.invokedFunctionArn,
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: message.functionVersion,
    memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: message.clientContext === undefined ? undefined : JSON.parse(message.clientContext),
    identity: undefined,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

/** Writes a log line: `time TAB request id TAB level TAB message`, or one object in the JSON format. */
function writeLog(level: string, message: string): void {
  const requestId = invocation.getStore() ?? currentRequestId;
  const timestamp = new Date().toISOString();
  if (data.logFormat === 'JSON') {
    send({ type: 'log', line: JSON.stringify({ timestamp, level, requestId, message }) });
  } else {
    send({ type: 'log', line: `${timestamp}\t${requestId ?? 'undefined'}\t${level}\t${message}` });
  }
}

function takeOverOutput(): void {
  const levels = { log: 'INFO', info: 'INFO', debug: 'DEBUG', warn: 'WARN', error: 'ERROR', trace: 'TRACE' } as const;
  for (const [name, level] of Object.entries(levels)) {
    Object.assign(console, { [name]: (...values: readonly unknown[]) => writeLog(level, format(...values)) });
  }
  const write = (chunk: Uint8Array | string): boolean => {
    send({ type: 'log', line: Buffer.from(chunk).toString().replace(/\n$/, '') });
    return true;
  };
  Object.assign(process.stdout, { write });
  Object.assign(process.stderr, { write });
}

/** Lets functions see the runtime's time, also when a test has moved its clock. */
function followClock(): void {
  globalThis.Date = new Proxy(Date, {
    construct: (target, values, constructed) =>
      Reflect.construct(target, values.length === 0 ? [Date.now()] : values, constructed),
    apply: () => new Date().toString(),
  });
  Date.now = () => machineNow() + aheadMilliseconds;
}

function setClock(now: number): void {
  const ahead = now - machineNow();
  aheadMilliseconds = Math.abs(ahead) < CLOCK_TOLERANCE ? 0 : ahead;
}

/**
 * Lets a function import from its own folder, its layers and the runtime's SDK. Modules above its folder are hidden
 * from it.
 */
function confineModules(): void {
  const roots = [data.taskRoot, ...data.layerModules].filter(existsSync).map((root) => realpathSync(root) + sep);
  const sdk = existsSync(data.runtimeModules) ? realpathSync(data.runtimeModules) + sep : undefined;
  const inside = (url: string, root: string) => url.startsWith('file:') && fileURLToPath(url).startsWith(root);
  const anchors = [
    ...data.layerModules.map((folder) => ({ folder, only: undefined })),
    { folder: data.runtimeModules, only: /^@(aws-sdk|smithy|aws-crypto)\// },
  ].map(({ folder, only }) => ({ only, url: pathToFileURL(join(folder, '..', 'anchor.js')).href }));
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const parent = context.parentURL;
      if (parent === undefined || /^[./]|^[a-z]+:/.test(specifier) || isBuiltin(specifier)) {
        return nextResolve(specifier, context);
      }
      if (anchors.some(({ url }) => url === parent)) return nextResolve(specifier, context);
      if (sdk !== undefined && inside(parent, sdk) && !roots.some((root) => inside(parent, root))) {
        return nextResolve(specifier, context);
      }
      let failure: unknown;
      try {
        const resolved = nextResolve(specifier, context);
        if (roots.some((root) => inside(resolved.url, root))) return resolved;
      } catch (thrown) {
        failure = thrown;
      }
      for (const { only, url } of anchors) {
        if (only === undefined || only.test(specifier)) {
          try {
            // For `require`, Node.js resolves from the requiring module and ignores `parentURL`.
            return context.conditions.includes('require')
              ? { url: pathToFileURL(createRequire(url).resolve(specifier)).href, shortCircuit: true }
              : nextResolve(specifier, { ...context, parentURL: url });
          } catch (thrown) {
            failure ??= thrown;
          }
        }
      }
      throw failure ?? moduleNotFound(specifier, parent);
    },
  });
}

/**
 * Sends custom resources' answers to the local runtime. CDK's and AWS's libraries answer CloudFormation with
 * `https.request({ hostname, path })`, which leaves out the port.
 */
function reachCloudFormation(): void {
  const request = https.request as (...args: unknown[]) => http.ClientRequest;
  const redirected = (...args: unknown[]): http.ClientRequest => {
    const [target, ...rest] = args;
    const url = typeof target === 'string' ? URL.parse(target) : target instanceof URL ? target : null;
    const [options, callback] = url === null ? [target, rest[0]] : typeof rest[0] === 'function' ? [{}, rest[0]] : rest;
    const given = (options ?? {}) as RequestOptions;
    const path = given.path ?? (url === null ? '' : url.pathname + url.search);
    if (!path.startsWith('/_local/cfn-response/')) return request(...args);
    const { hostname, port } = new URL(process.env.AWS_ENDPOINT_URL ?? '');
    const { host: _host, agent: _agent, ...kept } = given;
    const local = { ...kept, protocol: 'http:', hostname, port, path };
    return http.request(local, callback as ((response: http.IncomingMessage) => void) | undefined);
  };
  Object.assign(https, { request: redirected });
  syncBuiltinESMExports();
}

function moduleNotFound(specifier: string, parent: string): Error {
  const from = parent.startsWith('file:') ? fileURLToPath(parent) : parent;
  return Object.assign(new Error(`Cannot find package '${specifier}' imported from ${from}`), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
}

function runtimeError(errorType: string, message: string): Error {
  return Object.assign(new Error(message), { name: errorType });
}

/** Returns the stack without this file's own frames. */
function trace(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter((line) => !/\[eval\d*\]/.test(line));
}

/** Returns Lambda's `{errorType, errorMessage, trace}` of anything thrown. */
function describe(thrown: unknown): { errorType: string; errorMessage: string; trace: string[] } {
  return thrown instanceof Error
    ? { errorType: thrown.name || 'Error', errorMessage: thrown.message, trace: trace(thrown) }
    : { errorType: typeof thrown, errorMessage: format(thrown), trace: [] };
}

function describeLoadError(thrown: unknown): ReturnType<typeof describe> {
  const error = describe(thrown);
  if (thrown instanceof SyntaxError) {
    return { ...error, errorType: 'Runtime.UserCodeSyntaxError', errorMessage: String(thrown) };
  }
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
    ? { ...error, errorType: 'Runtime.ImportModuleError', errorMessage: String(thrown) }
    : error;
}

function die(error: ReturnType<typeof describe>): void {
  send({ type: handler === undefined ? 'initError' : 'error', error, fatal: true });
  process.exit(129);
}
