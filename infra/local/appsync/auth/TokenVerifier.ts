import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from '../../platform/Clock.ts';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';

/** Fetches the key set of an issuer. */
export type KeySource = () => Promise<JSONWebKeySet>;

const KEY_LIFETIME = 60 * 60 * 1000;
/** A token with an unknown key makes us read the keys again, at most this often. */
const REFRESH_INTERVAL = 10_000;
const CACHE_SIZE = 1_000;

/** Verifies the tokens of one issuer: signature, issuer and times. Verified tokens are remembered until they expire. */
export class TokenVerifier {
  readonly issuer: string;
  readonly #keys: KeySource;
  readonly #clock: Clock;
  readonly #algorithms: readonly string[];
  readonly #verified = new Map<string, JsonObject>();
  #resolver: ReturnType<typeof createLocalJWKSet> | undefined;
  #readAt = 0;

  constructor(issuer: string, keys: KeySource, clock: Clock, algorithms: readonly string[]) {
    this.issuer = issuer;
    this.#keys = keys;
    this.#clock = clock;
    this.#algorithms = algorithms;
  }

  /** Returns the claims, `expired` for a token that is valid but for its time, `undefined` for any other. */
  async verify(token: string): Promise<JsonObject | 'expired' | undefined> {
    const known = this.#verified.get(token);
    if (known !== undefined) {
      if (Number(known.exp) * 1000 > this.#clock.now()) return known;
      this.#verified.delete(token);
      return 'expired';
    }
    const claims = (await this.#check(token, false)) ?? (await this.#check(token, true));
    if (claims === 'expired') return claims;
    if (!isJsonObject(claims) || typeof claims.exp !== 'number') return undefined;
    this.#verified.set(token, claims);
    if (this.#verified.size > CACHE_SIZE) {
      const [oldest] = this.#verified.keys();
      if (oldest !== undefined) this.#verified.delete(oldest);
    }
    return claims;
  }

  async #check(token: string, refresh: boolean): Promise<JWTPayload | 'expired' | undefined> {
    const age = this.#clock.now() - this.#readAt;
    if (refresh && age < REFRESH_INTERVAL) return undefined;
    try {
      if (this.#resolver === undefined || refresh || age > KEY_LIFETIME) {
        this.#resolver = createLocalJWKSet(await this.#keys());
        this.#readAt = this.#clock.now();
      }
      const { payload } = await jwtVerify(token, this.#resolver, {
        issuer: this.issuer,
        algorithms: [...this.#algorithms],
        currentDate: new Date(this.#clock.now()),
      });
      return payload;
    } catch (error) {
      return error instanceof errors.JWTExpired ? 'expired' : undefined;
    }
  }
}

/**
 * Returns the `iss` that a token claims, unverified. It says which verifier to ask.
 * A token after `Bearer` is none: AppSync takes it alone.
 */
export function claimedIssuer(token: string): string | undefined {
  if (/\s/.test(token)) return undefined;
  const [, body, ...rest] = token.split('.');
  if (body === undefined || rest.length !== 1) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    return isJsonObject(claims) && typeof claims.iss === 'string' ? claims.iss : undefined;
  } catch {
    return undefined;
  }
}
