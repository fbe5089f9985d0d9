import type { JsonObject, JsonValue } from '../../platform/Json.ts';
import type { ResolverContext, ResolverError } from './ResolverCode.ts';

/** The effects of one run of a handler, beside its result. */
export interface Evaluation {
  readonly context: ResolverContext;
  readonly appendedErrors: ResolverError[];
  readonly responseHeaders: Record<string, string>;
  subscriptionFilter: JsonValue | undefined;
  subscriptionInvalidationFilter: JsonValue | undefined;
  readonly subscriptionInvalidations: JsonObject[];
  /** The realm's stash, from when there is one. */
  stash: unknown;
  /** The run ends at this time of `performance.now()`, in milliseconds. */
  readonly deadline: number;
}

/** A handler that computes this long is stuck: a request lasts 30 seconds. ? AWS does not document its own limit. */
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
