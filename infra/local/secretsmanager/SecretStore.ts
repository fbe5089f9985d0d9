import { randomInt, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../platform/AwsError.ts';
import type { Platform } from '../platform/Platform.ts';
import { transaction } from '../platform/transaction.ts';

export interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly description: string | undefined;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly changed: number;
}

/** Exactly one of text and base64. */
export interface SecretValue {
  readonly text: string | undefined;
  readonly binary: string | undefined;
}

export interface SecretVersion extends SecretValue {
  readonly id: string;
  readonly created: number;
  readonly stages: readonly string[];
}

const suffixCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Secrets, their versions and the staging labels on them, durable. */
export class SecretStore {
  readonly #platform: Platform;
  readonly #database: DatabaseSync;

  constructor(platform: Platform) {
    this.#platform = platform;
    this.#database = platform.database('secretsmanager');
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS secret (
        arn TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, description TEXT, created INTEGER NOT NULL, changed INTEGER NOT NULL
      );
      CREATE TABLE IF NOT EXISTS version (
        arn TEXT NOT NULL, id TEXT NOT NULL, text TEXT, binary TEXT, created INTEGER NOT NULL, PRIMARY KEY (arn, id)
      );
      CREATE TABLE IF NOT EXISTS stage (arn TEXT NOT NULL, stage TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (arn, stage));
    `);
  }

  /** Throws AwsError ResourceExistsException. */
  create(name: string, description: string | undefined): Secret {
    if (!/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name)) {
      throw new AwsError(
        'ValidationException',
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
      );
    }
    if (this.#row('name', name) !== undefined) {
      throw new AwsError('ResourceExistsException', `The operation failed because the secret ${name} already exists.`);
    }
    const suffix = Array.from({ length: 6 }, () => suffixCharacters[randomInt(suffixCharacters.length)]).join('');
    const { region, accountId, clock } = this.#platform;
    const arn = `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffix}`;
    const now = clock.now();
    this.#database
      .prepare('INSERT INTO secret (arn, name, description, created, changed) VALUES (?, ?, ?, ?, ?)')
      .run(arn, name, description ?? null, now, now);
    return { arn, name, description, created: now, changed: now };
  }

  describe(secret: Secret, description: string | undefined): void {
    this.#database.prepare('UPDATE secret SET description = ? WHERE arn = ?').run(description ?? null, secret.arn);
  }

  delete(arn: string): void {
    transaction(this.#database, () => {
      for (const table of ['secret', 'version', 'stage']) {
        this.#database.prepare(`DELETE FROM ${table} WHERE arn = ?`).run(arn);
      }
    });
  }

  /** Finds a secret by name, ARN, or ARN without its last seven characters. */
  find(id: string): Secret | undefined {
    const name = /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:(.+)$/.exec(id)?.[1];
    const row = name === undefined ? this.#row('name', id) : (this.#row('arn', id) ?? this.#row('name', name));
    return row === undefined
      ? undefined
      : {
          arn: String(row.arn),
          name: String(row.name),
          description: typeof row.description === 'string' ? row.description : undefined,
          created: Number(row.created),
          changed: Number(row.changed),
        };
  }

  /** Throws AwsError ResourceNotFoundException. */
  get(id: string): Secret {
    const secret = this.find(id);
    if (secret === undefined) {
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    }
    return secret;
  }

  /**
   * Adds a version with these labels, unless the token is known with the same value.
   * AWSPREVIOUS goes to the version that loses
   * AWSCURRENT.
   * @throws AwsError ResourceExistsException for a known token with another value
   */
  put(
    secret: Secret,
    value: SecretValue,
    stages: readonly string[] = ['AWSCURRENT'],
    token: string = randomUUID(),
  ): SecretVersion {
    return transaction(this.#database, () => {
      const now = this.#platform.clock.now();
      const known = this.versions(secret).find(({ id }) => id === token);
      if (known !== undefined) {
        if (known.text !== value.text || known.binary !== value.binary) {
          throw new AwsError(
            'ResourceExistsException',
            `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${secret.arn}.`,
          );
        }
        return known;
      }
      this.#database
        .prepare('INSERT INTO version (arn, id, text, binary, created) VALUES (?, ?, ?, ?, ?)')
        .run(secret.arn, token, value.text ?? null, value.binary ?? null, now);
      const previous = this.#database
        .prepare("SELECT id FROM stage WHERE arn = ? AND stage = 'AWSCURRENT'")
        .get(secret.arn)?.id;
      const label = this.#database.prepare('INSERT OR REPLACE INTO stage (arn, stage, id) VALUES (?, ?, ?)');
      if (typeof previous === 'string' && stages.includes('AWSCURRENT')) label.run(secret.arn, 'AWSPREVIOUS', previous);
      for (const stage of stages) label.run(secret.arn, stage, token);
      this.#database
        .prepare('DELETE FROM version WHERE arn = ? AND id NOT IN (SELECT id FROM stage WHERE arn = ?)')
        .run(secret.arn, secret.arn);
      this.#database.prepare('UPDATE secret SET changed = ? WHERE arn = ?').run(now, secret.arn);
      return { ...value, id: token, created: now, stages };
    });
  }

  versions(secret: Secret): readonly SecretVersion[] {
    const stages = this.#database.prepare('SELECT stage, id FROM stage WHERE arn = ? ORDER BY stage').all(secret.arn);
    return this.#database
      .prepare('SELECT * FROM version WHERE arn = ?')
      .all(secret.arn)
      .map((row) => ({
        id: String(row.id),
        text: typeof row.text === 'string' ? row.text : undefined,
        binary: typeof row.binary === 'string' ? row.binary : undefined,
        created: Number(row.created),
        stages: stages.filter(({ id }) => id === row.id).map(({ stage }) => String(stage)),
      }));
  }

  #row(column: 'arn' | 'name', value: string) {
    return this.#database.prepare(`SELECT * FROM secret WHERE ${column} = ?`).get(value);
  }
}
