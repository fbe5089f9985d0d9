import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { AwsApi } from '../platform/AwsApi.ts';
import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Principal } from '../platform/Principal.ts';
import { readBody } from '../shared/readBody.ts';
import { SignatureError } from '../shared/signature/SignatureError.ts';
import { verifySignature } from '../shared/signature/verifySignature.ts';
import type { FrontPlatform } from './FrontPlatform.ts';
import type { Answer } from './protocols/Answer.ts';
import { jsonAnswer, jsonError, parseJsonInput } from './protocols/json.ts';
import { parseQueryRequest, queryAnswer, queryError } from './protocols/query.ts';
import { matchRestOperation, parseRestInput, restAnswer, restError } from './protocols/restJson.ts';

/** The AWS APIs, as a part of the front. */
export interface AwsApis {
  /** Returns whether a request that no route took looks like one to an AWS API. */
  accepts(request: IncomingMessage, url: URL): boolean;
  /** Answers in the protocol of the service, also after an error. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
}

/** The operation that a request is for. */
interface Target {
  readonly api: AwsApi;
  readonly operation: string;
  readonly input: JsonObject;
  readonly answer: (output: JsonObject, requestId: string) => Answer;
}

type Surroundings = Omit<FrontPlatform, 'directory'>;

export function serveAwsApis(platform: Surroundings): AwsApis {
  return {
    accepts(request, url) {
      const { headers, method } = request;
      return (
        headers['x-amz-target'] !== undefined ||
        headers.authorization?.startsWith('AWS4-') === true ||
        url.searchParams.has('X-Amz-Signature') ||
        url.searchParams.has('Action') ||
        (method === 'POST' && isForm(request)) ||
        restApi(platform, request, url) !== undefined
      );
    },
    async handle(request, response, url) {
      const requestId = randomUUID();
      const gone = new AbortController();
      response.once('close', () => {
        if (!response.writableFinished) gone.abort();
      });
      let api: AwsApi | undefined;
      let answer: Answer;
      try {
        const body = await readBody(request);
        api = apiOf(platform, request, url);
        const target = targetOf(platform, api, request, url, await inflate(request, body));
        api = target.api;
        const unsigned = target.api.operations[target.operation]?.unsigned === true;
        const principal: Principal = unsigned
          ? { kind: 'anonymous' }
          : signer(platform, target.api, request, url, body);
        const traceHeader = request.headers['x-amzn-trace-id'];
        const call = {
          principal,
          requestId,
          signal: gone.signal,
          traceHeader: typeof traceHeader === 'string' ? traceHeader : undefined,
        };
        answer = target.answer(await platform.aws.invoke(target.api, target.operation, target.input, call), requestId);
      } catch (error) {
        answer = errorAnswer(platform, api, request, url, error, requestId);
      }
      if (response.destroyed) return;
      // The SDK's clients set their clocks by it, so they follow one that a test has moved.
      response.setHeader('date', new Date(platform.clock.now()).toUTCString());
      response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
      response.end(answer.body);
    },
  };
}

const gunzipped = promisify(gunzip);
/** Bytes of a request when it is no longer compressed. */
const INFLATED_LIMIT = 16 * 1024 * 1024;

/** Returns the body without the compression that clients of CloudWatch give to long requests. */
async function inflate({ headers }: IncomingMessage, body: Buffer): Promise<Buffer> {
  if (headers['content-encoding'] !== 'gzip') return body;
  return gunzipped(body, { maxOutputLength: INFLATED_LIMIT }).catch(() => {
    throw new AwsError('SerializationException', 'The request body is not valid gzip, or too large.');
  });
}

function isForm(request: IncomingMessage): boolean {
  return request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
}

/** Returns the service that the credential names, for which the request is signed. */
function scopedService(request: IncomingMessage, url: URL): string | undefined {
  const credential =
    /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1] ?? url.searchParams.get('X-Amz-Credential');
  return credential?.split('/')[3];
}

/** Returns the API that a request is for, if its headers and path tell. */
function apiOf(platform: Surroundings, request: IncomingMessage, url: URL): AwsApi | undefined {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return platform.aws.apiOfTarget(target.slice(0, target.lastIndexOf('.')));
  const rest = restApi(platform, request, url);
  if (rest !== undefined) return rest;
  const service = scopedService(request, url);
  return service === undefined ? undefined : platform.aws.apis(service)[0];
}

function restApi(platform: Surroundings, request: IncomingMessage, url: URL): AwsApi | undefined {
  return platform.aws
    .apis(scopedService(request, url))
    .find(
      (api) =>
        api.protocol === 'rest-json' && matchRestOperation(api, request.method ?? 'GET', url.pathname) !== undefined,
    );
}

function targetOf(
  platform: Surroundings,
  api: AwsApi | undefined,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Target {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    const operation = target.slice(target.lastIndexOf('.') + 1);
    if (api === undefined) throw new NotSupportedLocally(`The API of X-Amz-Target ${target}`);
    assertOperation(api, operation);
    return {
      api,
      operation,
      input: parseJsonInput(body),
      answer: (output, requestId) => jsonAnswer(api, output, requestId),
    };
  }
  if (api?.protocol === 'rest-json') {
    const match = matchRestOperation(api, request.method ?? 'GET', url.pathname);
    const http = match === undefined ? undefined : api.operations[match.operation]?.http;
    if (match === undefined || http === undefined) {
      throw new NotSupportedLocally(`${api.signingName}: ${request.method} ${url.pathname}`);
    }
    return {
      api,
      operation: match.operation,
      input: parseRestInput(http, match.labels, url.searchParams, request.headers, body),
      answer: (output, requestId) => restAnswer(http, output, requestId),
    };
  }
  return queryTarget(platform, scopedService(request, url), isForm(request) ? body.toString('utf8') : url.search);
}

function queryTarget(platform: Surroundings, service: string | undefined, form: string): Target {
  const { action, input } = parseQueryRequest(form);
  if (action === undefined) {
    throw new AwsError('MissingAction', 'The request is missing an action or a required parameter.');
  }
  const candidates = platform.aws.apis(service).filter((api) => api.protocol === 'query');
  const api =
    candidates.find((candidate) => Object.hasOwn(candidate.operations, action)) ??
    (service === undefined ? undefined : candidates[0]);
  if (api === undefined) {
    const other = service === undefined ? undefined : platform.aws.apis(service)[0]?.protocol;
    if (other !== undefined) throw new NotSupportedLocally(`The query protocol of ${service}: only ${other} is served`);
    throw new NotSupportedLocally(`${service ?? 'The action'} ${action}`);
  }
  assertOperation(api, action);
  return {
    api,
    operation: action,
    input,
    answer: (output, requestId) => queryAnswer(api, action, output, requestId),
  };
}

function assertOperation(api: AwsApi, operation: string): void {
  if (!Object.hasOwn(api.operations, operation)) throw new NotSupportedLocally(`${api.signingName}:${operation}`);
}

function signer(platform: Surroundings, api: AwsApi, request: IncomingMessage, url: URL, body: Buffer): Principal {
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  return verifySignature(
    {
      method: request.method ?? 'GET',
      path: path.startsWith('/') ? path : url.pathname,
      query,
      headers: request.headers,
      body,
      region: platform.region,
      service: api.signingName,
    },
    platform.iam,
    platform.clock.now(),
  );
}

function errorAnswer(
  platform: Surroundings,
  api: AwsApi | undefined,
  request: IncomingMessage,
  url: URL,
  thrown: unknown,
  requestId: string,
): Answer {
  const hasTarget = request.headers['x-amz-target'] !== undefined;
  const protocol =
    api?.protocol ??
    (hasTarget ? 'json-1.1' : isForm(request) || url.searchParams.has('Action') ? 'query' : 'rest-json');
  const error = awsError(platform, thrown, protocol, requestId);
  switch (protocol) {
    case 'query':
      return queryError(api, error, requestId);
    case 'rest-json':
      return restError(error, requestId);
    default:
      return jsonError(api, error, requestId, request.headers['x-amzn-query-mode'] === 'true');
  }
}

function awsError(platform: Surroundings, thrown: unknown, protocol: AwsApi['protocol'], requestId: string): AwsError {
  if (thrown instanceof SignatureError) return thrown.forProtocol(protocol);
  if (thrown instanceof AwsError) return thrown;
  platform.log('error', 'aws', 'An operation failed unexpectedly', { requestId, error: thrown });
  return new AwsError(
    'InternalFailure',
    `The request processing has failed because of an unknown error; the log has it under ${requestId}.`,
    {
      status: 500,
    },
  );
}
