import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { JsonObject } from 'local-cloud';
import type { HandlerOutcome, ResolverCode, ResolverContext } from 'local-cloud/appsync';
import { loadResolverCode } from 'local-cloud/appsync';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { bundleResolvers } from '../../infra/aws/build/bundleResolvers.ts';

/** 2026-01-01T00:00:00Z. */
export const NOW = Date.parse('2026-01-01T00:00:00Z');

/** Resolvers bundled as they are deployed, in the runtime's own realm. */
export class Resolvers implements Disposable {
  readonly #folder: string;
  /** What the resolvers logged. */
  readonly logged: string[] = [];
  readonly #loaded = new Map<string, ResolverCode>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async bundle(): Promise<Resolvers> {
    const folder = temporaryFolder('resolvers');
    await bundleResolvers(resolve(import.meta.dirname, '../../resolvers'), folder);
    return new Resolvers(folder);
  }

  /** `name` is a schema coordinate or `steps/<step>`. */
  run(name: string, handler: 'request' | 'response', context: Partial<ResolverContext>): HandlerOutcome {
    const code = this.#loaded.get(name) ?? this.#load(name);
    const [parentTypeName = '', fieldName = ''] = name.startsWith('steps/') ? ['Mutation', 'publish'] : name.split('.');
    return code.run(handler, {
      arguments: {},
      identity: publisher,
      source: null,
      stash: {},
      prev: null,
      request: { headers: {}, domainName: null },
      info: { fieldName, parentTypeName, variables: {}, selectionSetList: [], selectionSetGraphQL: '' },
      env: tables,
      outErrors: [],
      ...context,
    });
  }

  #load(name: string): ResolverCode {
    const source = readFileSync(join(this.#folder, `${name}.js`), 'utf8');
    const code = loadResolverCode(source, {
      coordinate: name,
      console: (...parts) => this.logged.push(parts.join(' ')),
      now: () => NOW,
    });
    this.#loaded.set(name, code);
    return code;
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export const tables = {
  MESSAGES_TABLE: 'messages',
  DELIVERIES_TABLE: 'deliveries',
  DEVICES_TABLE: 'devices',
  STEP_UP_SETTINGS_TABLE: 'settings',
  STEP_UP_SESSIONS_TABLE: 'sessions',
  STEP_UP_AUDIT_TABLE: 'audit',
  AUDIT_LOG_TABLE: 'auditLog',
  AUDIT_DAYS: '365',
  TOPICS_TABLE: 'topics',
  PLATFORMS_TABLE: 'platforms',
};

/** A signed-in publisher, as `ctx.identity`. */
export const publisher: JsonObject = {
  sub: 'paula',
  username: 'paula',
  groups: ['publishers'],
  claims: { token_use: 'access', jti: 'token-1', auth_time: NOW / 1000, exp: NOW / 1000 + 3600, sub: 'paula' },
};

/** Returns the value of a run. Throws its error. */
export function resultOf(outcome: HandlerOutcome): JsonObject {
  if (outcome.end.kind === 'error') throw new Error(JSON.stringify(outcome.end.error));
  return (outcome.end.value ?? {}) as JsonObject;
}

/** Returns the error of a run. Throws if it has a value. */
export function errorOf(outcome: HandlerOutcome): { readonly errorType: string | null; readonly errorInfo: unknown } {
  if (outcome.end.kind !== 'error') throw new Error(`No error: ${JSON.stringify(outcome.end)}`);
  return outcome.end.error;
}
