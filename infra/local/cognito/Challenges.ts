import { randomBytes } from 'node:crypto';
import type { Clock } from '../platform/Clock.ts';
import { codeMismatch, invalidParameter, invalidSession, notAuthorized } from './errors.ts';
import type { Client, Pool, User } from './model.ts';
import type { Store } from './Store.ts';

/** Wrong codes after which a session string ends. */
const ATTEMPT_LIMIT = 5;

/** One step of a sign-in that waits for its answer. It is bound to a user, a client and the name of the challenge. */
export interface Challenge {
  readonly name: string;
  readonly poolId: string;
  readonly clientId: string;
  /** `User.username`, or the given name if no such user exists. */
  readonly username: string;
  /** `User.sub`, because a later user may have the same name. */
  readonly sub?: string;
  /** `false` for a user who does not exist, which the client must not notice. */
  readonly exists: boolean;
  readonly expires: number;
  readonly used: boolean;
  readonly attempts: number;
  /** The state of the step: the SRP key, a code, a WebAuthn challenge. */
  readonly data: Readonly<Record<string, string>>;
}

export interface TakenChallenge {
  readonly challenge: Challenge;
  /** Marks the challenge as used. Nothing else can answer it then. */
  consume(): void;
  /**
   * Counts a wrong answer and throws CodeMismatchException. A few wrong answers may be corrected with the same session.
   */
  refuse(message: string): never;
}

/** Session strings and SRP's secret blocks: unguessable, used once and short-lived. */
export class Challenges {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  open(
    name: string,
    client: Client,
    user: Pick<User, 'username'> & Partial<Pick<User, 'sub'>>,
    data: Readonly<Record<string, string>> = {},
    exists = true,
  ): string {
    const secret = randomBytes(144).toString('base64');
    const challenge: Challenge = {
      name,
      poolId: client.poolId,
      clientId: client.id,
      username: user.username,
      ...(user.sub === undefined ? {} : { sub: user.sub }),
      exists,
      expires: this.#clock.now() + client.sessionLife * 1000,
      used: false,
      attempts: 0,
      data,
    };
    this.#store.saveChallenge(secret, challenge.expires, challenge);
    return secret;
  }

  /**
   * Finds the challenge of a session.
   * Throws NotAuthorizedException if it expired, was used, or belongs to another client, pool or challenge.
   */
  take(secret: string | undefined, name: string, client: Client): TakenChallenge {
    if (secret === undefined) throw invalidParameter('Missing required parameter Session');
    const challenge = this.#store.challenge<Challenge>(secret);
    if (challenge === undefined || challenge.clientId !== client.id || challenge.name !== name) throw invalidSession();
    return this.#taken(secret, challenge);
  }

  /** Finds the challenge for operations that carry a session and no client id, such as `AssociateSoftwareToken`. */
  takeAny(secret: string, names: readonly string[]): TakenChallenge {
    const challenge = this.#store.challenge<Challenge>(secret);
    if (challenge === undefined || !names.includes(challenge.name)) throw invalidSession();
    return this.#taken(secret, challenge);
  }

  #taken(secret: string, challenge: Challenge): TakenChallenge {
    if (challenge.used) throw notAuthorized('Invalid session for the user, session can only be used once.');
    if (challenge.expires <= this.#clock.now()) {
      throw notAuthorized('Invalid session for the user, session is expired.');
    }
    return {
      challenge,
      consume: () => this.#store.saveChallenge(secret, challenge.expires, { ...challenge, used: true }),
      refuse: (message) => {
        const attempts = challenge.attempts + 1;
        this.#store.saveChallenge(secret, challenge.expires, {
          ...challenge,
          attempts,
          used: attempts >= ATTEMPT_LIMIT,
        });
        throw codeMismatch(message);
      },
    };
  }
}

/** Throws if the answer names another user than the one for whom the session was opened. */
export function checkUsername(
  pool: Pool,
  challenge: Challenge,
  given: string | undefined,
  found: User | undefined,
): void {
  if (given === undefined) throw invalidParameter('Missing required parameter USERNAME');
  const same = (one: string) =>
    pool.caseSensitive ? one === challenge.username : one.toLowerCase() === challenge.username.toLowerCase();
  if (!same(given) && found?.username !== challenge.username) throw invalidSession();
  checkSubject(challenge, found);
}

/** Throws if the session's user is gone and another has the name. */
export function checkSubject(challenge: Challenge, user: User | undefined): void {
  if (challenge.sub !== undefined && challenge.sub !== user?.sub) throw invalidSession();
}
