import {
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getVariableValues,
  isObjectType,
  type OperationDefinitionNode,
  responsePathAsArray,
} from 'graphql';
import type { Clock } from '../../platform/Clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import type { Log } from '../../platform/Log.ts';
import { setMember } from '../../shared/setMember.ts';
import type { Caller } from '../auth/Caller.ts';
import type { FieldAccess } from '../auth/FieldAccess.ts';
import type { ResolverContext } from '../runtime/ResolverCode.ts';
import { Batcher } from './Batcher.ts';
import { DocumentCache, type PreparedDocument } from './DocumentCache.ts';
import { FieldError, fieldUnauthorized } from './FieldError.ts';
import { formatExecutionError } from './formatExecutionError.ts';
import { RequestError } from './RequestError.ts';
import type { RequestState } from './RequestState.ts';
import type { BoundResolver } from './ResolverBinding.ts';
import { type GraphQLResponse, type ResponseEntry, requestEntry } from './ResponseEntry.ts';
import { runResolver } from './runResolver.ts';
import { selectionSetGraphQL, selectionSetList } from './selectionInfo.ts';
import { variableMessage } from './variableMessage.ts';

export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  /** By coordinate, `Query.devices`. */
  readonly resolvers: ReadonlyMap<string, BoundResolver>;
  readonly access: FieldAccess;
  readonly clock: Clock;
  readonly log: Log;
  readonly environment: Readonly<Record<string, string>>;
  readonly introspection: boolean;
  /** 0 sets no limit. */
  readonly queryDepthLimit: number;
  readonly resolverCountLimit: number;
}

export interface GraphQLRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: JsonObject;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Execution {
  readonly response: GraphQLResponse;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly invalidations: readonly JsonObject[];
  /** The operation, for the publication of a mutation. `undefined` if it was not executed. */
  readonly executed: ExecutedOperation | undefined;
}

export interface ExecutedOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The resolvers' answers, by response name. */
  readonly results: Readonly<Record<string, JsonValue>>;
}

/**
 * A request runs 30 seconds and 10,000 resolvers at most: https://docs.aws.amazon.com/general/latest/gr/appsync.html
 */
const REQUEST_TIMEOUT = 30_000;
const DEFAULT_RESOLVER_LIMIT = 10_000;

/** Runs queries and mutations of one API on graphql-js, as AppSync runs them. */
export class GraphQLExecutor {
  readonly documents: DocumentCache;
  readonly #options: ExecutorOptions;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.documents = new DocumentCache(options.schema, options.introspection);
    for (const type of Object.values(options.schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        field.resolve = fieldResolver(options, type.name, field.name);
      }
    }
  }

  /** Runs one request. Throws RequestError for what is answered with an HTTP status of its own. */
  async execute(request: GraphQLRequest, caller: Caller): Promise<Execution> {
    const prepared = this.documents.prepare(request.query);
    const operation = selectOperation(prepared, request.operationName);
    if (prepared.errors.length > 0 || operation === undefined) return refused(prepared.errors);
    if (operation.operation === 'subscription') {
      throw new RequestError(400, 'BadRequestException', 'Subscriptions are served by the real-time endpoint.');
    }
    const { queryDepthLimit } = this.#options;
    if (queryDepthLimit > 0 && (prepared.measures.get(operation)?.depth ?? 0) > queryDepthLimit) {
      return refused([
        {
          path: null,
          errorType: 'QueryDepthLimitReached',
          locations: null,
          message: `Query depth limit of ${queryDepthLimit} reached.`,
        },
      ]);
    }
    return this.#run(request, prepared, operation, caller);
  }

  variables(
    operation: OperationDefinitionNode,
    inputs: JsonObject,
  ): { readonly values: JsonObject } | { readonly errors: readonly ResponseEntry[] } {
    const coerced = getVariableValues(this.#options.schema, operation.variableDefinitions ?? [], inputs, {
      maxErrors: 10,
    });
    if (coerced.errors !== undefined) return { errors: coerced.errors.map(variableEntry) };
    // Coercion returns nothing but JSON, because every scalar of the schema is one of AppSync's.
    return { values: coerced.coerced as JsonObject };
  }

  newState(
    request: Pick<GraphQLRequest, 'headers' | 'variables'>,
    prepared: PreparedDocument,
    caller: Caller,
    signal: AbortSignal,
  ): RequestState {
    return {
      caller,
      headers: request.headers,
      variables: request.variables,
      fragments: prepared.fragments,
      environment: this.#options.environment,
      batcher: new Batcher(),
      log: this.#options.log,
      signal,
      resolverCountLimit:
        this.#options.resolverCountLimit > 0 ? this.#options.resolverCountLimit : DEFAULT_RESOLVER_LIMIT,
      resolverCount: 0,
      appended: [],
      responseHeaders: {},
      invalidations: [],
      mutationResults: {},
    };
  }

  async #run(
    request: GraphQLRequest,
    prepared: PreparedDocument,
    operation: OperationDefinitionNode,
    caller: Caller,
  ): Promise<Execution> {
    const abort = new AbortController();
    const state = this.newState(request, prepared, caller, abort.signal);
    let cancel: () => void = () => {};
    const timeout = new Promise<'timeout'>((resolve) => {
      cancel = this.#options.clock.after(REQUEST_TIMEOUT, () => resolve('timeout'));
    });
    try {
      const result = await Promise.race([
        timeout,
        execute({
          schema: this.#options.schema,
          document: prepared.document,
          contextValue: state,
          variableValues: request.variables,
          ...(operation.name === undefined ? {} : { operationName: operation.name.value }),
        }),
      ]);
      if (result === 'timeout') {
        abort.abort();
        return refused([
          { path: null, errorType: 'ExecutionTimeout', locations: null, message: 'Execution timed out.' },
        ]);
      }
      // Without `data` the execution did not begin: the variables do not fit.
      if (!('data' in result)) return refused((result.errors ?? []).map(variableEntry));
      return {
        response: this.#response(result, state, prepared.fragments),
        responseHeaders: state.responseHeaders,
        invalidations: state.invalidations,
        executed: { operation, fragments: prepared.fragments, results: state.mutationResults },
      };
    } finally {
      cancel();
    }
  }

  #response(
    result: ExecutionResult,
    state: RequestState,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ): GraphQLResponse {
    const errors = [
      ...state.appended,
      ...(result.errors ?? []).map((error) => formatExecutionError(error, this.#options.schema, fragments)),
    ];
    // The schema's leaf types serialized it, so it is JSON throughout.
    const data = (result.data ?? null) as JsonValue;
    return errors.length === 0 ? { data } : { data, errors };
  }
}

function variableEntry(error: GraphQLError): ResponseEntry {
  return requestEntry(error, variableMessage(error));
}

function refused(errors: readonly ResponseEntry[]): Execution {
  return { response: { data: null, errors }, responseHeaders: {}, invalidations: [], executed: undefined };
}

/** Returns the operation to run, `undefined` only if validation has errors to show. */
function selectOperation(prepared: PreparedDocument, name: string | undefined): OperationDefinitionNode | undefined {
  const { operations } = prepared;
  if (name === undefined || name === '') {
    if (operations.length > 1 && prepared.errors.length === 0) {
      throw new RequestError(
        400,
        'BadRequestException',
        'Must provide operation name if query contains multiple operations.',
      );
    }
    if (operations.length === 0) {
      throw new RequestError(400, 'MalformedHttpRequestException', 'Unable to parse GraphQL query.');
    }
    return operations[0];
  }
  const operation = operations.find((candidate) => candidate.name?.value === name);
  if (operation === undefined && prepared.errors.length === 0) {
    throw new RequestError(400, 'BadRequestException', `Unknown operation named '${name}'.`);
  }
  return operation;
}

function fieldResolver(
  options: ExecutorOptions,
  typeName: string,
  fieldName: string,
): GraphQLFieldResolver<unknown, RequestState, JsonObject> {
  const allows = options.access.checker(typeName, fieldName);
  const resolver = options.resolvers.get(`${typeName}.${fieldName}`);
  if (resolver === undefined) {
    return (source, _arguments, state) => {
      if (!allows(state.caller)) throw fieldUnauthorized(typeName, fieldName);
      return isJsonObject(source) ? source[fieldName] : undefined;
    };
  }
  const isMutation = options.schema.getMutationType()?.name === typeName;
  return async (source, input, state, info) => {
    if (!allows(state.caller)) throw fieldUnauthorized(typeName, fieldName);
    state.resolverCount += 1;
    if (state.resolverCount > state.resolverCountLimit) {
      throw new FieldError({
        message: `Resolver execution limit of ${state.resolverCountLimit} reached.`,
        errorType: 'ResolverExecutionLimitReached',
        data: null,
        errorInfo: null,
      });
    }
    const outcome = await runResolver(resolver, resolvedField(source, input, state, info), state);
    if (isMutation) setMember(state.mutationResults, String(info.path.key), outcome.value ?? null);
    return outcome.value;
  };
}

function resolvedField(source: unknown, input: JsonObject, state: RequestState, info: GraphQLResolveInfo) {
  const { fragments } = state;
  return {
    arguments: input,
    source: isJsonObject(source) ? source : null,
    info: contextInfo(info.parentType.name, info.fieldName, info.fieldNodes, fragments, state.variables),
    path: responsePathAsArray(info.path),
    nodes: info.fieldNodes,
    fragments,
  };
}

/** Returns `ctx.info`. The selection lists are made when a handler asks for them. */
export function contextInfo(
  parentTypeName: string,
  fieldName: string,
  nodes: GraphQLResolveInfo['fieldNodes'],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: JsonObject,
): ResolverContext['info'] {
  return {
    parentTypeName,
    fieldName,
    variables,
    get selectionSetList() {
      return selectionSetList(nodes, fragments);
    },
    get selectionSetGraphQL() {
      return selectionSetGraphQL(nodes);
    },
  };
}
