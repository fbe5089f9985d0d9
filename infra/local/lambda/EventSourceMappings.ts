import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import { describeMapping, type EventSourceMapping } from './EventSourceMapping.ts';
import type { MappingSurroundings, Poller } from './MappingSurroundings.ts';
import { SqsPoller } from './SqsPoller.ts';
import { DynamoDbStreamPoller, pinStart } from './streams/DynamoDbStreamPoller.ts';

interface Entry {
  readonly mapping: EventSourceMapping;
  enabled: boolean;
  modified: number;
  poller: Poller | undefined;
}

/** Every event source mapping of the account, and the pollers of those that are enabled. */
export class EventSourceMappings {
  readonly #around: MappingSurroundings;
  readonly #database: DatabaseSync;
  readonly #entries = new Map<string, Entry>();
  #started = false;

  constructor(around: MappingSurroundings, database: DatabaseSync) {
    this.#around = around;
    this.#database = database;
    database.exec(
      'CREATE TABLE IF NOT EXISTS mapping (uuid TEXT PRIMARY KEY, template_enabled INTEGER NOT NULL, enabled INTEGER NOT NULL)',
    );
  }

  /**
   * Creates or replaces a mapping. A state that `UpdateEventSourceMapping` set stays until the template's own `Enabled`
   * changes.
   */
  async put(mapping: EventSourceMapping): Promise<void> {
    const { uuid } = mapping;
    const row = this.#database.prepare('SELECT template_enabled, enabled FROM mapping WHERE uuid = ?').get(uuid);
    const kept = row !== undefined && row.template_enabled === Number(mapping.enabled);
    const enabled = kept ? row.enabled === 1 : mapping.enabled;
    if (mapping.source === 'dynamodb') await pinStart(mapping, this.#around);
    await this.#entries.get(uuid)?.poller?.stop();
    this.#entries.set(uuid, { mapping, enabled, modified: this.#around.platform.clock.now(), poller: undefined });
    this.#remember(uuid, mapping.enabled, enabled);
    this.#run(uuid);
  }

  async delete(uuid: string): Promise<void> {
    await this.#entries.get(uuid)?.poller?.stop();
    this.#entries.delete(uuid);
    this.#around.checkpoints.delete(uuid);
    this.#database.prepare('DELETE FROM mapping WHERE uuid = ?').run(uuid);
  }

  /** Returns the ARN, also of a mapping that does not exist. */
  arn(uuid: string): string {
    const { region, accountId } = this.#around.platform;
    return `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${uuid}`;
  }

  list(): readonly JsonObject[] {
    return [...this.#entries.keys()].map((uuid) => this.describe(uuid));
  }

  /** Throws AwsError ResourceNotFoundException. */
  describe(uuid: string): JsonObject {
    const { mapping, enabled, modified } = this.#get(uuid);
    return describeMapping(mapping, enabled, modified);
  }

  async setEnabled(uuid: string, enabled: boolean): Promise<JsonObject> {
    const entry = this.#get(uuid);
    entry.enabled = enabled;
    entry.modified = this.#around.platform.clock.now();
    this.#remember(uuid, entry.mapping.enabled, enabled);
    if (!enabled) {
      const { poller } = entry;
      entry.poller = undefined;
      await poller?.stop();
    }
    this.#run(uuid);
    return { ...describeMapping(entry.mapping, enabled, entry.modified), State: enabled ? 'Enabling' : 'Disabling' };
  }

  /** Starts the pollers. Throws AwsError where a function's role may not read its source. */
  start(): void {
    this.#started = true;
    for (const uuid of this.#entries.keys()) this.#run(uuid);
  }

  async stop(): Promise<void> {
    this.#started = false;
    await Promise.all(
      [...this.#entries.values()].map(async (entry) => {
        const { poller } = entry;
        entry.poller = undefined;
        await poller?.stop();
      }),
    );
  }

  #run(uuid: string): void {
    const entry = this.#get(uuid);
    if (this.#started && entry.enabled && entry.poller === undefined) {
      const { mapping } = entry;
      const poller =
        mapping.source === 'sqs'
          ? new SqsPoller(mapping, this.#around)
          : new DynamoDbStreamPoller(mapping, this.#around);
      try {
        poller.start();
      } catch (error) {
        throw error instanceof AwsError && error.code.startsWith('AccessDenied')
          ? new AwsError(
              'InvalidParameterValueException',
              `Function ${mapping.target.name} cannot read ${mapping.sourceArn}: ${error.message}`,
            )
          : error;
      }
      entry.poller = poller;
    }
  }

  #get(uuid: string): Entry {
    const entry = this.#entries.get(uuid);
    if (entry === undefined) {
      throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', { status: 404 });
    }
    return entry;
  }

  #remember(uuid: string, template: boolean, enabled: boolean): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO mapping (uuid, template_enabled, enabled) VALUES (?, ?, ?)')
      .run(uuid, Number(template), Number(enabled));
  }
}
