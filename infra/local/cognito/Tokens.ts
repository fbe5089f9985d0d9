import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { visibleAttributes } from './attributes.ts';
import { notAuthorized } from './errors.ts';
import type { Authentication, Client, Pool, User } from './model.ts';
import type { SigningKey, Store } from './Store.ts';

/** The changes that a PreTokenGeneration trigger may make. */
export interface TokenChanges {
  readonly idClaims: Readonly<Record<string, JsonValue>>;
  readonly idSuppressed: readonly string[];
  readonly accessClaims: Readonly<Record<string, JsonValue>>;
  readonly accessSuppressed: readonly string[];
  readonly scopesAdded: readonly string[];
  readonly scopesSuppressed: readonly string[];
  readonly groups?: readonly string[];
}

export const unchanged: TokenChanges = {
  idClaims: {},
  idSuppressed: [],
  accessClaims: {},
  accessSuppressed: [],
  scopesAdded: [],
  scopesSuppressed: [],
};

/** The user and sign-in of an access token that passed every check. */
export interface Bearer {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
  readonly claims: JsonObject;
}

export function issuerOf(pool: Pool): string {
  return `https://cognito-idp.${pool.id.split('_')[0]}.amazonaws.com/${pool.id}`;
}

/** Returns two keys for a pool, as Cognito publishes them: the first signs ID tokens, the second access tokens. */
export function createSigningKeys(): Promise<readonly SigningKey[]> {
  return Promise.all([createSigningKey(), createSigningKey()]);
}

async function createSigningKey(): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const jwk: Record<string, string> = {};
  for (const [name, value] of Object.entries(privateKey.export({ format: 'jwk' }))) jwk[name] = String(value);
  return { kid: randomBytes(32).toString('base64'), jwk };
}

/** Issues and checks the JSON Web Tokens of a pool. */
export class Tokens {
  readonly #platform: Platform;
  readonly #store: Store;
  readonly #keys = new Map<
    string,
    readonly { readonly kid: string; readonly privateKey: KeyObject; readonly publicKey: KeyObject }[]
  >();

  constructor(platform: Platform, store: Store) {
    this.#platform = platform;
    this.#store = store;
  }

  /** Returns the pool's JSON Web Key Set, `undefined` for a pool that does not exist. */
  jwks(poolId: string): { readonly keys: readonly JsonObject[] } | undefined {
    const keys = this.#poolKeys(poolId);
    if (keys.length === 0) return undefined;
    return {
      keys: keys.map(({ kid, publicKey }) => {
        const { n, e } = publicKey.export({ format: 'jwk' });
        return { alg: 'RS256', e: String(e), kid, kty: 'RSA', n: String(n), use: 'sig' };
      }),
    };
  }

  /** Issues access and ID token of a sign-in. `time` is now, in milliseconds. */
  issue(
    pool: Pool,
    client: Client,
    user: User,
    entry: Authentication,
    changes: TokenChanges,
  ): { accessToken: string; idToken: string } {
    const issued = Math.floor(this.#platform.clock.now() / 1000);
    const groups = changes.groups ?? this.orderedGroups(user);
    const shared = {
      sub: user.sub,
      ...(groups.length > 0 ? { 'cognito:groups': groups } : {}),
      iss: issuerOf(pool),
      ...(client.revocation ? { origin_jti: entry.originJti } : {}),
      event_id: entry.id,
      auth_time: Math.floor(entry.time / 1000),
      iat: issued,
    };
    const scopes = ['aws.cognito.signin.user.admin', ...changes.scopesAdded].filter(
      (scope) => !changes.scopesSuppressed.includes(scope),
    );
    const access = {
      ...without(changes.accessClaims, reservedClaims),
      ...without(
        {
          ...shared,
          client_id: client.id,
          token_use: 'access',
          scope: scopes.join(' '),
          exp: issued + client.accessTokenLife,
          jti: randomUUID(),
          username: user.username,
        },
        suppressible(changes.accessSuppressed),
      ),
    };
    const roles = groups.flatMap((name) => this.#store.group(pool.id, name)?.roleArn ?? []);
    const id = {
      ...without(
        {
          ...visibleAttributes(client, user),
          ...shared,
          'cognito:username': user.username,
          ...(roles.length > 0 ? { 'cognito:roles': roles, 'cognito:preferred_role': roles[0] } : {}),
          aud: client.id,
          token_use: 'id',
          exp: issued + client.idTokenLife,
          jti: randomUUID(),
        },
        suppressible(changes.idSuppressed),
      ),
      ...without(changes.idClaims, reservedClaims),
    };
    return { accessToken: this.#sign(pool.id, 1, access), idToken: this.#sign(pool.id, 0, id) };
  }

  /** Returns the names of a user's groups, the one with the lowest precedence first. */
  orderedGroups(user: User): readonly string[] {
    const rank = (name: string) => this.#store.group(user.poolId, name)?.precedence ?? Number.MAX_SAFE_INTEGER;
    return [...user.groups].sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
  }

  /**
   * Checks an access token as the operations that it authorizes do.
   * Throws NotAuthorizedException with Cognito's reason.
   */
  bearer(token: string): Bearer {
    const { pool, claims } = this.#verified(token);
    if (claims.token_use !== 'access') throw notAuthorized('Invalid Access Token');
    if (typeof claims.exp !== 'number' || claims.exp * 1000 <= this.#platform.clock.now()) {
      throw notAuthorized('Access Token has expired');
    }
    const client = this.#store.client(textOf(claims.client_id));
    if (client?.poolId !== pool.id) throw notAuthorized('Invalid Access Token');
    const entry = this.#store.authentication(textOf(claims.event_id));
    if (entry === undefined || entry.revoked) throw notAuthorized('Access Token has been revoked');
    const scopes = String(claims.scope ?? '').split(' ');
    if (!scopes.includes('aws.cognito.signin.user.admin')) {
      throw notAuthorized('Access Token does not have required scopes');
    }
    const user = this.#store.findUser(pool, entry.username);
    if (user === undefined) throw notAuthorized('Access Token has been revoked');
    if (!user.enabled) throw notAuthorized('User is disabled.');
    return { pool, client, user, claims };
  }

  /** Returns the claims of a token that a key of its pool signed. Throws NotAuthorizedException. */
  #verified(token: string): Pick<Bearer, 'pool' | 'claims'> {
    const parts = token.split('.');
    const [head = '', body = '', signature = ''] = parts;
    const header = decode(head);
    const claims = decode(body);
    if (parts.length !== 3 || header?.alg !== 'RS256' || claims === undefined) {
      throw notAuthorized('Invalid Access Token');
    }
    const poolId = textOf(claims.iss).split('/').at(-1) ?? '';
    const pool = this.#store.pool(poolId);
    const key = this.#poolKeys(poolId).find(({ kid }) => kid === header.kid);
    if (pool === undefined || key === undefined || claims.iss !== issuerOf(pool)) {
      throw notAuthorized('Could not verify signature for Access Token');
    }
    const signed = Buffer.from(`${head}.${body}`);
    if (!verify('RSA-SHA256', signed, key.publicKey, Buffer.from(signature, 'base64url'))) {
      throw notAuthorized('Could not verify signature for Access Token');
    }
    return { pool, claims };
  }

  #sign(poolId: string, index: 0 | 1, claims: object): string {
    const key = this.#poolKeys(poolId)[index];
    if (key === undefined) throw new Error(`The user pool ${poolId} has no signing key.`);
    const content = `${encode({ kid: key.kid, alg: 'RS256' })}.${encode(claims)}`;
    return `${content}.${sign('RSA-SHA256', Buffer.from(content), key.privateKey).toString('base64url')}`;
  }

  #poolKeys(poolId: string) {
    let keys = this.#keys.get(poolId);
    if (keys === undefined) {
      keys = this.#store.poolKeys(poolId).map(({ kid, jwk }) => {
        const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
        return { kid, privateKey, publicKey: createPublicKey(privateKey) };
      });
      if (keys.length > 0) this.#keys.set(poolId, keys);
    }
    return keys;
  }
}

/** Claims that no trigger may write or remove. */
const reservedClaims = [
  'acr',
  'amr',
  'at_hash',
  'aud',
  'auth_time',
  'azp',
  'client_id',
  'cognito:username',
  'device_key',
  'event_id',
  'exp',
  'iat',
  'identities',
  'iss',
  'jti',
  'nbf',
  'nonce',
  'origin_jti',
  'sub',
  'token_use',
  'username',
  'version',
];

function suppressible(names: readonly string[]): readonly string[] {
  return names.filter((name) => !reservedClaims.includes(name));
}

function without<T extends object>(claims: T, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function textOf(claim: JsonValue | undefined): string {
  return typeof claim === 'string' ? claim : '';
}

function decode(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
