import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { transaction } from '../platform/transaction.ts';
import type { Authentication, Client, Group, Pool, RefreshToken, User, WebAuthnCredential } from './model.ts';

/** The durable state of all pools: documents in SQLite, found by columns. Every write is on disk when it returns. */
export class Store {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(`
      CREATE TABLE IF NOT EXISTS pools (id TEXT PRIMARY KEY, body TEXT NOT NULL, keys TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS clients (id TEXT PRIMARY KEY, pool TEXT NOT NULL, body TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS users (pool TEXT, name TEXT, sub TEXT, body TEXT NOT NULL, PRIMARY KEY (pool, name));
      CREATE UNIQUE INDEX IF NOT EXISTS users_by_sub ON users (pool, sub);
      CREATE TABLE IF NOT EXISTS aliases (pool TEXT, alias TEXT, name TEXT, PRIMARY KEY (pool, alias));
      CREATE TABLE IF NOT EXISTS groups (pool TEXT, name TEXT, body TEXT NOT NULL, PRIMARY KEY (pool, name));
      CREATE TABLE IF NOT EXISTS authentications (id TEXT PRIMARY KEY, pool TEXT, user TEXT, expires INTEGER, body TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS authentications_by_user ON authentications (pool, user);
      CREATE TABLE IF NOT EXISTS refresh_tokens (hash TEXT PRIMARY KEY, authentication TEXT NOT NULL, body TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS challenges (hash TEXT PRIMARY KEY, expires INTEGER NOT NULL, body TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS codes (pool TEXT, user TEXT, purpose TEXT, body TEXT NOT NULL, PRIMARY KEY (pool, user, purpose));
      CREATE TABLE IF NOT EXISTS attempts (pool TEXT, user TEXT, action TEXT, time INTEGER NOT NULL);
      CREATE INDEX IF NOT EXISTS attempts_by_user ON attempts (pool, user, action, time);
      CREATE TABLE IF NOT EXISTS credentials (id TEXT PRIMARY KEY, pool TEXT, user TEXT, body TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS credentials_by_user ON credentials (pool, user);
    `);
  }

  /** Runs all of `work` or nothing. It must not throw if a part should stay, such as a counted failure. */
  transaction<T>(work: () => T): T {
    return transaction(this.#database, work);
  }

  pool(id: string): Pool | undefined {
    return this.#one<Pool>('SELECT body FROM pools WHERE id = ?', id);
  }

  pools(): readonly Pool[] {
    return this.#all<Pool>('SELECT body FROM pools ORDER BY id');
  }

  /** Private signing keys, as JSON Web Keys. */
  poolKeys(id: string): readonly SigningKey[] {
    const row = this.#database.prepare('SELECT keys FROM pools WHERE id = ?').get(id);
    return row === undefined ? [] : JSON.parse(String(row.keys));
  }

  addPool(pool: Pool, keys: readonly SigningKey[]): void {
    this.#run('INSERT INTO pools VALUES (?, ?, ?)', pool.id, JSON.stringify(pool), JSON.stringify(keys));
  }

  updatePool(pool: Pool): void {
    this.#run('UPDATE pools SET body = ? WHERE id = ?', JSON.stringify(pool), pool.id);
  }

  deletePool(id: string): void {
    this.transaction(() => {
      this.#run(
        'DELETE FROM refresh_tokens WHERE authentication IN (SELECT id FROM authentications WHERE pool = ?)',
        id,
      );
      for (const table of [
        'clients',
        'users',
        'aliases',
        'groups',
        'authentications',
        'codes',
        'attempts',
        'credentials',
      ]) {
        this.#run(`DELETE FROM ${table} WHERE pool = ?`, id);
      }
      this.#run('DELETE FROM pools WHERE id = ?', id);
    });
  }

  client(id: string): Client | undefined {
    return this.#one<Client>('SELECT body FROM clients WHERE id = ?', id);
  }

  clients(poolId: string): readonly Client[] {
    return this.#all<Client>('SELECT body FROM clients WHERE pool = ? ORDER BY id', poolId);
  }

  saveClient(client: Client): void {
    this.#run('INSERT OR REPLACE INTO clients VALUES (?, ?, ?)', client.id, client.poolId, JSON.stringify(client));
  }

  deleteClient(id: string): void {
    this.#run('DELETE FROM clients WHERE id = ?', id);
  }

  /** Finds a user by username, by sub, then by a sign-in alias. */
  findUser(pool: Pool, name: string): User | undefined {
    const key = nameKey(pool, name);
    return (
      this.#one<User>('SELECT body FROM users WHERE pool = ? AND name = ?', pool.id, key) ??
      this.#one<User>('SELECT body FROM users WHERE pool = ? AND sub = ?', pool.id, name) ??
      this.#one<User>(
        'SELECT users.body AS body FROM aliases JOIN users ON users.pool = aliases.pool AND users.name = aliases.name WHERE aliases.pool = ? AND alias = ?',
        pool.id,
        key,
      )
    );
  }

  users(poolId: string): readonly User[] {
    return this.#all<User>('SELECT body FROM users WHERE pool = ? ORDER BY rowid', poolId);
  }

  /** @param aliases are the values besides the username that this user signs in by. Their former owner loses them. */
  saveUser(pool: Pool, user: User, aliases: readonly string[]): void {
    const key = nameKey(pool, user.username);
    this.transaction(() => {
      this.#run(
        'INSERT INTO users VALUES (?, ?, ?, ?) ON CONFLICT (pool, name) DO UPDATE SET body = excluded.body',
        pool.id,
        key,
        user.sub,
        JSON.stringify(user),
      );
      this.#run('DELETE FROM aliases WHERE pool = ? AND name = ?', pool.id, key);
      for (const alias of aliases) {
        this.#run('INSERT OR REPLACE INTO aliases VALUES (?, ?, ?)', pool.id, nameKey(pool, alias), key);
      }
    });
  }

  deleteUser(pool: Pool, user: User): void {
    const key = nameKey(pool, user.username);
    this.transaction(() => {
      this.#run(
        'DELETE FROM refresh_tokens WHERE authentication IN (SELECT id FROM authentications WHERE pool = ? AND user = ?)',
        pool.id,
        user.username,
      );
      for (const table of ['authentications', 'codes', 'attempts', 'credentials']) {
        this.#run(`DELETE FROM ${table} WHERE pool = ? AND user = ?`, pool.id, user.username);
      }
      this.#run('DELETE FROM aliases WHERE pool = ? AND name = ?', pool.id, key);
      this.#run('DELETE FROM users WHERE pool = ? AND name = ?', pool.id, key);
    });
  }

  group(poolId: string, name: string): Group | undefined {
    return this.#one<Group>('SELECT body FROM groups WHERE pool = ? AND name = ?', poolId, name);
  }

  groups(poolId: string): readonly Group[] {
    return this.#all<Group>('SELECT body FROM groups WHERE pool = ? ORDER BY name', poolId);
  }

  saveGroup(group: Group): void {
    this.#run('INSERT OR REPLACE INTO groups VALUES (?, ?, ?)', group.poolId, group.name, JSON.stringify(group));
  }

  deleteGroup(poolId: string, name: string): void {
    this.#run('DELETE FROM groups WHERE pool = ? AND name = ?', poolId, name);
  }

  authentication(id: string): Authentication | undefined {
    return this.#one<Authentication>('SELECT body FROM authentications WHERE id = ?', id);
  }

  authenticationsOf(user: User): readonly Authentication[] {
    return this.#all<Authentication>(
      'SELECT body FROM authentications WHERE pool = ? AND user = ?',
      user.poolId,
      user.username,
    );
  }

  saveAuthentication(entry: Authentication): void {
    this.#run(
      'INSERT OR REPLACE INTO authentications VALUES (?, ?, ?, ?, ?)',
      entry.id,
      entry.poolId,
      entry.username,
      entry.expires,
      JSON.stringify(entry),
    );
  }

  refreshToken(token: string): RefreshToken | undefined {
    return this.#one<RefreshToken>('SELECT body FROM refresh_tokens WHERE hash = ?', hash(token));
  }

  saveRefreshToken(token: string, entry: RefreshToken): void {
    this.#run(
      'INSERT OR REPLACE INTO refresh_tokens VALUES (?, ?, ?)',
      hash(token),
      entry.authenticationId,
      JSON.stringify(entry),
    );
  }

  /** Finds a challenge by the secret string that the client holds. Only the string's hash is kept. */
  challenge<T>(secret: string): T | undefined {
    return this.#one<T>('SELECT body FROM challenges WHERE hash = ?', hash(secret));
  }

  saveChallenge(secret: string, expires: number, body: unknown): void {
    this.#run('INSERT OR REPLACE INTO challenges VALUES (?, ?, ?)', hash(secret), expires, JSON.stringify(body));
  }

  code<T>(poolId: string, username: string, purpose: string): T | undefined {
    return this.#one<T>(
      'SELECT body FROM codes WHERE pool = ? AND user = ? AND purpose = ?',
      poolId,
      username,
      purpose,
    );
  }

  saveCode(poolId: string, username: string, purpose: string, body: unknown): void {
    this.#run('INSERT OR REPLACE INTO codes VALUES (?, ?, ?, ?)', poolId, username, purpose, JSON.stringify(body));
  }

  deleteCode(poolId: string, username: string, purpose: string): void {
    this.#run('DELETE FROM codes WHERE pool = ? AND user = ? AND purpose = ?', poolId, username, purpose);
  }

  countAttempts(poolId: string, username: string, action: string, since: number): number {
    const row = this.#database
      .prepare('SELECT COUNT(*) AS count FROM attempts WHERE pool = ? AND user = ? AND action = ? AND time > ?')
      .get(poolId, username, action, since);
    return Number(row?.count ?? 0);
  }

  addAttempt(poolId: string, username: string, action: string, time: number): void {
    this.#run('INSERT INTO attempts VALUES (?, ?, ?, ?)', poolId, username, action, time);
  }

  credential(id: string): WebAuthnCredential | undefined {
    return this.#one<WebAuthnCredential>('SELECT body FROM credentials WHERE id = ?', id);
  }

  credentialsOf(user: User): readonly WebAuthnCredential[] {
    return this.#all<WebAuthnCredential>(
      'SELECT body FROM credentials WHERE pool = ? AND user = ? ORDER BY rowid',
      user.poolId,
      user.username,
    );
  }

  saveCredential(credential: WebAuthnCredential): void {
    this.#run(
      'INSERT OR REPLACE INTO credentials VALUES (?, ?, ?, ?)',
      credential.id,
      credential.poolId,
      credential.username,
      JSON.stringify(credential),
    );
  }

  deleteCredential(id: string): void {
    this.#run('DELETE FROM credentials WHERE id = ?', id);
  }

  /** Deletes what has no effect any more. */
  sweep(now: number): void {
    this.#run('DELETE FROM challenges WHERE expires < ?', now - 3_600_000);
    this.#run('DELETE FROM attempts WHERE time < ?', now - 86_400_000);
    this.#run(
      'DELETE FROM refresh_tokens WHERE authentication IN (SELECT id FROM authentications WHERE expires < ?)',
      now - 86_400_000,
    );
    this.#run('DELETE FROM authentications WHERE expires < ?', now - 86_400_000);
  }

  #one<T>(sql: string, ...values: SQLInputValue[]): T | undefined {
    const row = this.#database.prepare(sql).get(...values);
    return row === undefined ? undefined : (JSON.parse(String(row.body)) as T);
  }

  #all<T>(sql: string, ...values: SQLInputValue[]): readonly T[] {
    return this.#database
      .prepare(sql)
      .all(...values)
      .map((row) => JSON.parse(String(row.body)) as T);
  }

  #run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#database.prepare(sql).run(...values).changes);
  }
}

export interface SigningKey {
  readonly kid: string;
  /** JSON Web Key, private. */
  readonly jwk: Readonly<Record<string, string>>;
}

function nameKey(pool: Pool, name: string): string {
  return pool.caseSensitive ? name : name.toLowerCase();
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
