import { randomInt, randomUUID } from 'node:crypto';
import { AwsError } from '../platform/AwsError.ts';
import type { Clock } from '../platform/Clock.ts';
import { aliasesOf } from './attributes.ts';
import { incorrectPassword, invalidParameter, notAuthorized, resourceNotFound, userNotFound } from './errors.ts';
import type { Client, Pool, User } from './model.ts';
import type { Store } from './Store.ts';
import { createVerifier } from './srp.ts';

/** A pool and the name of a user, who need not exist. */
export interface Subject {
  readonly pool: Pool;
  readonly username: string;
}

/** Finds and keeps pools, clients and users, and has the rules on passwords. */
export class Users {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  pool(id: string): Pool {
    const pool = this.#store.pool(id);
    if (pool === undefined) throw resourceNotFound(`User pool ${id} does not exist.`);
    return pool;
  }

  client(id: string): { readonly pool: Pool; readonly client: Client } {
    const client = this.#store.client(id);
    const pool = client && this.#store.pool(client.poolId);
    if (client === undefined || pool === undefined) throw resourceNotFound(`User pool client ${id} does not exist.`);
    return { pool, client };
  }

  /** Finds a user. Throws UserNotFoundException. */
  get(pool: Pool, name: string): User {
    const user = this.#store.findUser(pool, name);
    if (user === undefined) throw userNotFound();
    return user;
  }

  find(pool: Pool, name: string): User | undefined {
    return this.#store.findUser(pool, name);
  }

  save(pool: Pool, user: User): User {
    return this.keep(pool, { ...user, modified: this.#clock.now() });
  }

  /** Saves what Cognito notes about a user, without a new date of change. */
  keep(pool: Pool, saved: User): User {
    this.#store.saveUser(pool, saved, aliasesOf(pool, saved));
    return saved;
  }

  /**
   * Creates a user under the given name, or under a generated one if users sign in by e-mail or phone.
   * @throws `exists` or AliasExistsException where name or alias is taken
   */
  create(
    pool: Pool,
    name: string,
    attributes: Readonly<Record<string, string>>,
    status: User['status'],
    exists: string,
  ): User {
    if (name.length > 128 || !/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u.test(name)) {
      throw invalidParameter(
        "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+ and have length less than or equal to 128",
      );
    }
    const now = this.#clock.now();
    const sub = randomUUID();
    const isAddress = pool.usernameAttributes.length > 0;
    const all = isAddress ? { ...attributes, [addressAttribute(pool, name)]: name } : attributes;
    const user: User = {
      poolId: pool.id,
      username: isAddress ? sub : name,
      sub,
      attributes: all,
      enabled: true,
      status,
      created: now,
      modified: now,
      mfa: { enabled: [] },
      groups: [],
    };
    if (this.find(pool, name) !== undefined) throw new AwsError('UsernameExistsException', exists);
    if (isAddress && aliasesOf(pool, user).some((alias) => this.find(pool, alias) !== undefined)) {
      throw new AwsError('UsernameExistsException', exists);
    }
    return user;
  }

  /** Throws AliasExistsException if another user signs in by an address that this one is about to take. */
  checkAliases(pool: Pool, user: User): void {
    for (const alias of aliasesOf(pool, user)) {
      const holder = this.find(pool, alias);
      if (holder !== undefined && holder.username !== user.username) {
        throw new AwsError('AliasExistsException', 'An account with the given email or phone already exists.');
      }
    }
  }

  withPassword(pool: Pool, user: User, password: string, permanent: boolean): User {
    checkPassword(pool, password);
    const { temporaryUntil: _, ...rest } = user;
    return {
      ...rest,
      password: createVerifier(poolName(pool), user.username, password),
      status: permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD',
      ...(permanent
        ? {}
        : { temporaryUntil: this.#clock.now() + pool.passwordPolicy.temporaryValidityDays * 86_400_000 }),
    };
  }

  /** Throws while too many wrong passwords lock the name, known or not. */
  checkLock({ pool, username }: Subject): void {
    const failures = this.#failures(pool, username);
    if (failures !== undefined && failures.lockedUntil > this.#clock.now()) {
      throw notAuthorized('Password attempts exceeded');
    }
  }

  /**
   * Counts a wrong password and throws. The fifth locks the name for a second, each further one twice as long up to
   * 15 minutes, and 15 quiet minutes forget them (Developer Guide, "Lockout behavior for failed sign-in attempts").
   */
  refusePassword({ pool, username }: Subject): never {
    const now = this.#clock.now();
    const count = (this.#failures(pool, username)?.count ?? 0) + 1;
    const lock = count < 5 ? 0 : Math.min(2 ** (count - 5) * 1000, 900_000);
    this.#store.saveCode(pool.id, username, 'failures', { count, lockedUntil: now + lock });
    throw incorrectPassword();
  }

  forgetFailures({ pool, username }: Subject): void {
    this.#store.deleteCode(pool.id, username, 'failures');
  }

  #failures(pool: Pool, username: string): { readonly count: number; readonly lockedUntil: number } | undefined {
    const failures = this.#store.code<{ count: number; lockedUntil: number }>(pool.id, username, 'failures');
    return failures === undefined || this.#clock.now() > failures.lockedUntil + 900_000 ? undefined : failures;
  }
}

/** Returns the part of the pool id after its underscore, which SRP hashes. */
export function poolName(pool: Pick<Pool, 'id'>): string {
  return pool.id.slice(pool.id.indexOf('_') + 1);
}

function addressAttribute(pool: Pool, name: string): string {
  const attribute = /^\+[0-9]+$/.test(name) ? 'phone_number' : 'email';
  if (
    !pool.usernameAttributes.includes(attribute) ||
    (attribute === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name))
  ) {
    const allowed = pool.usernameAttributes.includes('email') ? 'an email' : 'a phone number';
    throw invalidParameter(
      `Username should be ${pool.usernameAttributes.length > 1 ? 'either an email or a phone number' : allowed}.`,
    );
  }
  return attribute;
}

const symbols = '^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+- ';

/** Throws InvalidPasswordException with the rule that the password breaks. */
export function checkPassword(pool: Pool, password: string): void {
  const policy = pool.passwordPolicy;
  const broken =
    password.length < policy.minimumLength
      ? 'Password not long enough'
      : policy.requireUppercase && !/[A-Z]/.test(password)
        ? 'Password must have uppercase characters'
        : policy.requireLowercase && !/[a-z]/.test(password)
          ? 'Password must have lowercase characters'
          : policy.requireNumbers && !/[0-9]/.test(password)
            ? 'Password must have numeric characters'
            : policy.requireSymbols && ![...password].some((character) => symbols.includes(character))
              ? 'Password must have symbol characters'
              : undefined;
  if (broken !== undefined) {
    throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${broken}`);
  }
  if (password.length > 256 || password !== password.trim()) {
    throw invalidParameter(
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
    );
  }
}

/** Returns a temporary password that satisfies any policy. */
export function generatePassword(pool: Pool): string {
  const sets = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!@#%&*?'];
  const pick = (set: string) => set.charAt(randomInt(set.length));
  const rest = Array.from({ length: Math.max(8, pool.passwordPolicy.minimumLength - 4) }, (_, index) =>
    pick(sets[index % 3] ?? ''),
  );
  return [pick('ABCDEFGH'), pick('abcdefgh'), pick('23456789'), pick('!@#%&*?'), ...rest].join('');
}
