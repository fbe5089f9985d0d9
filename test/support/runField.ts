import type { JsonObject, JsonValue } from 'local-cloud';
import type { ResolverContext } from 'local-cloud/appsync';
import { allFields, capabilities } from '../../resolvers/pipelines.ts';
import type { Resolvers } from './runResolver.ts';

/** Answers a request to a data source, or throws for one that AWS would refuse. */
export type DataSource = (name: string, request: JsonObject) => JsonValue;

export interface FieldError {
  readonly errorType: string | null;
  readonly message: string;
  readonly errorInfo: JsonValue;
}

export type FieldOutcome = { readonly value: JsonValue | undefined } | { readonly error: FieldError };

const dataSourceOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(capabilities).flatMap(({ steps }) =>
    Object.entries<{ readonly dataSource: string }>(steps).map(([step, { dataSource }]) => [step, dataSource]),
  ),
);
const wirings = new Map(allFields());

/** Runs the handlers of a field in order, as AppSync does. */
export function runField(
  resolvers: Resolvers,
  coordinate: string,
  given: Partial<ResolverContext>,
  dataSource: DataSource,
): FieldOutcome {
  const [parentTypeName = '', fieldName = ''] = coordinate.split('.');
  const info = { fieldName, parentTypeName, variables: {}, selectionSetList: ['unreadCount'], selectionSetGraphQL: '' };
  let stash: JsonObject = {};
  const handle = (code: string, handler: 'request' | 'response', context: Partial<ResolverContext>) => {
    const outcome = resolvers.run(code, handler, { ...given, info, stash, ...context });
    ({ stash } = outcome);
    if (outcome.end.kind === 'error') throw new Ended(outcome.end.error);
    return outcome.end;
  };
  const step = (code: string, source: string, prev: ResolverContext['prev']) => {
    const asked = handle(code, 'request', { prev });
    if (asked.kind === 'earlyReturn') return asked;
    const result =
      source === 'none' ? ((asked.value as JsonObject).payload ?? null) : dataSource(source, asked.value as JsonObject);
    return handle(code, 'response', { prev, result });
  };
  try {
    const { dataSource: source, steps = [] } = wirings.get(coordinate) ?? {};
    if (source !== undefined) return { value: step(coordinate, source, null).value };
    let { value } = handle(coordinate, 'request', { prev: null });
    for (const name of steps) {
      const end = step(`steps/${name}`, dataSourceOf[name] ?? '', { result: value });
      value = end.value;
      if (end.kind === 'earlyReturn' && end.skipTo === 'END') break;
    }
    return { value: handle(coordinate, 'response', { prev: { result: value }, result: value }).value };
  } catch (thrown) {
    if (thrown instanceof Ended) return { error: thrown.error };
    throw thrown;
  }
}

class Ended extends Error {
  readonly error: FieldError;

  constructor(error: FieldError) {
    super(error.message);
    this.error = error;
  }
}
