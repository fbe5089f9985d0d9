import type { JsonObject, JsonValue } from 'local-cloud';
import type { ResolverContext } from 'local-cloud/appsync';
import { allFields, capabilities, readGuard } from '../../resolvers/pipelines.ts';
import type { Resolvers } from './runResolver.ts';

/** Returns what a data source answers. Throws for a request that AWS would refuse. */
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
    const { code, source, steps } = pipelineOf(coordinate);
    if (source !== undefined) return { value: step(code, source, null).value };
    let { value } = handle(code, 'request', { prev: null });
    for (const [name, asked] of steps) {
      const end = step(name, asked, { result: value });
      value = end.value;
      if (end.kind === 'earlyReturn' && end.skipTo === 'END') break;
    }
    return { value: handle(code, 'response', { prev: { result: value }, result: value }).value };
  } catch (thrown) {
    if (thrown instanceof Ended) return { error: thrown.error };
    throw thrown;
  }
}

interface Pipeline {
  /** What runs before and after the steps, or all of it. */
  readonly code: string;
  /** The data source of a field without steps. */
  readonly source?: string;
  /** Each with its data source. */
  readonly steps: readonly (readonly [string, string])[];
}

/** As infra/aws/shared/FieldResolvers.ts deploys the field, with users' own reads guarded. */
function pipelineOf(coordinate: string): Pipeline {
  const { dataSource, guarded, steps } = wirings.get(coordinate) ?? {};
  const named = (names: readonly string[]) => names.map((name) => [`steps/${name}`, dataSourceOf[name] ?? ''] as const);
  if (guarded === undefined) {
    return { code: coordinate, steps: named(steps ?? []), ...(dataSource === undefined ? {} : { source: dataSource }) };
  }
  if (steps !== undefined || dataSource === undefined || dataSource === 'none') {
    return { code: coordinate, steps: named([...readGuard, ...(steps ?? [])]) };
  }
  const [bindRead, ...guard] = readGuard;
  return { code: `steps/${bindRead}`, steps: [...named(guard), [coordinate, dataSource]] };
}

class Ended extends Error {
  readonly error: FieldError;

  constructor(error: FieldError) {
    super(error.message);
    this.error = error;
  }
}
