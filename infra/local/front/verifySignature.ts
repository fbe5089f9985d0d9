import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Credential } from '../iam/AccessKeys.ts';
import type { Principal } from '../platform/Principal.ts';
import { SignatureError, type SignatureFault } from './SignatureError.ts';

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
  /** Signing names that the credential scope may have: `['appsync']`. Empty takes any. */
  readonly services: readonly string[];
}

export type CredentialLookup = (accessKeyId: string) => Credential | undefined;

const algorithm = 'AWS4-HMAC-SHA256';
const clockSkew = 15 * 60_000;

/**
 * Verifies Signature Version 4, in the Authorization header or a presigned query, and answers who signed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * Throws {@link SignatureError}, whose `code` and `status` are those of the JSON protocols; `forProtocol` gives the others'.
 *
 * @param now milliseconds since the epoch; a signature made more than 15 minutes from it is refused
 * @example
 * const principal = verifySignature(
 *   { method: 'POST', path: '/graphql', query: '', headers: request.headers, body, services: ['appsync'] },
 *   (accessKeyId) => platform.iam.findCredential(accessKeyId),
 *   platform.clock.now(),
 * );
 */
export function verifySignature(request: SignedRequest, lookup: CredentialLookup, now: number): Principal {
  const query = parseQuery(request.query);
  const claim = headerClaim(request) ?? queryClaim(query);
  if (claim === undefined) throw fault('missing', 'Missing Authentication Token');
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = claim.credential;
  if (terminator !== 'aws4_request' || claim.credential.length !== 5) {
    throw fault(
      'incomplete',
      'Credential must have exactly 5 slash-delimited elements, the last of them aws4_request.',
    );
  }
  if (request.services.length > 0 && !request.services.includes(service)) {
    throw fault('mismatch', `Credential should be scoped to correct service: '${request.services.join("' or '")}'.`);
  }
  assertTime(claim, date, now);

  const credential = lookup(accessKeyId);
  if (credential === undefined || !sameToken(credential.sessionToken, claim.sessionToken)) {
    throw fault('unknown key', 'The security token included in the request is invalid.');
  }
  if (credential.expiration !== undefined && credential.expiration <= now) {
    throw fault('expired token', 'The security token included in the request is expired');
  }
  const stringToSign = [
    algorithm,
    claim.timestamp,
    `${date}/${region}/${service}/aws4_request`,
    sha256(canonicalRequest(request, query, claim, service)),
  ].join('\n');
  const key = signingKey(credential.secretAccessKey, date, region, service);
  if (!sameText(hmac(key, stringToSign).toString('hex'), claim.signature)) {
    throw fault(
      'mismatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  return credential.principal;
}

const signingKeys = new Map<string, Buffer>();
const signingKeyLimit = 1000;

/** One key serves every request of a day, region and service. */
function signingKey(secretAccessKey: string, ...scope: readonly string[]): Buffer {
  const name = [secretAccessKey, ...scope].join(' ');
  const known = signingKeys.get(name);
  if (known !== undefined) return known;
  const dated = Buffer.from(`AWS4${secretAccessKey}`);
  const key = [...scope, 'aws4_request'].reduce<Buffer>(hmac, dated);
  if (signingKeys.size >= signingKeyLimit) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

/** What the request says of its signature. */
interface Claim {
  readonly credential: readonly string[];
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  /** Seconds, of a presigned query. */
  readonly expires: number | undefined;
}

function headerClaim({ headers }: SignedRequest): Claim | undefined {
  const authorization = one(headers.authorization);
  if (authorization === undefined || !/^AWS4-/.test(authorization)) return undefined;
  if (!authorization.startsWith(`${algorithm} `)) {
    throw fault('incomplete', `The signature's algorithm must be ${algorithm}.`);
  }
  const pairs = new Map(
    authorization
      .slice(algorithm.length + 1)
      .split(',')
      .map((pair): [string, string] => {
        const [name = '', ...value] = pair.trim().split('=');
        return [name, value.join('=')];
      }),
  );
  const missing = ['Credential', 'SignedHeaders', 'Signature'].filter((name) => !pairs.get(name));
  const timestamp = one(headers['x-amz-date']) ?? basicDate(one(headers.date));
  if (missing.length > 0 || timestamp === undefined) {
    const parts = missing.map((name) => `Authorization header requires '${name}' parameter.`);
    if (timestamp === undefined) {
      parts.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    }
    throw fault('incomplete', parts.join(' '));
  }
  return {
    credential: (pairs.get('Credential') ?? '').split('/'),
    signedHeaders: (pairs.get('SignedHeaders') ?? '').split(';'),
    signature: pairs.get('Signature') ?? '',
    timestamp,
    sessionToken: one(headers['x-amz-security-token']),
    expires: undefined,
  };
}

function queryClaim(query: readonly QueryPair[]): Claim | undefined {
  const find = (name: string) => query.find(([own]) => own.toLowerCase() === name)?.[1];
  if (find('x-amz-algorithm') === undefined && find('x-amz-signature') === undefined) return undefined;
  const [credential, signedHeaders, signature, timestamp, expires] = [
    find('x-amz-credential'),
    find('x-amz-signedheaders'),
    find('x-amz-signature'),
    find('x-amz-date'),
    Number(find('x-amz-expires') ?? 900),
  ];
  if (find('x-amz-algorithm') !== algorithm || !credential || !signedHeaders || !signature || !timestamp) {
    throw fault(
      'incomplete',
      `A presigned URL must have X-Amz-Algorithm (${algorithm}), X-Amz-Credential, X-Amz-Date, X-Amz-SignedHeaders and X-Amz-Signature.`,
    );
  }
  if (!Number.isInteger(expires) || expires < 1 || expires > 604_800) {
    throw fault('incomplete', 'X-Amz-Expires must be from 1 to 604800 seconds.');
  }
  return {
    credential: credential.split('/'),
    signedHeaders: signedHeaders.split(';'),
    signature,
    timestamp,
    sessionToken: find('x-amz-security-token'),
    expires,
  };
}

function assertTime({ timestamp, expires }: Claim, scopeDate: string, now: number): void {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  const [, year, month, day, hour, minute, second] = match ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(signedAt)) {
    throw fault('incomplete', 'Date must be in ISO-8601 basic format, such as 20240131T120000Z.');
  }
  if (!timestamp.startsWith(`${scopeDate}T`)) {
    throw fault(
      'mismatch',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.`,
    );
  }
  const lastsUntil = signedAt + (expires === undefined ? clockSkew : expires * 1000);
  const [current, limit] = [basicTime(now), basicTime(lastsUntil)];
  if (now > lastsUntil)
    throw fault(
      'mismatch',
      `Signature expired: ${timestamp} is now earlier than ${current} (it lasted until ${limit})`,
    );
  if (signedAt > now + clockSkew) {
    throw fault('mismatch', `Signature not yet current: ${timestamp} is still later than ${current} (+ 15 min.)`);
  }
}

function canonicalRequest(request: SignedRequest, query: readonly QueryPair[], claim: Claim, service: string): string {
  const signedHeaders = claim.signedHeaders.map((name) => name.toLowerCase());
  if (!signedHeaders.includes('host'))
    throw fault('mismatch', "'Host' must be a 'SignedHeader' in the AWS Authorization.");
  const presigned = claim.expires !== undefined;
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
    throw fault('incomplete', `x-amz-content-sha256 ${declared} is not supported by the local runtime.`);
  }
  const actual = sha256(body);
  // Services but S3 sign a presigned URL with the hash of an empty body; S3 with UNSIGNED-PAYLOAD, by its header.
  if (declared !== undefined && !presigned && declared !== actual) {
    throw fault('mismatch', 'The provided x-amz-content-sha256 header does not match what was computed.');
  }
  return actual;
}

/** Every service but S3 encodes the path once more than it is on the wire, after removing dot segments. */
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

type QueryPair = readonly [name: string, value: string];

function parseQuery(query: string): readonly QueryPair[] {
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
    throw fault('incomplete', 'The query string is not percent-encoded UTF-8.');
  }
}

/** RFC 3986 encoding of everything but unreserved characters. */
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

function one(value: string | readonly string[] | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : value[0];
}

function basicTime(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

function basicDate(header: string | undefined): string | undefined {
  const time = Date.parse(header ?? '');
  return Number.isNaN(time) ? undefined : basicTime(time);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** In time that does not depend on where they differ. */
function sameText(expected: string, actual: string): boolean {
  return timingSafeEqual(createHash('sha256').update(expected).digest(), createHash('sha256').update(actual).digest());
}

/** Long-term credentials have no session token; one that comes with them is not theirs. */
function sameToken(expected: string | undefined, actual: string | undefined): boolean {
  return sameText(expected ?? '', actual ?? '');
}

function fault(kind: SignatureFault, message: string): SignatureError {
  return new SignatureError(kind, message);
}
