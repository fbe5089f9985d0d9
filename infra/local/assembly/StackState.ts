import type { DatabaseSync } from 'node:sqlite';
import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';

/** One resource as it was last applied. */
export interface AppliedResource {
  readonly stackName: string;
  readonly logicalId: string;
  /** The root stack's name, the logical ids of the stacks nested on the way, and its own: `App/Storage/Books`. */
  readonly path: string;
  readonly type: string;
  readonly physicalId: string;
  readonly properties: JsonObject;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
  /** Files that it was made of: `<bucket>/<key>` → path on disk at that time. */
  readonly assets?: Readonly<Record<string, string>>;
  /** Rises in the order of application. Deletion goes the other way. */
  readonly position: number;
}

/** The applied state of every stack of this DIR. */
export class StackState {
  readonly #database: DatabaseSync;
  readonly #resources = new Map<string, AppliedResource>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(
      'CREATE TABLE IF NOT EXISTS resources (stack TEXT, logicalId TEXT, state TEXT NOT NULL, PRIMARY KEY (stack, logicalId)) STRICT',
    );
    for (const row of database.prepare('SELECT state FROM resources').all()) {
      const resource = readRow(row.state);
      if (resource) this.#resources.set(keyOf(resource), resource);
    }
  }

  get(stackName: string, logicalId: string): AppliedResource | undefined {
    return this.#resources.get(keyOf({ stackName, logicalId }));
  }

  /** In the order in which they were applied. */
  all(): readonly AppliedResource[] {
    return [...this.#resources.values()].sort((a, b) => a.position - b.position);
  }

  /** Saves a resource, unless nothing changed. It is durable when this returns. */
  put(resource: AppliedResource): void {
    const state = JSON.stringify(resource);
    if (JSON.stringify(this.get(resource.stackName, resource.logicalId)) === state) return;
    this.#database
      .prepare('INSERT OR REPLACE INTO resources (stack, logicalId, state) VALUES (?, ?, ?)')
      .run(resource.stackName, resource.logicalId, state);
    this.#resources.set(keyOf(resource), resource);
  }

  delete(resource: Pick<AppliedResource, 'stackName' | 'logicalId'>): void {
    this.#database
      .prepare('DELETE FROM resources WHERE stack = ? AND logicalId = ?')
      .run(resource.stackName, resource.logicalId);
    this.#resources.delete(keyOf(resource));
  }
}

function keyOf(resource: Pick<AppliedResource, 'stackName' | 'logicalId'>): string {
  return `${resource.stackName}/${resource.logicalId}`;
}

function readRow(state: unknown): AppliedResource | undefined {
  const value: unknown = typeof state === 'string' ? JSON.parse(state) : undefined;
  if (!isJsonObject(value)) return undefined;
  // The database is this class's own: what it wrote is what it reads. It wrote no path before there were nested stacks.
  const written = value as unknown as AppliedResource;
  return { ...written, path: written.path ?? `${written.stackName}/${written.logicalId}` };
}
