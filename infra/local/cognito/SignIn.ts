import { randomBytes, randomUUID } from 'node:crypto';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import type { Challenges } from './Challenges.ts';
import { type Codes, newCode, newOneTimePassword } from './Codes.ts';
import { incorrectPassword, notAuthorized, userNotConfirmed } from './errors.ts';
import { availableFactors } from './mfa.ts';
import type { Authentication, Client, FirstFactor, MfaFactor, Pool, RefreshToken, User } from './model.ts';
import type { Store } from './Store.ts';
import type { Tokens } from './Tokens.ts';
import { changeTokens, postAuthentication, preAuthentication, withCustomMessage } from './triggers.ts';

/** A user who signs in, with pool and client. */
export interface Attempt {
  readonly pool: Pool;
  readonly client: Client;
  readonly user: User;
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Finds what follows a factor that was passed: the next challenge, or the tokens. Answers are those of `InitiateAuth`.
 */
export class SignIn {
  readonly #platform: Platform;
  readonly #store: Store;
  readonly #challenges: Challenges;
  readonly #codes: Codes;
  readonly #tokens: Tokens;

  constructor(platform: Platform, store: Store, challenges: Challenges, codes: Codes, tokens: Tokens) {
    this.#platform = platform;
    this.#store = store;
    this.#challenges = challenges;
    this.#codes = codes;
    this.#tokens = tokens;
  }

  /** Throws for a user who may not sign in although the factor was right. */
  checkState({ user }: Attempt): void {
    if (!user.enabled) throw notAuthorized('User is disabled.');
    if (user.status === 'UNCONFIRMED') throw userNotConfirmed();
    if (user.status === 'RESET_REQUIRED') {
      throw new AwsError('PasswordResetRequiredException', 'Password reset required for the user');
    }
  }

  /** Follows any first factor: checks the user's state and asks the PreAuthentication trigger. */
  async firstFactorPassed(attempt: Attempt): Promise<void> {
    this.checkState(attempt);
    await preAuthentication(this.#platform, attempt);
  }

  /** Follows the right password. */
  async passwordPassed(attempt: Attempt): Promise<JsonObject> {
    await this.firstFactorPassed(attempt);
    const { client, user } = attempt;
    if (user.status === 'FORCE_CHANGE_PASSWORD') {
      if (user.temporaryUntil !== undefined && user.temporaryUntil <= this.#platform.clock.now()) {
        throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
      }
      return {
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: this.#challenges.open('NEW_PASSWORD_REQUIRED', client, user),
        ChallengeParameters: {
          USER_ID_FOR_SRP: user.username,
          requiredAttributes: JSON.stringify(missingAttributes(attempt)),
          userAttributes: JSON.stringify(user.attributes),
        },
      };
    }
    return this.secondFactor(attempt);
  }

  /** Returns the MFA challenge that pool and user ask for, or the tokens. */
  async secondFactor(attempt: Attempt): Promise<JsonObject> {
    const { pool, client, user } = attempt;
    if (pool.mfa === 'OFF') return this.finish(attempt);
    const factors = availableFactors(pool, user);
    if (factors.length === 0) {
      if (pool.mfa === 'OPTIONAL') return this.finish(attempt);
      return {
        ChallengeName: 'MFA_SETUP',
        Session: this.#challenges.open('MFA_SETUP', client, user),
        ChallengeParameters: { USER_ID_FOR_SRP: user.username, MFAS_CAN_SETUP: JSON.stringify(pool.mfaFactors) },
      };
    }
    const { preferred } = user.mfa;
    const only = factors.length === 1 ? factors[0] : undefined;
    const chosen = preferred !== undefined && factors.includes(preferred) ? preferred : only;
    if (chosen !== undefined) return this.askFactor(attempt, chosen);
    return {
      ChallengeName: 'SELECT_MFA_TYPE',
      Session: this.#challenges.open('SELECT_MFA_TYPE', client, user),
      ChallengeParameters: { USER_ID_FOR_SRP: user.username, MFAS_CAN_CHOOSE: JSON.stringify(factors) },
    };
  }

  /** Sends the factor's code, if it has one, and opens its challenge. */
  async askFactor({ pool, client, user }: Attempt, factor: MfaFactor): Promise<JsonObject> {
    if (factor === 'SOFTWARE_TOKEN_MFA') {
      return {
        ChallengeName: factor,
        Session: this.#challenges.open(factor, client, user),
        ChallengeParameters: { USER_ID_FOR_SRP: user.username },
      };
    }
    const code = factor === 'SMS_MFA' ? newCode() : newOneTimePassword();
    return this.#sendCode(pool, client, user, factor, code, { step: 'mfa' });
  }

  /**
   * Asks for a one-time password as the first factor of `USER_AUTH`.
   * For a user who does not exist the answer looks the same, and nothing is sent.
   */
  async askOneTimePassword(
    pool: Pool,
    client: Client,
    user: User | string,
    factor: Extract<FirstFactor, 'EMAIL_OTP' | 'SMS_OTP'>,
  ): Promise<JsonObject> {
    if (typeof user !== 'string') {
      return this.#sendCode(pool, client, user, factor, newOneTimePassword(), { step: 'first' });
    }
    const medium = factor === 'EMAIL_OTP' ? 'EMAIL' : 'SMS';
    return {
      ChallengeName: factor,
      Session: this.#challenges.open(
        factor,
        client,
        { username: user },
        { code: newOneTimePassword(), step: 'first' },
        false,
      ),
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: medium,
        CODE_DELIVERY_DESTINATION: medium === 'EMAIL' ? `${user.charAt(0)}***@e***` : '+*******0000',
      },
    };
  }

  async #sendCode(
    pool: Pool,
    client: Client,
    user: User,
    name: 'SMS_MFA' | 'EMAIL_OTP' | 'SMS_OTP',
    code: string,
    data: Readonly<Record<string, string>>,
  ): Promise<JsonObject> {
    const { messages } = await withCustomMessage(this.#platform, pool, user, 'CustomMessage_Authentication', client);
    const { authenticationSms, authenticationEmail, authenticationEmailSubject } = messages;
    const medium = name === 'EMAIL_OTP' ? 'EMAIL' : 'SMS';
    const delivery = this.#codes.deliver(
      user,
      medium,
      code,
      authenticationSms,
      authenticationEmailSubject,
      authenticationEmail,
    );
    return {
      ChallengeName: name,
      Session: this.#challenges.open(name, client, user, { ...data, code }),
      ChallengeParameters: {
        USER_ID_FOR_SRP: user.username,
        CODE_DELIVERY_DELIVERY_MEDIUM: medium,
        CODE_DELIVERY_DESTINATION: delivery.Destination,
      },
    };
  }

  /** Returns the tokens of a completed sign-in. */
  async finish(attempt: Attempt): Promise<JsonObject> {
    const { pool, client, user } = attempt;
    this.checkState(attempt);
    await postAuthentication(this.#platform, attempt);
    const now = this.#platform.clock.now();
    const entry: Authentication = {
      id: randomUUID(),
      poolId: pool.id,
      username: user.username,
      clientId: client.id,
      originJti: randomUUID(),
      time: now,
      revoked: false,
      expires: now + client.refreshTokenLife * 1000,
    };
    const changes = await changeTokens(
      this.#platform,
      attempt,
      'TokenGeneration_Authentication',
      this.#tokens.orderedGroups(user),
    );
    const refreshToken = createRefreshToken();
    this.#store.transaction(() => {
      this.#store.saveAuthentication(entry);
      this.#store.saveRefreshToken(refreshToken, { authenticationId: entry.id });
    });
    const { accessToken, idToken } = this.#tokens.issue(pool, client, user, entry, changes);
    return {
      AuthenticationResult: {
        AccessToken: accessToken,
        ExpiresIn: client.accessTokenLife,
        IdToken: idToken,
        RefreshToken: refreshToken,
        TokenType: 'Bearer',
      },
      ChallengeParameters: {},
    };
  }

  /** Returns new tokens for a refresh token. With rotation a new refresh token takes its place. */
  async refresh(
    pool: Pool,
    client: Client,
    token: string,
    metadata: Readonly<Record<string, string>> = {},
  ): Promise<JsonObject> {
    const { entry, known } = this.findRefreshToken(client, token);
    const now = this.#platform.clock.now();
    if (entry.revoked) throw notAuthorized('Refresh Token has been revoked');
    if (entry.expires <= now) throw notAuthorized('Refresh Token has expired');
    const { rotation } = client;
    if (known.replaced !== undefined && now > known.replaced + (rotation?.graceSeconds ?? 0) * 1000) {
      throw new AwsError('RefreshTokenReuseException', 'Refresh token reuse detected');
    }
    const user = this.#store.findUser(pool, entry.username);
    if (user === undefined) throw incorrectPassword();
    if (!user.enabled) throw notAuthorized('User is disabled.');
    const attempt = { pool, client, user, metadata };
    let successor: string | undefined;
    if (rotation !== undefined) {
      const next = createRefreshToken();
      successor = next;
      this.#store.transaction(() => {
        this.#store.saveRefreshToken(token, { ...known, replaced: known.replaced ?? now });
        this.#store.saveRefreshToken(next, { authenticationId: entry.id });
      });
    }
    const changes = await changeTokens(
      this.#platform,
      attempt,
      'TokenGeneration_RefreshTokens',
      this.#tokens.orderedGroups(user),
    );
    const { accessToken, idToken } = this.#tokens.issue(pool, client, user, entry, changes);
    return {
      AuthenticationResult: {
        AccessToken: accessToken,
        ExpiresIn: client.accessTokenLife,
        IdToken: idToken,
        ...(successor === undefined ? {} : { RefreshToken: successor }),
        TokenType: 'Bearer',
      },
      ChallengeParameters: {},
    };
  }

  /** Finds a refresh token. Throws NotAuthorizedException if it is unknown or another client's. */
  findRefreshToken(client: Client, token: string): { readonly entry: Authentication; readonly known: RefreshToken } {
    const known = this.#store.refreshToken(token);
    const entry = known && this.#store.authentication(known.authenticationId);
    if (known === undefined || entry === undefined || entry.clientId !== client.id) {
      throw notAuthorized('Invalid Refresh Token');
    }
    return { entry, known };
  }

  /** Ends every sign-in of the user: its refresh tokens, and its access tokens for Cognito's own operations. */
  revokeAll(user: User): void {
    this.#store.transaction(() => {
      for (const entry of this.#store.authenticationsOf(user)) {
        if (!entry.revoked) this.#store.saveAuthentication({ ...entry, revoked: true });
      }
    });
  }
}

function missingAttributes({ pool, user }: Attempt): readonly string[] {
  return pool.schema
    .filter((rule) => rule.required && rule.name !== 'sub' && user.attributes[rule.name] === undefined)
    .map((rule) => `userAttributes.${rule.name}`);
}

/**
 * Returns an opaque token of five parts with the header of Cognito's encrypted refresh tokens, which some clients look
 * for.
 */
function createRefreshToken(): string {
  const header = Buffer.from('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}').toString('base64url');
  return [header, ...[256, 12, 600, 16].map((size) => randomBytes(size).toString('base64url'))].join('.');
}
