import type { JsonObject, JsonValue } from '../../platform/Json.ts';
import type { ResolverContext, ResolverError } from './ResolverCode.ts';

/** What one run of a handler has done so far beside its result. */
export interface Evaluation {
  readonly context: ResolverContext;
  readonly appendedErrors: ResolverError[];
  readonly responseHeaders: Record<string, string>;
  subscriptionFilter: JsonValue | undefined;
  subscriptionInvalidationFilter: JsonValue | undefined;
  readonly subscriptionInvalidations: JsonObject[];
  /** The realm's stash, once there is one. */
  stash: unknown;
  /** Milliseconds of `performance.now()` at which the run is given up. */
  readonly deadline: number;
}

/** AppSync allows a request 30 seconds; a handler that computes for so much of it is stuck. ? AWS's own limit is not documented. */
const MAXIMUM_MILLISECONDS = 5_000;

export function newEvaluation(context: ResolverContext): Evaluation {
  return {
    context,
    appendedErrors: [],
    responseHeaders: {},
    subscriptionFilter: undefined,
    subscriptionInvalidationFilter: undefined,
    subscriptionInvalidations: [],
    stash: undefined,
    deadline: performance.now() + MAXIMUM_MILLISECONDS,
  };
}
