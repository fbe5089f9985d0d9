import type { FieldNode, FragmentDefinitionNode } from 'graphql';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import type { DataSourceAnswer } from '../datasources/DataSource.ts';
import { mappingError } from '../datasources/requestFields.ts';
import type { HandlerOutcome, ResolverCode, ResolverContext, ResolverError } from '../runtime/ResolverCode.ts';
import { cutToSelection } from './cutToSelection.ts';
import { FieldError } from './FieldError.ts';
import type { RequestState } from './RequestState.ts';
import type { BoundPipeline, BoundResolver, BoundStep } from './ResolverBinding.ts';
import { entryLocations, type ResponsePath } from './ResponseEntry.ts';

/** One field of one object that is being resolved. */
export interface ResolvedField {
  readonly arguments: JsonObject;
  readonly source: JsonObject | null;
  readonly info: ResolverContext['info'];
  readonly path: ResponsePath;
  readonly nodes: readonly FieldNode[];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

export interface ResolverOutcome {
  readonly value: JsonValue | undefined;
  /** From `extensions`, for subscription fields. */
  readonly subscriptionFilter: JsonValue | undefined;
  readonly subscriptionInvalidationFilter: JsonValue | undefined;
}

type End = Extract<HandlerOutcome['end'], { kind: 'value' | 'earlyReturn' }>;

/**
 * Runs a unit or pipeline resolver for one field. Rejects with FieldError for `util.error` and other ends of the field.
 */
export async function runResolver(
  resolver: BoundResolver,
  field: ResolvedField,
  state: RequestState,
): Promise<ResolverOutcome> {
  const run = new FieldRun(field, state);
  const value = resolver.kind === 'UNIT' ? await runUnit(run, resolver) : await runPipeline(run, resolver);
  return { value, subscriptionFilter: run.subscriptionFilter, subscriptionInvalidationFilter: run.invalidationFilter };
}

async function runUnit(run: FieldRun, step: BoundStep): Promise<JsonValue | undefined> {
  return (await runStep(run, step, null)).value;
}

/**
 * Runs a pipeline.
 * Where an early return goes: https://docs.aws.amazon.com/appsync/latest/devguide/runtime-utils-js.html
 */
async function runPipeline(run: FieldRun, pipeline: BoundPipeline): Promise<JsonValue | undefined> {
  const before = run.handler(pipeline.code, 'request', { prev: null });
  let result = before.value;
  if (before.kind === 'value') {
    for (const step of pipeline.steps) {
      const end = await runStep(run, step, { result });
      result = end.value;
      if (end.kind === 'earlyReturn' && end.skipTo === 'END') break;
    }
  }
  if (pipeline.code === undefined) return result;
  return run.handler(pipeline.code, 'response', { prev: { result }, result }).value;
}

async function runStep(run: FieldRun, step: BoundStep, prev: ResolverContext['prev']): Promise<End> {
  if (step.code === undefined) return runDirect(run, step, prev);
  const request = run.handler(step.code, 'request', { prev });
  if (request.kind === 'earlyReturn') return request;
  const answer = await run.invoke(step, request.value);
  const { error } = answer;
  const end = run.handler(step.code, 'response', { prev, result: answer.result ?? null, error });
  if (error !== undefined) run.tellIgnored(step, error);
  return end;
}

/** Runs a resolver without code: the Lambda function receives the context and its answer is the field. */
async function runDirect(run: FieldRun, step: BoundStep, prev: ResolverContext['prev']): Promise<End> {
  if (!step.dataSource.direct) throw mappingError(`The resolver of data source ${step.dataSource.name} has no code.`);
  const operation = step.maxBatchSize > 0 ? 'BatchInvoke' : 'Invoke';
  const answer = await run.invoke(step, { operation, payload: run.directPayload(prev) });
  const error = answer.error ?? (operation === 'BatchInvoke' ? batchEntryError(answer.result) : undefined);
  const value = operation === 'BatchInvoke' && isJsonObject(answer.result) ? answer.result.data : answer.result;
  if (error === undefined) return { kind: 'value', value };
  throw new FieldError({ message: error.message, errorType: error.type, data: value ?? null, errorInfo: null });
}

function batchEntryError(entry: JsonValue | undefined): DataSourceAnswer['error'] {
  if (!isJsonObject(entry) || typeof entry.errorMessage !== 'string') return undefined;
  return {
    message: entry.errorMessage,
    type: typeof entry.errorType === 'string' ? entry.errorType : 'Lambda:Unhandled',
  };
}

type HandlerContext = Pick<ResolverContext, 'prev' | 'result' | 'error'>;

/**
 * Calls of `extensions.invalidateSubscriptions` in one request.
 * https://docs.aws.amazon.com/appsync/latest/devguide/extensions-js.html
 */
const INVALIDATION_LIMIT = 5;

/** A condition that did not hold is no failure: handlers go on after it by design. */
const expected: ReadonlySet<string> = new Set([
  'DynamoDB:ConditionalCheckFailedException',
  'DynamoDB:TransactionCanceledException',
]);

/** The stash, appended errors and filters that the handlers of one field share. */
class FieldRun {
  readonly #field: ResolvedField;
  readonly #state: RequestState;
  #stash: JsonObject = {};
  readonly #appended: ResolverError[] = [];
  subscriptionFilter: JsonValue | undefined;
  invalidationFilter: JsonValue | undefined;

  constructor(field: ResolvedField, state: RequestState) {
    this.#field = field;
    this.#state = state;
  }

  handler(code: ResolverCode | undefined, name: 'request' | 'response', context: HandlerContext): End {
    if (code === undefined) return { kind: 'value', value: undefined };
    const { caller, headers, environment } = this.#state;
    const outcome = code.run(name, {
      arguments: this.#field.arguments,
      identity: caller.identity,
      source: this.#field.source,
      stash: this.#stash,
      request: { headers, domainName: null },
      info: this.#field.info,
      env: environment,
      outErrors: this.#appended,
      ...context,
    });
    this.#stash = outcome.stash;
    this.#collect(outcome);
    if (outcome.end.kind === 'error') throw new FieldError(outcome.end.error);
    return outcome.end;
  }

  async invoke(step: BoundStep, request: JsonValue | undefined): Promise<DataSourceAnswer> {
    if (!isJsonObject(request)) throw mappingError('The request handler must return an object.');
    const call = { coordinate: step.coordinate, signal: this.#state.signal };
    if (step.dataSource.invokeBatch !== undefined && request.operation === 'BatchInvoke') {
      return this.#state.batcher.add(step, request, call);
    }
    return step.dataSource.invoke(request, call);
  }

  /** Leaves a line of an error of the data source that the handler neither raised nor appended. */
  tellIgnored({ coordinate, dataSource }: BoundStep, { type, message }: NonNullable<DataSourceAnswer['error']>): void {
    if (this.#appended.length > 0) return;
    const level = expected.has(type) ? 'debug' : 'warn';
    const fields = { dataSource: dataSource.name, type, message };
    this.#state.log(level, 'appsync', `${coordinate} went on after an error`, fields);
  }

  /**
   * Returns what a direct resolver's function receives.
   * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-lambda-js.html#direct-lambda-resolvers
   */
  directPayload(prev: ResolverContext['prev']): JsonObject {
    const { info } = this.#field;
    return {
      arguments: this.#field.arguments,
      identity: this.#state.caller.identity,
      source: this.#field.source,
      request: { headers: this.#state.headers, domainName: null },
      prev: prev === null ? null : { result: prev.result },
      info: {
        fieldName: info.fieldName,
        parentTypeName: info.parentTypeName,
        variables: info.variables,
        selectionSetList: info.selectionSetList,
        selectionSetGraphQL: info.selectionSetGraphQL,
      },
      stash: this.#stash,
    };
  }

  #collect(outcome: HandlerOutcome): void {
    for (const error of outcome.appendedErrors) {
      this.#appended.push(error);
      this.#state.appended.push({
        path: this.#field.path,
        data: cutToSelection(error.data, this.#field.nodes, this.#field.fragments),
        errorType: error.errorType,
        errorInfo: error.errorInfo,
        locations: entryLocations(locationsOf(this.#field.nodes)),
        message: error.message,
      });
    }
    Object.assign(this.#state.responseHeaders, outcome.responseHeaders);
    this.#state.invalidations.push(...outcome.subscriptionInvalidations);
    if (this.#state.invalidations.length > INVALIDATION_LIMIT) {
      throw new FieldError({
        message: `A request can invalidate subscriptions ${INVALIDATION_LIMIT} times at most.`,
        errorType: 'InvalidSubscriptionInvalidation',
        data: null,
        errorInfo: null,
      });
    }
    if (outcome.subscriptionFilter !== undefined) this.subscriptionFilter = outcome.subscriptionFilter;
    if (outcome.subscriptionInvalidationFilter !== undefined) {
      this.invalidationFilter = outcome.subscriptionInvalidationFilter;
    }
  }
}

function locationsOf(nodes: readonly FieldNode[]): { line: number; column: number }[] {
  return nodes.flatMap((node) =>
    node.loc === undefined ? [] : [{ line: node.loc.startToken.line, column: node.loc.startToken.column }],
  );
}
