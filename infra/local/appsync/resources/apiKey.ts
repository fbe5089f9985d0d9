import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import type { Api } from '../Api.ts';
import type { AppSyncPlatform } from '../AppSync.ts';
import { appSyncId } from './appSyncId.ts';
import { apiOf, assertKnown, number } from './properties.ts';

const type = 'AWS::AppSync::ApiKey';
/** Seconds that a key lives by default. */
const LIFETIME = 7 * 24 * 60 * 60;

/** Makes each API key once for a DIR and keeps it. */
export function apiKeyProvider(
  platform: AppSyncPlatform,
  apis: ReadonlyMap<string, Api>,
  database: DatabaseSync,
): ResourceProvider {
  database.exec(
    'CREATE TABLE IF NOT EXISTS api_key (id TEXT PRIMARY KEY, key TEXT NOT NULL, created INTEGER NOT NULL) WITHOUT ROWID',
  );
  const insert = database.prepare('INSERT OR IGNORE INTO api_key VALUES (?, ?, ?)');
  const select = database.prepare('SELECT key, created FROM api_key WHERE id = ?');
  return {
    type,
    apply(request) {
      assertKnown(request, type, ['ApiId', 'ApiKeyId', 'Description', 'Expires']);
      const api = apiOf(request, apis);
      const id = `da2-${appSyncId(`${api.apiId} ${request.generatedName}`)}`;
      insert.run(id, `da2-${appSyncId(randomBytes(32).toString('hex'))}`, Math.floor(platform.clock.now() / 1000));
      const row = select.get(id);
      const key = String(row?.key);
      api.apiKeys.set(id, { key, expiresAt: number(request, 'Expires', Number(row?.created) + LIFETIME) * 1000 });
      const arn = `${api.arn}/apikeys/${id}`;
      return { physicalId: arn, attributes: { ApiKey: key, ApiKeyId: id, Arn: arn } };
    },
    remove(physicalId) {
      database.prepare('DELETE FROM api_key WHERE id = ?').run(physicalId.split('/').at(-1) ?? '');
    },
  };
}
