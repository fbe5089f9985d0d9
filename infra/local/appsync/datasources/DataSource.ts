import type { JsonObject, JsonValue } from '../../platform/Json.ts';

/** What a data source answered: a resolver's `ctx.result` and `ctx.error`. */
export interface DataSourceAnswer {
  readonly result: JsonValue | undefined;
  readonly error?: { readonly message: string; readonly type: string };
}

export interface DataSourceCall {
  /** `Query.devices`, or a pipeline function's name: binds paging tokens to where they were issued. */
  readonly coordinate: string;
  /** Aborted when the request's time is over. */
  readonly signal: AbortSignal;
}

/**
 * One data source of an API. `invoke` takes what a request handler returned. What is wrong with that request itself rejects with
 * FieldError `MappingTemplate`, which no response handler sees; what the source answers, errors included, is an answer.
 */
export interface DataSource {
  readonly name: string;
  invoke(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> | DataSourceAnswer;
  /** Lambda alone: one invocation for several fields, answers in the same order. */
  invokeBatch?(requests: readonly JsonObject[], call: DataSourceCall): Promise<readonly DataSourceAnswer[]>;
  /** Resolvers without code call it with the context itself. */
  readonly direct: boolean;
}
