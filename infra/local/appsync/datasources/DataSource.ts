import type { JsonObject, JsonValue } from '../../platform/Json.ts';

/** The answer of a data source: a resolver's `ctx.result` and `ctx.error`. */
export interface DataSourceAnswer {
  readonly result: JsonValue | undefined;
  readonly error?: { readonly message: string; readonly type: string };
}

export interface DataSourceCall {
  /** `Query.devices`, or a pipeline function's name. Paging tokens are bound to it. */
  readonly coordinate: string;
  /** Aborted when the request's time is over. */
  readonly signal: AbortSignal;
}

/**
 * One data source of an API, whose errors are part of its answer.
 * A request that does not fit rejects with FieldError `MappingTemplate`, which no response handler sees.
 */
export interface DataSource {
  readonly name: string;
  invoke(request: JsonObject, call: DataSourceCall): Promise<DataSourceAnswer> | DataSourceAnswer;
  /** One invocation for several fields, with answers in the same order. Lambda alone has it. */
  invokeBatch?(requests: readonly JsonObject[], call: DataSourceCall): Promise<readonly DataSourceAnswer[]>;
  /** Whether a resolver without code may call it with the context itself. */
  readonly direct: boolean;
}
