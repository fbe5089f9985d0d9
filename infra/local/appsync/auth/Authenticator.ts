import { timingSafeEqual } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import { type Principal, principalArn } from '../../platform/Principal.ts';
import { verifySignature } from '../../shared/signature/verifySignature.ts';
import { uniqueId } from '../../shared/uniqueId.ts';
import type { AppSyncPlatform } from '../AppSync.ts';
import { unauthorized } from '../execution/RequestError.ts';
import type { AuthorizationProvider } from './AuthorizationProvider.ts';
import type { AuthorizationMode, Caller } from './Caller.ts';
import type { Credentials } from './Credentials.ts';
import { LambdaAuthorizer } from './LambdaAuthorizer.ts';
import { claimedIssuer, TokenVerifier } from './TokenVerifier.ts';

export interface ApiKey {
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface AuthenticatorOptions {
  readonly platform: Pick<AppSyncPlatform, 'aws' | 'accountId' | 'region' | 'clock' | 'log' | 'baseUrl' | 'iam'>;
  readonly api: { readonly apiId: string; readonly arn: string };
  readonly providers: readonly AuthorizationProvider[];
  readonly apiKeys: () => Iterable<ApiKey>;
}

const NO_HEADER = 'Valid authorization header not provided.';
const NO_TOKEN = 'Unable to parse JWT token.';
const EXPIRED = 'Token has expired.';

/** Recognises the caller of an API, by the mode that the credential is for. */
export class Authenticator {
  readonly #options: AuthenticatorOptions;
  readonly #verifiers = new Map<AuthorizationProvider, TokenVerifier>();
  readonly #lambda: LambdaAuthorizer | undefined;

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
    for (const provider of options.providers) {
      if (provider.mode === 'AMAZON_COGNITO_USER_POOLS') this.#verifiers.set(provider, this.#poolVerifier(provider));
      if (provider.mode === 'OPENID_CONNECT') this.#verifiers.set(provider, this.#openIdVerifier(provider));
    }
    const lambda = options.providers.find((provider) => provider.mode === 'AWS_LAMBDA');
    if (lambda !== undefined) this.#lambda = new LambdaAuthorizer(options.platform, options.api, lambda);
  }

  /** Returns the caller. Throws RequestError 401 `UnauthorizedException` for a missing, wrong or expired credential. */
  async authenticate(credentials: Credentials): Promise<Caller> {
    const caller = await this.#caller(credentials);
    if (typeof caller === 'object') return caller;
    throw unauthorized(caller);
  }

  /** Returns the caller, or the words in which AppSync refuses if they are not its usual ones. */
  async #caller(credentials: Credentials): Promise<Caller | string | undefined> {
    const apiKey = credentials.headers['x-api-key'];
    if (apiKey !== undefined && this.#has('API_KEY')) return this.#byApiKey(apiKey);
    const authorization = credentials.headers.authorization;
    if (authorization === undefined || authorization === '') return NO_HEADER;
    if (authorization.startsWith('AWS4-HMAC-SHA256') && this.#has('AWS_IAM')) return this.#bySignature(credentials);
    return this.#byToken(authorization, credentials);
  }

  async #byToken(authorization: string, credentials: Credentials): Promise<Caller | string | undefined> {
    const issuer = claimedIssuer(authorization);
    const candidates = [...this.#verifiers].filter(([, verifier]) => verifier.issuer === issuer);
    for (const [provider, verifier] of candidates) {
      const claims = await verifier.verify(authorization);
      if (claims === 'expired') return EXPIRED;
      if (claims === undefined) continue;
      const caller = this.#byClaims(provider, claims, credentials.sourceIp);
      if (caller !== undefined) return caller;
    }
    if (candidates.length > 0) return undefined;
    if (this.#lambda !== undefined) return this.#lambda.authenticate(authorization, credentials);
    if (this.#verifiers.size === 0) return NO_HEADER;
    return issuer === undefined ? NO_TOKEN : undefined;
  }

  #has(mode: AuthorizationMode): boolean {
    return this.#options.providers.some((provider) => provider.mode === mode);
  }

  #byApiKey(given: string): Caller | undefined {
    for (const { key, expiresAt } of this.#options.apiKeys()) {
      if (!sameText(key, given) || expiresAt <= this.#options.platform.clock.now()) continue;
      return newCaller('API_KEY', null, { expiresAt });
    }
    return undefined;
  }

  #bySignature(credentials: Credentials): Caller | undefined {
    const { platform } = this.#options;
    try {
      const principal = verifySignature(
        { ...credentials.signed, headers: credentials.headers, region: platform.region, service: 'appsync' },
        platform.iam,
        platform.clock.now(),
      );
      return newCaller('AWS_IAM', this.#iamIdentity(principal, credentials.sourceIp), { principal });
    } catch (error) {
      if (error instanceof AwsError) return undefined;
      throw error;
    }
  }

  #iamIdentity(principal: Principal, sourceIp: readonly string[]): JsonObject {
    const { accountId } = this.#options.platform;
    const userArn = principalArn(principal, accountId);
    return {
      accountId,
      cognitoIdentityPoolId: null,
      cognitoIdentityId: null,
      sourceIp,
      username:
        principal.kind === 'role' ? `${uniqueId('AROA', principal.roleArn)}:${principal.sessionName}` : accountId,
      userArn,
      cognitoIdentityAuthType: null,
      cognitoIdentityAuthProvider: null,
    };
  }

  #byClaims(provider: AuthorizationProvider, claims: JsonObject, sourceIp: readonly string[]): Caller | undefined {
    const expiresAt = Number(claims.exp) * 1000;
    if (provider.mode === 'AMAZON_COGNITO_USER_POOLS') {
      const client = cognitoClient(claims);
      if (client === undefined || !matches(provider.appIdClientRegex, client)) return undefined;
      const groups = claims['cognito:groups'];
      const names = Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [];
      const identity = {
        sub: claims.sub,
        issuer: claims.iss,
        username: claims['cognito:username'] ?? claims.username,
        claims,
        sourceIp,
        defaultAuthStrategy: provider.defaultAction,
        groups: names.length > 0 ? names : null,
      };
      return newCaller(provider.mode, identity, { groups: names, defaultAction: provider.defaultAction, expiresAt });
    }
    if (provider.mode !== 'OPENID_CONNECT') return undefined;
    const now = this.#options.platform.clock.now();
    const clients = [claims.aud, claims.azp].flat().filter((entry) => typeof entry === 'string');
    if (provider.clientId !== undefined && !clients.some((client) => matches(provider.clientId, client))) {
      return undefined;
    }
    if (isStale(claims.iat, provider.issuedAtTtl, now) || isStale(claims.auth_time, provider.authTtl, now)) {
      return undefined;
    }
    return newCaller(provider.mode, { sub: claims.sub, issuer: claims.iss, claims }, { expiresAt });
  }

  #poolVerifier(
    provider: Extract<AuthorizationProvider, { readonly mode: 'AMAZON_COGNITO_USER_POOLS' }>,
  ): TokenVerifier {
    const { platform } = this.#options;
    return new TokenVerifier(
      `https://cognito-idp.${provider.region}.amazonaws.com/${provider.userPoolId}`,
      () => fetchKeys(`${platform.baseUrl()}/${provider.userPoolId}/.well-known/jwks.json`),
      platform.clock,
      ['RS256'],
    );
  }

  #openIdVerifier(provider: Extract<AuthorizationProvider, { readonly mode: 'OPENID_CONNECT' }>): TokenVerifier {
    return new TokenVerifier(
      provider.issuer,
      async () => {
        const discovery = await fetchJson(`${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
        if (!isJsonObject(discovery) || typeof discovery.jwks_uri !== 'string') {
          throw new Error('The discovery document names no jwks_uri.');
        }
        return fetchKeys(discovery.jwks_uri);
      },
      this.#options.platform.clock,
      // RSA and EC signatures: https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html
      ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512'],
    );
  }
}

function newCaller(
  mode: AuthorizationMode,
  identity: JsonObject | null,
  rest: Partial<Pick<Caller, 'groups' | 'defaultAction' | 'principal' | 'expiresAt'>>,
): Caller {
  return { mode, identity, groups: [], defaultAction: 'ALLOW', deniedFields: new Set(), expiresAt: undefined, ...rest };
}

/** Returns the app client of an access or ID token, `undefined` for a token of another use. */
function cognitoClient(claims: JsonObject): string | undefined {
  const client = claims.token_use === 'access' ? claims.client_id : claims.token_use === 'id' ? claims.aud : undefined;
  return typeof client === 'string' ? client : undefined;
}

function matches(expression: string | undefined, text: string): boolean {
  return expression === undefined || new RegExp(`^(?:${expression})$`).test(text);
}

function isStale(seconds: JsonValue | undefined, ttl: number, now: number): boolean {
  return ttl > 0 && (typeof seconds !== 'number' || seconds * 1000 + ttl < now);
}

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.json();
}

async function fetchKeys(url: string): Promise<JSONWebKeySet> {
  const keys = await fetchJson(url);
  if (!isJsonObject(keys) || !Array.isArray(keys.keys)) throw new Error(`${url} is no key set.`);
  return { keys: keys.keys.filter(isJsonObject).map((key) => ({ ...key, kty: String(key.kty) })) };
}
