import type { FragmentDefinitionNode } from 'graphql';
import type { JsonObject, JsonValue } from '../../platform/Json.ts';
import type { Log } from '../../platform/Log.ts';
import type { Caller } from '../auth/Caller.ts';
import type { Batcher } from './Batcher.ts';
import type { ResponseEntry } from './ResponseEntry.ts';

/** The state of one GraphQL request during its execution. */
export interface RequestState {
  readonly caller: Caller;
  /** Names are in lower case. AppSync does not pass the cookie on. */
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: JsonObject;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly environment: Readonly<Record<string, string>>;
  readonly batcher: Batcher;
  readonly log: Log;
  /** Aborted when the request's time is over. */
  readonly signal: AbortSignal;
  readonly resolverCountLimit: number;
  resolverCount: number;
  /** Entries of `util.appendError`, in order. */
  readonly appended: ResponseEntry[];
  /** Set by `util.http`. */
  readonly responseHeaders: Record<string, string>;
  /**
   * Answers of the resolvers of the mutation's own fields, by response name. They tell the types of abstract values.
   */
  readonly mutationResults: Record<string, JsonValue>;
  /** From `extensions.invalidateSubscriptions`. */
  readonly invalidations: JsonObject[];
}
