import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import type { Log } from '../../platform/Log.ts';
import type { Meter } from '../../platform/Meter.ts';
import { readBody } from '../../shared/readBody.ts';
import type { Api } from '../Api.ts';
import type { Credentials } from '../auth/Credentials.ts';
import type { GraphQLRequest } from '../execution/GraphQLExecutor.ts';
import { malformed, RequestError } from '../execution/RequestError.ts';
import { contextHeaders, sourceAddresses } from './requestContext.ts';

/** Bytes of a request. https://docs.aws.amazon.com/general/latest/gr/appsync.html */
const REQUEST_LIMIT = 1024 * 1024;
/** Bytes of an evaluated result. */
const RESULT_LIMIT = 5 * 1024 * 1024;
/** Bytes of the headers that resolvers add. */
const RESPONSE_HEADER_LIMIT = 4 * 1024;

/** Answers one HTTP request to an API's GraphQL endpoint. */
export async function answerGraphQL(
  api: Api,
  surroundings: { readonly log: Log; readonly meter: Meter },
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const requestId = randomUUID();
  try {
    const body = await readBody(request, REQUEST_LIMIT);
    const text = body.toString('utf8');
    const parsed = parseBody(text);
    const headers = contextHeaders(request.headers);
    const graphql = 'query' in parsed ? parsed : undefined;
    const credentials: Credentials = {
      headers,
      sourceIp: sourceAddresses(request),
      signed: { method: request.method ?? 'POST', path: rawPath(request), query: url.search.slice(1), body: text },
      operation: {
        queryString: graphql?.query ?? '',
        operationName: graphql?.operationName ?? null,
        variables: graphql?.variables ?? {},
      },
      requestId,
    };
    const compiled = api.compile();
    const caller = await compiled.authenticator.authenticate(credentials);
    if (!('query' in parsed)) throw malformed(parsed.fault);
    surroundings.meter.count('appsync:operation');
    const execution = await compiled.executor.execute({ ...parsed, headers }, caller);
    api.log.write(api.settings.log, requestId, execution.response.errors ?? []);
    if (execution.executed?.operation.operation === 'mutation') {
      compiled.publisher.publish(execution.executed, execution.response.data);
      compiled.publisher.invalidate(execution.invalidations);
    }
    const answer = JSON.stringify(execution.response);
    if (Buffer.byteLength(answer) > RESULT_LIMIT) {
      throw new RequestError(400, 'BadRequestException', 'The evaluated result is larger than 5 MB.');
    }
    for (const [name, value] of Object.entries(limited(execution.responseHeaders))) response.setHeader(name, value);
    send(response, 200, requestId, answer);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) {
      surroundings.log('error', 'appsync', 'A GraphQL request failed unexpectedly', { requestId, error });
    }
    const { status, errorType, message } =
      refusal ?? new RequestError(500, 'InternalFailure', 'An internal failure occurred.');
    api.count(status < 500 ? '4XXError' : '5XXError');
    send(response, status, requestId, JSON.stringify({ errors: [{ errorType, message }] }), {
      'x-amzn-errortype': errorType,
    });
  }
}

function refusalOf(error: unknown): RequestError | undefined {
  if (error instanceof RequestError) return error;
  if (error instanceof AwsError && error.status === 413) {
    return new RequestError(413, 'RequestEntityTooLargeException', 'The request is larger than 1 MB.');
  }
  return undefined;
}

function send(
  response: ServerResponse,
  status: number,
  requestId: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json;charset=UTF-8',
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': requestId,
    'x-amzn-appsync-tokensconsumed': '1',
    ...headers,
  });
  response.end(body);
}

function rawPath(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0] ?? '/';
}

/** Leaves out headers with a name or value that HTTP does not allow, and those past the limit. */
function limited(headers: Readonly<Record<string, string>>): Record<string, string> {
  let size = 0;
  return Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => {
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return false;
      size += name.length + value.length;
      return size <= RESPONSE_HEADER_LIMIT;
    }),
  );
}

type ParsedBody = Pick<GraphQLRequest, 'query' | 'operationName' | 'variables'> | { readonly fault: string };

function parseBody(text: string): ParsedBody {
  if (text.trim() === '') return { fault: 'Request body is empty.' };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { fault: 'Unable to parse GraphQL query.' };
  }
  if (!isJsonObject(body) || typeof body.query !== 'string') return { fault: 'Unable to parse GraphQL query.' };
  const { operationName } = body;
  const variables = variablesOf(body.variables);
  if (variables === undefined) return { fault: 'Unable to parse GraphQL variables.' };
  return {
    query: body.query,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables,
  };
}

function variablesOf(given: unknown): JsonObject | undefined {
  if (given === undefined || given === null) return {};
  if (isJsonObject(given)) return given;
  if (typeof given !== 'string') return undefined;
  try {
    const parsed: unknown = given === '' ? {} : JSON.parse(given);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
