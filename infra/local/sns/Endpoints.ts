import { randomUUID } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { invalidParameter } from './errors.ts';
import { utf8Length } from './input.ts';
import type { PlatformApplication } from './PlatformApplications.ts';
import { normalizePushToken } from './PushPlatform.ts';

export interface Endpoint {
  readonly arn: string;
  readonly application: string;
  readonly token: string;
  readonly enabled: boolean;
  readonly userData: string | undefined;
  /** The order of creation, which lists follow. */
  readonly sequence: number;
}

export interface EndpointChanges {
  readonly Token?: string;
  readonly Enabled?: string;
  readonly CustomUserData?: string;
}

const columns = 'arn, application, token, enabled, user_data, sequence';

/** Platform endpoints. An application has at most one for a token. */
export class Endpoints {
  readonly #database: DatabaseSync;
  readonly #byArn: StatementSync;
  readonly #byToken: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#byArn = database.prepare(`SELECT ${columns} FROM endpoint WHERE arn = ?`);
    this.#byToken = database.prepare(`SELECT ${columns} FROM endpoint WHERE application = ? AND token = ?`);
  }

  /**
   * Creates an endpoint, or returns the token's existing one if its attributes agree, as CreatePlatformEndpoint does.
   */
  create(
    application: PlatformApplication,
    token: string,
    changes: EndpointChanges,
  ): { readonly endpoint: Endpoint; readonly created: boolean } {
    assertChanges(changes);
    const normalized = normalizePushToken(application.platform, changes.Token ?? token);
    const existing = this.#byToken.get(application.arn, normalized);
    if (existing !== undefined) {
      const endpoint = fromRow(existing);
      const same =
        (changes.Enabled === undefined || (changes.Enabled === 'true') === endpoint.enabled) &&
        (changes.CustomUserData === undefined || changes.CustomUserData === (endpoint.userData ?? ''));
      if (!same) throw tokenTaken(endpoint);
      return { endpoint, created: false };
    }
    const arn = `${application.arn.replace(':app/', ':endpoint/')}/${randomUUID()}`;
    this.#database
      .prepare('INSERT INTO endpoint (arn, application, token, enabled, user_data) VALUES (?, ?, ?, ?, ?)')
      .run(arn, application.arn, normalized, changes.Enabled === 'false' ? 0 : 1, changes.CustomUserData ?? null);
    const row = this.#byArn.get(arn);
    if (row === undefined) throw new Error('an endpoint was not stored');
    return { endpoint: fromRow(row), created: true };
  }

  find(arn: string): Endpoint | undefined {
    const row = this.#byArn.get(arn);
    return row === undefined ? undefined : fromRow(row);
  }

  update(endpoint: Endpoint, application: PlatformApplication, changes: EndpointChanges): void {
    assertChanges(changes);
    const token =
      changes.Token === undefined ? endpoint.token : normalizePushToken(application.platform, changes.Token);
    const holder = this.#byToken.get(application.arn, token);
    if (holder !== undefined && holder.arn !== endpoint.arn) throw tokenTaken(fromRow(holder));
    const enabled = changes.Enabled === undefined ? endpoint.enabled : changes.Enabled === 'true';
    this.#database
      .prepare('UPDATE endpoint SET token = ?, enabled = ?, user_data = ? WHERE arn = ?')
      .run(token, enabled ? 1 : 0, changes.CustomUserData ?? endpoint.userData ?? null, endpoint.arn);
  }

  /** Disables the endpoint if it still has the token that the push service refused. */
  disable(arn: string, token: string): boolean {
    const result = this.#database
      .prepare('UPDATE endpoint SET enabled = 0 WHERE arn = ? AND token = ? AND enabled = 1')
      .run(arn, token);
    return Number(result.changes) > 0;
  }

  delete(arn: string): void {
    this.#database.prepare('DELETE FROM endpoint WHERE arn = ?').run(arn);
  }

  list(application: string, after: number, limit: number): readonly Endpoint[] {
    return this.#database
      .prepare(`SELECT ${columns} FROM endpoint WHERE application = ? AND sequence > ? ORDER BY sequence LIMIT ?`)
      .all(application, after, limit)
      .map(fromRow);
  }
}

function fromRow(row: Readonly<Record<string, unknown>>): Endpoint {
  return {
    arn: String(row.arn),
    application: String(row.application),
    token: String(row.token),
    enabled: row.enabled === 1,
    userData: typeof row.user_data === 'string' ? row.user_data : undefined,
    sequence: Number(row.sequence),
  };
}

function tokenTaken(endpoint: Endpoint): Error {
  return invalidParameter(
    `Token Reason: Endpoint ${endpoint.arn} already exists with the same Token, but different attributes.`,
  );
}

function assertChanges(changes: EndpointChanges): void {
  for (const name of Object.keys(changes)) {
    if (name !== 'Token' && name !== 'Enabled' && name !== 'CustomUserData') {
      throw invalidParameter(`Attributes Reason: ${name} is not an attribute of an endpoint`);
    }
  }
  if (changes.Enabled !== undefined && changes.Enabled !== 'true' && changes.Enabled !== 'false') {
    throw invalidParameter('Enabled Reason: must be true or false');
  }
  if (utf8Length(changes.CustomUserData ?? '') > 2048) {
    throw invalidParameter('CustomUserData Reason: must be at most 2048 bytes long in UTF-8 encoding');
  }
}

/** Returns the `app/...` ARN of an endpoint's application, `undefined` for another ARN. */
export function applicationArnOf(endpointArn: string): string | undefined {
  const match = /^(arn:aws:sns:[a-z0-9-]+:\d{12}):endpoint\/([A-Z_]+)\/([A-Za-z0-9_.-]+)\/[0-9a-f-]+$/.exec(
    endpointArn,
  );
  return match === null ? undefined : `${match[1]}:app/${match[2]}/${match[3]}`;
}
