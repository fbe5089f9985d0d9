import type { DatabaseSync } from 'node:sqlite';

const schema = `
CREATE TABLE IF NOT EXISTS application (
  arn TEXT PRIMARY KEY, platform TEXT NOT NULL, name TEXT NOT NULL, credential_digest TEXT NOT NULL, attributes TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS endpoint (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, application TEXT NOT NULL, token TEXT NOT NULL,
  enabled INTEGER NOT NULL, user_data TEXT, UNIQUE (application, token)
) STRICT;
CREATE TABLE IF NOT EXISTS push_script (token TEXT PRIMARY KEY COLLATE NOCASE, outcome TEXT NOT NULL, remaining INTEGER) STRICT;
CREATE TABLE IF NOT EXISTS job (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, lane TEXT, body TEXT NOT NULL, state TEXT,
  attempts INTEGER NOT NULL DEFAULT 0, accepted_at INTEGER NOT NULL, due INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS job_due ON job (queue, due, sequence);
CREATE INDEX IF NOT EXISTS job_lane ON job (lane, sequence) WHERE lane IS NOT NULL;
CREATE TABLE IF NOT EXISTS topic (
  arn TEXT PRIMARY KEY, attributes TEXT NOT NULL, tags TEXT NOT NULL, last_sequence INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS subscription (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, topic TEXT NOT NULL, protocol TEXT NOT NULL,
  endpoint TEXT NOT NULL, attributes TEXT NOT NULL, confirmation_token TEXT, UNIQUE (topic, protocol, endpoint)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS subscription_token ON subscription (confirmation_token) WHERE confirmation_token IS NOT NULL;
CREATE INDEX IF NOT EXISTS subscription_filter ON subscription (topic)
  WHERE json_extract(attributes, '$.FilterPolicy') NOT IN ('', '{}');
CREATE TABLE IF NOT EXISTS confirmation (arn TEXT PRIMARY KEY, asked_at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS confirmation_asked ON confirmation (asked_at);
CREATE TABLE IF NOT EXISTS deduplication (
  topic TEXT NOT NULL, scope TEXT NOT NULL, id TEXT NOT NULL, message_id TEXT NOT NULL, sequence_number TEXT NOT NULL,
  expires INTEGER NOT NULL, PRIMARY KEY (topic, scope, id)
) STRICT;
CREATE INDEX IF NOT EXISTS deduplication_expires ON deduplication (expires);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

export function prepareDatabase(database: DatabaseSync): DatabaseSync {
  database.exec(schema);
  return database;
}
