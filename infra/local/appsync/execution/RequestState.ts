import type { FragmentDefinitionNode } from 'graphql';
import type { JsonObject, JsonValue } from '../../platform/Json.ts';
import type { Caller } from '../auth/Caller.ts';
import type { Batcher } from './Batcher.ts';
import type { ResponseEntry } from './ResponseEntry.ts';

/** What one GraphQL request carries through its execution. */
export interface RequestState {
  readonly caller: Caller;
  /** Lower-case names; without the cookie, which AppSync keeps to itself. */
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: JsonObject;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly environment: Readonly<Record<string, string>>;
  readonly batcher: Batcher;
  /** Aborted when the request's time is over. */
  readonly signal: AbortSignal;
  readonly resolverCountLimit: number;
  resolverCount: number;
  /** Entries of `util.appendError`, in the order they were appended. */
  readonly appended: ResponseEntry[];
  /** Set by `util.http`. */
  readonly responseHeaders: Record<string, string>;
  /** What the resolvers of the mutation's own fields answered, by response name: it knows the types of abstract values. */
  readonly mutationResults: Record<string, JsonValue>;
  /** From `extensions.invalidateSubscriptions`. */
  readonly invalidations: JsonObject[];
}
