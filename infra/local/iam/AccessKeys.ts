import { createHmac, randomBytes } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Credential } from '../platform/Credential.ts';

interface IssuedKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Access keys of one DIR. Long-term keys of roles are derived from its secret, so they are the same at every start, and
 * temporary credentials are kept until they expire.
 */
export class AccessKeys {
  readonly #secret: string;
  readonly #cache = new Map<string, Credential>();
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #prune: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS secret (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS access_key (
        id TEXT PRIMARY KEY, role_arn TEXT, session_name TEXT NOT NULL, session_token TEXT, expiration INTEGER
      ) WITHOUT ROWID;
    `);
    database.prepare('INSERT OR IGNORE INTO secret VALUES (1, ?)').run(randomBytes(32).toString('base64'));
    this.#secret = String(database.prepare('SELECT value FROM secret').get()?.value);
    this.#insert = database.prepare('INSERT OR IGNORE INTO access_key VALUES (?, ?, ?, ?, ?)');
    this.#select = database.prepare('SELECT * FROM access_key WHERE id = ?');
    this.#prune = database.prepare('DELETE FROM access_key WHERE expiration < ?');
  }

  /** Returns the account's root key. */
  root(): IssuedKey {
    return this.#issue('AKIA', 'root', null, '', null, null);
  }

  /** Returns the key of a role's session, without expiry and session token. */
  role(roleArn: string, sessionName: string): IssuedKey {
    return this.#issue('AKIA', `role ${roleArn} ${sessionName}`, roleArn, sessionName, null, null);
  }

  /** Returns temporary credentials, as AssumeRole does. Times are milliseconds since the epoch. */
  temporary(
    roleArn: string,
    sessionName: string,
    now: number,
    expiration: number,
  ): IssuedKey & { readonly sessionToken: string } {
    // They stay for a day after they expire, so that they answer ExpiredToken.
    this.#prune.run(now - 86_400_000);
    const sessionToken = randomBytes(96).toString('base64');
    const key = this.#issue('ASIA', `session ${sessionToken}`, roleArn, sessionName, sessionToken, expiration);
    return { ...key, sessionToken };
  }

  find(accessKeyId: string): Credential | undefined {
    const cached = this.#cache.get(accessKeyId);
    if (cached !== undefined) return cached;
    const row = this.#select.get(accessKeyId);
    if (row === undefined) return undefined;
    const { role_arn, session_name, session_token, expiration } = row;
    const credential: Credential = {
      secretAccessKey: this.#secretOf(accessKeyId),
      principal:
        typeof role_arn === 'string'
          ? { kind: 'role', roleArn: role_arn, sessionName: String(session_name) }
          : { kind: 'root' },
      ...(typeof session_token === 'string' ? { sessionToken: session_token } : {}),
      ...(typeof expiration === 'number' ? { expiration } : {}),
    };
    if (credential.expiration === undefined) this.#cache.set(accessKeyId, credential);
    return credential;
  }

  #issue(
    prefix: 'AKIA' | 'ASIA',
    seed: string,
    roleArn: string | null,
    sessionName: string,
    sessionToken: string | null,
    expiration: number | null,
  ): IssuedKey {
    const accessKeyId = prefix + base32(this.#derive(`id ${seed}`)).slice(0, 16);
    this.#insert.run(accessKeyId, roleArn, sessionName, sessionToken, expiration);
    return { accessKeyId, secretAccessKey: this.#secretOf(accessKeyId) };
  }

  #secretOf(accessKeyId: string): string {
    return this.#derive(`secret ${accessKeyId}`).toString('base64').slice(0, 40);
  }

  #derive(purpose: string): Buffer {
    return createHmac('sha256', this.#secret).update(purpose).digest();
  }
}

function base32(bytes: Buffer): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('');
}
