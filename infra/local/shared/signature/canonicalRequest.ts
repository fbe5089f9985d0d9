import { hash } from 'node:crypto';
import { SignatureError } from './SignatureError.ts';

/** A request as it was signed. */
export interface SignedRequest {
  readonly method: string;
  /** As on the wire, percent-encoded, without the query string. */
  readonly path: string;
  /** As on the wire, without `?`. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer | string;
  /** The region that the credential scope must have. */
  readonly region: string;
  /** The signing name that the credential scope must have, such as `appsync`. */
  readonly service: string;
}

/** The parts of a signature that decide the canonical request. */
export interface CanonicalForm {
  readonly signedHeaders: readonly string[];
  readonly service: string;
  /** Signed in the query string. */
  readonly presigned: boolean;
}

/**
 * Returns the text whose hash is signed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
export function canonicalRequest(request: SignedRequest, query: readonly QueryPair[], form: CanonicalForm): string {
  const { presigned, service } = form;
  const signedHeaders = form.signedHeaders.map((name) => name.toLowerCase());
  if (!signedHeaders.includes('host')) {
    throw new SignatureError('mismatch', "'Host' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const canonicalQuery = query
    .filter(([name]) => !presigned || name.toLowerCase() !== 'x-amz-signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return [
    request.method,
    canonicalPath(request.path, service),
    canonicalQuery,
    ...signedHeaders.map((name) => `${name}:${headerText(request.headers[name])}`),
    '',
    signedHeaders.join(';'),
    payloadHash(request, presigned),
  ].join('\n');
}

function payloadHash({ headers, body }: SignedRequest, presigned: boolean): string {
  const declared = one(headers['x-amz-content-sha256']);
  if (declared === 'UNSIGNED-PAYLOAD') return declared;
  if (declared?.startsWith('STREAMING-') === true) {
    throw new SignatureError('incomplete', `x-amz-content-sha256 ${declared} is not supported by the local runtime.`);
  }
  const actual = sha256(body);
  // Services sign a presigned URL with the hash of an empty body. S3 alone uses UNSIGNED-PAYLOAD, by its header.
  if (declared !== undefined && !presigned && declared !== actual) {
    throw new SignatureError('mismatch', 'The provided x-amz-content-sha256 header does not match what was computed.');
  }
  return actual;
}

/** Returns the path encoded once more than on the wire, after removing dot segments. S3 alone keeps it. */
function canonicalPath(path: string, service: string): string {
  if (service === 's3') return path === '' ? '/' : path;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const normalized = `/${segments.join('/')}${segments.length > 0 && path.endsWith('/') ? '/' : ''}`;
  return normalized.split('/').map(encode).join('/');
}

/** A name and its value, decoded. */
export type QueryPair = readonly [name: string, value: string];

/** Splits a query string. Throws SignatureError if it is not percent-encoded UTF-8. */
export function parseQuery(query: string): readonly QueryPair[] {
  if (query === '') return [];
  return query.split('&').map((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new SignatureError('incomplete', 'The query string is not percent-encoded UTF-8.');
  }
}

/** Encodes all but RFC 3986's unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function headerText(value: string | readonly string[] | undefined): string {
  const values = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  return values.map((one) => one.trim().replace(/\s+/g, ' ')).join(',');
}

/** Returns the first of a header's values. */
export function one(value: string | readonly string[] | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : value[0];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Returns the digest in hexadecimal. */
export const sha256 = (content: Buffer | string): string => hash('sha256', content);
