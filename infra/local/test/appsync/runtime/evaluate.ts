import { loadResolverCode } from '../../../appsync/runtime/loadResolverCode.ts';
import type {
  ResolverCode,
  ResolverCodeOptions,
  ResolverContext,
  ResolverError,
} from '../../../appsync/runtime/ResolverCode.ts';
import type { JsonValue } from '../../../platform/Json.ts';

/** The instant that AWS's own examples of util.time show: 2018-02-06T19:01:35.749Z. */
export const NOW = 1_517_943_695_749;

export function resolverContext(given: Partial<ResolverContext> = {}): ResolverContext {
  return {
    arguments: {},
    identity: null,
    source: null,
    stash: {},
    prev: null,
    request: { headers: { 'x-a': 'b' }, domainName: null },
    info: {
      fieldName: 'post',
      parentTypeName: 'Query',
      variables: { v: 1 },
      selectionSetList: ['id'],
      selectionSetGraphQL: '{ id }',
    },
    env: { TABLE: 't' },
    outErrors: [],
    ...given,
  };
}

export function load(source: string, console: ResolverCodeOptions['console'] = () => {}): ResolverCode {
  return loadResolverCode(source, { coordinate: 'Query.post', console, now: () => NOW });
}

/** What one expression over `ctx`, `util`, `ddb` and the other modules comes to: its value or its error. */
export function evaluate(
  expression: string,
  context: Partial<ResolverContext> = {},
): JsonValue | undefined | ResolverError {
  const { end } = load(`
    import { util, extensions, runtime } from '@aws-appsync/utils';
    import * as ddb from '@aws-appsync/utils/dynamodb';
    export function request(ctx) { return ${expression}; }
    export function response() {}
  `).run('request', resolverContext(context));
  return end.kind === 'error' ? end.error : end.value;
}
