import type { DatabaseSync } from 'node:sqlite';

const schema = `
CREATE TABLE IF NOT EXISTS queue (
  name TEXT PRIMARY KEY, attributes TEXT NOT NULL, tags TEXT NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL DEFAULT 0, purged INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS message (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL,
  attributes TEXT NOT NULL, trace_header TEXT, sender TEXT NOT NULL, sent INTEGER NOT NULL, visible INTEGER NOT NULL,
  receive_count INTEGER NOT NULL DEFAULT 0, first_received INTEGER, receipt TEXT,
  group_id TEXT, deduplication_id TEXT, sequence_number TEXT, dead_letter_source TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS message_visible ON message (queue, visible, sequence);
CREATE INDEX IF NOT EXISTS message_sent ON message (queue, sent);
CREATE INDEX IF NOT EXISTS message_group ON message (queue, group_id, sequence) WHERE group_id IS NOT NULL;
CREATE TABLE IF NOT EXISTS deduplication (
  queue TEXT NOT NULL, scope TEXT NOT NULL, id TEXT NOT NULL, message_id TEXT NOT NULL, sequence_number TEXT NOT NULL,
  expires INTEGER NOT NULL, PRIMARY KEY (queue, scope, id)
) STRICT;
CREATE INDEX IF NOT EXISTS deduplication_expires ON deduplication (expires);
CREATE TABLE IF NOT EXISTS move_task (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, handle TEXT NOT NULL UNIQUE, source TEXT NOT NULL, destination TEXT,
  moved INTEGER NOT NULL, started INTEGER NOT NULL, rate INTEGER
) STRICT;
`;

export function prepareDatabase(database: DatabaseSync): DatabaseSync {
  database.exec(schema);
  return database;
}
