import type { JsonObject, JsonValue } from '../../platform/Json.ts';
import type { Finding } from '../checker/Finding.ts';

/** The `context` that AppSync hands to a resolver's or function's handlers. */
export interface ResolverContext {
  readonly arguments: JsonObject;
  readonly identity: JsonObject | null;
  readonly source: JsonObject | null;
  readonly stash: JsonObject;
  readonly prev: { readonly result: JsonValue | undefined } | null;
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly domainName: string | null };
  readonly info: {
    readonly fieldName: string;
    readonly parentTypeName: string;
    readonly variables: JsonObject;
    readonly selectionSetList: readonly string[];
    readonly selectionSetGraphQL: string;
  };
  readonly env: Readonly<Record<string, string>>;
  /** The data source's answer, in a response handler. */
  readonly result?: JsonValue | undefined;
  /** The data source's error, in a response handler. */
  readonly error?: { readonly message: string; readonly type: string } | undefined;
  /** Errors appended so far in this field. */
  readonly outErrors: readonly ResolverError[];
}

/** An entry for the response's `errors`, as `util.error` and `util.appendError` make it. */
export interface ResolverError {
  readonly message: string;
  readonly errorType: string | null;
  readonly data: JsonValue;
  readonly errorInfo: JsonValue;
}

/** The outcome of one handler's run. */
export interface HandlerOutcome {
  readonly end:
    | { readonly kind: 'value'; readonly value: JsonValue | undefined }
    | { readonly kind: 'earlyReturn'; readonly value: JsonValue | undefined; readonly skipTo: 'END' | 'NEXT' }
    /** `util.error`, `util.unauthorized`, or a runtime error in the code. */
    | { readonly kind: 'error'; readonly error: ResolverError };
  readonly stash: JsonObject;
  readonly appendedErrors: readonly ResolverError[];
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** From `extensions.*`, in AWS's own shapes. */
  readonly subscriptionFilter: JsonValue | undefined;
  readonly subscriptionInvalidationFilter: JsonValue | undefined;
  readonly subscriptionInvalidations: readonly JsonObject[];
}

/** One bundle of APPSYNC_JS code, loaded in a realm of its own. */
export interface ResolverCode {
  run(handler: 'request' | 'response', context: ResolverContext): HandlerOutcome;
}

export interface ResolverCodeOptions {
  /** The place for the log and error locations: `Mutation.publish` or a pipeline function's name. */
  readonly coordinate: string;
  /** Receives what the code logs with `console.log` and `console.error`. */
  readonly console: (level: 'log' | 'error', coordinate: string, text: string) => void;
  /** Milliseconds since the epoch, for `util.time`. */
  readonly now: () => number;
  /** Receives what AppSync may not take. @default nobody */
  readonly warn?: (finding: Finding) => void;
}
