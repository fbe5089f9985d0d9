import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { CredentialSource } from '../../platform/Credential.ts';
import type { Principal } from '../../platform/Principal.ts';
import { canonicalRequest, one, parseQuery, type QueryPair, type SignedRequest, sha256 } from './canonicalRequest.ts';
import { SignatureError, type SignatureFault } from './SignatureError.ts';

const algorithm = 'AWS4-HMAC-SHA256';
const CLOCK_SKEW = 15 * 60_000;

/**
 * Verifies Signature Version 4, in the Authorization header or a presigned query, and returns its maker.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * @param now milliseconds since the epoch, at most 15 minutes from when the signature was made
 * @throws {@link SignatureError} as the JSON protocols have it; `forProtocol` gives the others'
 * @example
 * const principal = verifySignature(
 *   { method: 'POST', path: '/graphql', query: '', headers: request.headers, body, region, service: 'appsync' },
 *   platform.iam,
 *   platform.clock.now(),
 * );
 */
export function verifySignature(request: SignedRequest, credentials: CredentialSource, now: number): Principal {
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
  assertScope(request, region, service);
  assertTime(claim, date, now);

  const credential = credentials.findCredential(accessKeyId);
  if (credential === undefined || !sameToken(credential.sessionToken, claim.sessionToken)) {
    throw fault('unknown key', 'The security token included in the request is invalid.');
  }
  if (credential.expiration !== undefined && credential.expiration <= now) {
    throw fault('expired token', 'The security token included in the request is expired');
  }
  const { signedHeaders } = claim;
  const canonical = canonicalRequest(request, query, {
    signedHeaders,
    service,
    presigned: claim.expires !== undefined,
  });
  const stringToSign = [
    algorithm,
    claim.timestamp,
    `${date}/${region}/${service}/aws4_request`,
    sha256(canonical),
  ].join('\n');
  const key = signingKey(credential.secretAccessKey, date, region, service);
  if (!sameText(createHmac('sha256', key).update(stringToSign).digest('hex'), claim.signature)) {
    throw fault(
      'mismatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  return credential.principal;
}

/** Throws SignatureError, in AWS's words, for a signature that another region or service would take. */
function assertScope(expected: SignedRequest, region: string, service: string): void {
  const wrong = [
    ...(region === expected.region ? [] : [`Credential should be scoped to a valid region, not '${region}'. `]),
    ...(service === expected.service
      ? []
      : [`Credential should be scoped to correct service: '${expected.service}'. `]),
  ];
  if (wrong.length > 0) throw fault('mismatch', wrong.join(''));
}

const signingKeys = new Map<string, KeyObject>();
const SIGNING_KEY_LIMIT = 1000;

/** Returns the key for all requests of a day, region and service. */
function signingKey(secretAccessKey: string, ...scope: readonly string[]): KeyObject {
  const name = [secretAccessKey, ...scope].join(' ');
  const known = signingKeys.get(name);
  if (known !== undefined) return known;
  const dated = Buffer.from(`AWS4${secretAccessKey}`);
  // A key object costs less: from a Buffer each use makes one, which takes longer than the rest of the verification.
  const key = createSecretKey([...scope, 'aws4_request'].reduce<Buffer>(hmac, dated));
  if (signingKeys.size >= SIGNING_KEY_LIMIT) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

/** The statements of a request about its signature. */
interface Claim {
  readonly credential: readonly string[];
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  /** Seconds that a presigned query is valid. */
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
  const lastsUntil = signedAt + (expires === undefined ? CLOCK_SKEW : expires * 1000);
  if (now > lastsUntil) {
    throw fault(
      'mismatch',
      `Signature expired: ${timestamp} is now earlier than ${basicTime(now)} (it lasted until ${basicTime(lastsUntil)})`,
    );
  }
  if (signedAt > now + CLOCK_SKEW) {
    throw fault(
      'mismatch',
      `Signature not yet current: ${timestamp} is still later than ${basicTime(now)} (+ 15 min.)`,
    );
  }
}

function basicTime(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

function basicDate(header: string | undefined): string | undefined {
  const time = Date.parse(header ?? '');
  return Number.isNaN(time) ? undefined : basicTime(time);
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Compares in time that does not depend on where the texts differ. Their lengths are no secret. */
function sameText(expected: string, actual: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(actual)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Long-term credentials have no session token, and a token sent with them does not match. */
function sameToken(expected: string | undefined, actual: string | undefined): boolean {
  return sameText(expected ?? '', actual ?? '');
}

function fault(kind: SignatureFault, message: string): SignatureError {
  return new SignatureError(kind, message);
}
