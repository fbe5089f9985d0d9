import type { AwsApi } from '../platform/AwsApi.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { Challenges } from './Challenges.ts';
import { Codes } from './Codes.ts';
import { discoveryRoute } from './discovery.ts';
import { createOperations } from './operations/createOperations.ts';
import { userPool } from './resources/userPool.ts';
import { userPoolClient } from './resources/userPoolClient.ts';
import { userPoolGroup } from './resources/userPoolGroup.ts';
import { userPoolUser } from './resources/userPoolUser.ts';
import { userPoolUserToGroupAttachment } from './resources/userPoolUserToGroupAttachment.ts';
import { resourcesWithoutEffect } from './resources/withoutEffect.ts';
import type { Services } from './Services.ts';
import { SignIn } from './SignIn.ts';
import { Store } from './Store.ts';
import { Tokens } from './Tokens.ts';
import { createTotpSecret } from './totp.ts';
import { Users } from './Users.ts';

const SWEEP_EVERY = 3_600_000;

/**
 * Cognito user pools with sign-in, MFA, codes, passkeys, tokens and administration, for Amplify and the AWS SDKs.
 * Sessions and codes are bound, short-lived and used once, as in Cognito.
 */
export class Cognito implements LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly #services: Services;
  #cancelSweep: () => void = () => {};

  constructor(platform: Platform) {
    const store = new Store(platform.database('cognito'));
    const users = new Users(store, platform.clock);
    const challenges = new Challenges(store, platform.clock);
    const codes = new Codes(platform, store);
    const tokens = new Tokens(platform, store);
    const signIn = new SignIn(platform, store, challenges, codes, tokens);
    const services: Services = { platform, store, users, challenges, codes, tokens, signIn };
    this.#services = services;
    this.apis = [
      {
        signingName: 'cognito-idp',
        protocol: 'json-1.1',
        targetPrefix: 'AWSCognitoIdentityProviderService',
        operations: createOperations(services),
      },
    ];
    this.resources = [
      userPool(services),
      userPoolClient(services),
      userPoolGroup(services),
      userPoolUser(services),
      userPoolUserToGroupAttachment(services),
      ...resourcesWithoutEffect,
    ];
  }

  /** One route for each pool. Read it after the template is applied. */
  get routes(): readonly HttpRoute[] {
    const { store, tokens, platform } = this.#services;
    return store.pools().map((pool) => discoveryRoute(pool, tokens, () => platform.baseUrl()));
  }

  /**
   * Returns the pool's JSON Web Key Set, `undefined` for an unknown pool.
   * A verifier that goes by the keys alone does not learn of revoked tokens, as in AWS.
   */
  jwks(poolId: string): { readonly keys: readonly JsonObject[] } | undefined {
    return this.#services.tokens.jwks(poolId);
  }

  /**
   * Returns the secret (base32) of a user's verified software token, and makes one where there is none.
   * @throws UserNotFoundException
   */
  enrolSoftwareToken(poolId: string, username: string): string {
    const { users } = this.#services;
    const pool = users.pool(poolId);
    const user = users.get(pool, username);
    if (user.totp !== undefined) return user.totp.secret;
    const secret = createTotpSecret();
    users.save(pool, { ...user, totp: { secret, usedSteps: [] } });
    return secret;
  }

  start(): void {
    const { platform, store } = this.#services;
    store.sweep(platform.clock.now());
    this.#cancelSweep = platform.clock.after(SWEEP_EVERY, () => this.start());
  }

  stop(): void {
    this.#cancelSweep();
  }
}
