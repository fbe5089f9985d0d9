import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import type { Api } from '../Api.ts';
import type { AppSyncPlatform } from '../AppSync.ts';
import { PagingTokens } from '../datasources/dynamodb/PagingTokens.ts';
import { apiKeyProvider } from './apiKey.ts';
import { dataSourceProvider } from './dataSource.ts';
import { functionConfigurationProvider } from './functionConfiguration.ts';
import { graphQLApiProvider } from './graphQLApi.ts';
import { graphQLSchemaProvider } from './graphQLSchema.ts';
import { resolverProvider } from './resolver.ts';

/** Returns the providers of all AppSync resource types. They fill `apis`. */
export function appSyncResources(platform: AppSyncPlatform, apis: Map<string, Api>): readonly ResourceProvider[] {
  const database = platform.database('appsync');
  return [
    graphQLApiProvider(platform, apis),
    graphQLSchemaProvider(apis, platform.log),
    dataSourceProvider(platform, apis, new PagingTokens(secretOf(database))),
    functionConfigurationProvider(platform, apis),
    resolverProvider(platform, apis),
    apiKeyProvider(platform, apis, database),
    apiCacheProvider(platform),
  ];
}

/** Accepts a cache and caches nothing: every answer is as after a cache miss. */
function apiCacheProvider(platform: AppSyncPlatform): ResourceProvider {
  return {
    type: 'AWS::AppSync::ApiCache',
    apply(request) {
      platform.log(
        'warn',
        'appsync',
        `${request.logicalId}: AWS::AppSync::ApiCache is ignored; nothing is cached locally.`,
      );
      return { physicalId: request.generatedName, attributes: { Id: request.generatedName } };
    },
  };
}

/** Returns the key of paging tokens, made once for a DIR. */
function secretOf(database: DatabaseSync): Uint8Array {
  database.exec('CREATE TABLE IF NOT EXISTS secret (id INTEGER PRIMARY KEY CHECK (id = 1), value BLOB NOT NULL)');
  database.prepare('INSERT OR IGNORE INTO secret VALUES (1, ?)').run(randomBytes(32));
  const value = database.prepare('SELECT value FROM secret').get()?.value;
  if (!(value instanceof Uint8Array)) throw new Error('The AppSync database has no secret.');
  return value;
}
