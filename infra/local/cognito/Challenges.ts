import { randomBytes } from 'node:crypto';
import type { Clock } from '../platform/Clock.ts';
import { codeMismatch, invalidParameter, invalidSession, notAuthorized } from './errors.ts';
import type { Client, Pool, User } from './model.ts';
import type { Store } from './Store.ts';

/** How many wrong codes end a session string. */
const ATTEMPT_LIMIT = 5;

/** One step of a sign-in that waits for its answer, bound to a user, a client and the name of the challenge. */
export interface Challenge {
  readonly name: string;
  readonly poolId: string;
  readonly clientId: string;
  /** `User.username`, or the name that was given where no such user exists. */
  readonly username: string;
  /** `User.sub`: a user of the same name, made later, is another. */
  readonly sub?: string;
  /** `false` where the user does not exist and the client must not notice. */
  readonly exists: boolean;
  readonly expires: number;
  readonly used: boolean;
  readonly attempts: number;
  /** What the step has to remember: the SRP key, a code, a WebAuthn challenge. */
  readonly data: Readonly<Record<string, string>>;
}

export interface TakenChallenge {
  readonly challenge: Challenge;
  /** Marks it used; nothing else can answer it then. */
  consume(): void;
  /** Counts a wrong answer, which may be corrected with the same session a few times; then throws CodeMismatchException. */
  refuse(message: string): never;
}

/** Session strings (and SRP's secret blocks): opaque, unguessable, used once, and short-lived. */
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

  /** Throws NotAuthorizedException for a session that is unknown, expired, used, or of another client, pool or challenge. */
  take(secret: string | undefined, name: string, client: Client): TakenChallenge {
    if (secret === undefined) throw invalidParameter('Missing required parameter Session');
    const challenge = this.#store.challenge<Challenge>(secret);
    if (challenge === undefined || challenge.clientId !== client.id || challenge.name !== name) throw invalidSession();
    return this.#taken(secret, challenge);
  }

  /** For operations that carry a session and no client id, such as `AssociateSoftwareToken`. */
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

/** Throws unless the name the client gives with its answer is the one that the session was opened for. */
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

/** Throws where the user whom the session was opened for is gone, and another has the name. */
export function checkSubject(challenge: Challenge, user: User | undefined): void {
  if (challenge.sub !== undefined && challenge.sub !== user?.sub) throw invalidSession();
}
