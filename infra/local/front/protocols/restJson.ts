import type { IncomingHttpHeaders } from 'node:http';
import type { AwsApi, AwsOperation } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import type { JsonObject, JsonValue } from '../../platform/Json.ts';
import type { Answer } from './Answer.ts';
import { parseJsonInput } from './json.ts';

/** An operation that a request matches. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
export interface RestMatch {
  readonly operation: string;
  /** As on the wire, percent-encoded. */
  readonly labels: Readonly<Record<string, string>>;
}

type Http = NonNullable<AwsOperation['http']>;

/** Finds the operation of a method and path. A literal path goes before one with labels. */
export function matchRestOperation(api: AwsApi, method: string, path: string): RestMatch | undefined {
  const segments = path.split('/').filter((segment) => segment !== '');
  let best: (RestMatch & { readonly count: number }) | undefined;
  for (const [operation, { http }] of Object.entries(api.operations)) {
    if (http === undefined || http.method !== method) continue;
    const labels = matchPath(http.path, segments);
    if (labels === undefined) continue;
    const count = Object.keys(labels).length;
    if (best === undefined || count < best.count) best = { operation, labels, count };
  }
  return best;
}

function matchPath(template: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = template.split('/').filter((part) => part !== '');
  const labels: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const label = /^\{(\w+)(\+?)\}$/.exec(part);
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (label === null) {
      if (part !== segment) return undefined;
    } else if (label[2] === '+') {
      labels[label[1] ?? ''] = segments.slice(index).join('/');
      return labels;
    } else {
      labels[label[1] ?? ''] = segment;
    }
  }
  return parts.length === segments.length ? labels : undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new AwsError('ValidationException', 'The path is not percent-encoded UTF-8.');
  }
}

/** Reads labels, query string, headers and body as one input. A name repeated in the query string is a list. */
export function parseRestInput(
  http: Http,
  labels: RestMatch['labels'],
  query: URLSearchParams,
  headers: IncomingHttpHeaders,
  body: Buffer,
): JsonObject {
  const payload = http.payload?.input;
  const input = new Map<string, JsonValue | undefined>(
    payload === undefined
      ? Object.entries(parseJsonInput(body))
      : body.length > 0
        ? [[payload, body.toString('utf8')]]
        : [],
  );
  for (const name of new Set(query.keys())) {
    if (name.toLowerCase().startsWith('x-amz-')) continue;
    const values = query.getAll(name);
    input.set(name, values.length === 1 ? values[0] : values);
  }
  for (const [member, header] of Object.entries(http.headers ?? {})) {
    const value = headers[header.toLowerCase()];
    if (typeof value === 'string') input.set(member, value);
  }
  for (const [label, value] of Object.entries(labels)) input.set(label, decode(value));
  return Object.fromEntries(input);
}

/** Returns the answer. A numeric `StatusCode` of the output is its status, as in Lambda's Invoke. */
export function restAnswer(http: Http, output: JsonObject, requestId: string): Answer {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
  const members = new Map(Object.entries(output));
  let status = http.status ?? 200;
  if (typeof output.StatusCode === 'number') {
    status = output.StatusCode;
    members.delete('StatusCode');
  }
  for (const [member, header] of Object.entries(http.headers ?? {})) {
    const value = output[member];
    if (value !== undefined) headers[header.toLowerCase()] = String(value);
    members.delete(member);
  }
  const payload = http.payload?.output;
  if (payload !== undefined) {
    const raw = output[payload];
    return { status, headers, body: raw === undefined ? '' : typeof raw === 'string' ? raw : JSON.stringify(raw) };
  }
  return { status, headers, body: status === 204 ? '' : JSON.stringify(Object.fromEntries(members)) };
}

export function restError(error: AwsError, requestId: string): Answer {
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.code },
    body: JSON.stringify({ Type: error.status < 500 ? 'User' : 'Service', ...error.details, message: error.message }),
  };
}
