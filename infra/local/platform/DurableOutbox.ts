import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Clock } from './Clock.ts';
import type { HttpRoute } from './LocalService.ts';
import type { Outbox, OutboxEntry } from './Outbox.ts';

const DEFAULT_LIMIT = 10_000;

export interface OutboxFilter {
  readonly kind?: string | undefined;
  /** The destination: push token, phone number or e-mail address. */
  readonly token?: string | undefined;
  readonly user?: string | undefined;
  /** @default 10000 */
  readonly limit?: number | undefined;
}

/**
 * The outbox in the DIR's own storage. `DELETE /_local/outbox` empties it, and `GET
 * /_local/outbox?kind=push|sms|email&token=&user=&limit=` answers its entries as a JSON array, newest first.
 */
export class DurableOutbox implements Outbox {
  readonly route: HttpRoute;
  readonly #clock: Clock;
  readonly #insert: StatementSync;
  readonly #list: StatementSync;
  readonly #clear: StatementSync;

  constructor(database: DatabaseSync, clock: Clock) {
    database.exec(`
      CREATE TABLE IF NOT EXISTS entry (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, destination TEXT NOT NULL, user TEXT, json TEXT NOT NULL
      );
      CREATE INDEX IF NOT EXISTS entry_destination ON entry (destination, sequence);
      CREATE INDEX IF NOT EXISTS entry_user ON entry (user, sequence);
    `);
    this.#clock = clock;
    this.#insert = database.prepare('INSERT INTO entry (kind, destination, user, json) VALUES (?, ?, ?, ?)');
    this.#list = database.prepare(`
      SELECT json FROM entry
      WHERE (:kind IS NULL OR kind = :kind) AND (:token IS NULL OR destination = :token) AND (:user IS NULL OR user = :user)
      ORDER BY sequence DESC LIMIT :limit
    `);
    this.#clear = database.prepare('DELETE FROM entry');
    this.route = { prefix: '/_local/outbox', handle: (request, response, url) => this.#handle(request, response, url) };
  }

  add(entry: Omit<OutboxEntry, 'id' | 'time'>): void {
    const complete: OutboxEntry = { id: randomUUID(), time: new Date(this.#clock.now()).toISOString(), ...entry };
    this.#insert.run(entry.kind, entry.destination, entry.user ?? null, JSON.stringify(complete));
  }

  /** Returns entries, newest first. */
  list(filter: OutboxFilter = {}): OutboxEntry[] {
    const { kind = null, token = null, user = null, limit = DEFAULT_LIMIT } = filter;
    const rows = this.#list.all({ kind, token, user, limit });
    return rows.map((row) => JSON.parse(String(row.json)) as OutboxEntry);
  }

  clear(): void {
    this.#clear.run();
  }

  #handle(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const query = (name: string) => url.searchParams.get(name) ?? undefined;
    const limit = query('limit') === undefined ? DEFAULT_LIMIT : Number(query('limit'));
    if (request.method === 'DELETE') {
      this.clear();
      response.writeHead(204).end();
    } else if (request.method !== 'GET') {
      response.writeHead(405, { allow: 'GET, DELETE' }).end();
    } else if (!Number.isInteger(limit) || limit < 1) {
      const message = `limit must be a whole number from 1, not ${JSON.stringify(query('limit'))}.`;
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
    } else {
      const entries = this.list({ kind: query('kind'), token: query('token'), user: query('user'), limit });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(entries));
    }
  }
}
