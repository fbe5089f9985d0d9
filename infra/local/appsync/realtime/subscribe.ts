import { type FieldNode, getArgumentValues, Kind, type SelectionSetNode } from 'graphql';
import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import type { Api, CompiledApi } from '../Api.ts';
import type { Caller } from '../auth/Caller.ts';
import type { Credentials } from '../auth/Credentials.ts';
import type { PreparedDocument } from '../execution/DocumentCache.ts';
import { FieldError, fieldUnauthorized } from '../execution/FieldError.ts';
import { contextInfo } from '../execution/GraphQLExecutor.ts';
import { RequestError } from '../execution/RequestError.ts';
import { type ResolverOutcome, runResolver } from '../execution/runResolver.ts';
import { type FrameError, frameError } from './frames.ts';
import { SelectionPlan } from './SelectionPlan.ts';
import { argumentFilter, parseFilter } from './SubscriptionFilter.ts';
import type { Subscription } from './SubscriptionRegistry.ts';

/** An authorized subscription: all of a Subscription but how it reaches the client. */
export interface SubscriptionRequest extends Omit<Subscription, 'deliver' | 'invalidate'> {
  readonly caller: Caller;
}

/** A refused subscription, with the entries of its `error` frame. */
export class SubscriptionRefused extends Error {
  override readonly name = 'SubscriptionRefused';
  readonly errors: readonly FrameError[];

  constructor(errors: readonly FrameError[]) {
    super(errors[0]?.message);
    this.errors = errors;
  }
}

/** The `data` of a `start`: GraphQL text and variables. */
interface StartData {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: JsonObject;
}

/**
 * Authorizes and reads one `start`, and runs the field's resolver, which sets the filters.
 * Rejects with SubscriptionRefused.
 */
export async function subscribe(
  api: Api,
  data: string,
  credentials: Omit<Credentials, 'operation'>,
): Promise<SubscriptionRequest> {
  try {
    const start = parseStart(data);
    const compiled = api.compile();
    const caller = await compiled.authenticator.authenticate({
      ...credentials,
      operation: { queryString: start.query, operationName: start.operationName ?? null, variables: start.variables },
    });
    return await readSubscription(compiled, api, start, caller, credentials.headers);
  } catch (error) {
    if (error instanceof SubscriptionRefused) throw error;
    if (error instanceof FieldError) {
      throw new SubscriptionRefused([{ errorType: error.errorType, message: error.message }]);
    }
    if (error instanceof RequestError) throw new SubscriptionRefused([frameError(error)]);
    throw error;
  }
}

async function readSubscription(
  compiled: CompiledApi,
  api: Api,
  start: StartData,
  caller: Caller,
  headers: Readonly<Record<string, string>>,
): Promise<SubscriptionRequest> {
  const { executor, schema, access } = compiled;
  const prepared = executor.documents.prepare(start.query);
  if (prepared.errors.length > 0) throw new SubscriptionRefused(prepared.errors.map(({ message }) => ({ message })));
  const operation = prepared.operations.find(
    ({ name }) => start.operationName === undefined || name?.value === start.operationName,
  );
  const type = schema.getSubscriptionType();
  if (operation?.operation !== 'subscription' || type == null) {
    throw new RequestError(400, 'BadRequestException', 'Only subscriptions are served by the real-time endpoint.');
  }
  const depth = prepared.measures.get(operation)?.depth ?? 0;
  const { queryDepthLimit } = api.settings;
  if (queryDepthLimit > 0 && depth > queryDepthLimit) {
    throw new RequestError(400, 'QueryDepthLimitReached', `Query depth limit of ${queryDepthLimit} reached.`);
  }
  const variables = executor.variables(operation, start.variables);
  if ('errors' in variables) throw new SubscriptionRefused(variables.errors.map(({ message }) => ({ message })));
  const node = rootField(operation.selectionSet, prepared);
  const field = node === undefined ? undefined : type.getFields()[node.name.value];
  if (node === undefined || field === undefined) {
    throw new RequestError(400, 'BadRequestException', 'A subscription selects one field.');
  }
  if (!access.allows(caller, type.name, field.name)) throw fieldUnauthorized(type.name, field.name);
  const given: JsonObject = argumentsOf(field, node, variables.values);
  const outcome = await resolve(compiled, prepared, { headers, variables: start.variables }, caller, node, given);
  const plan = new SelectionPlan({
    schema,
    node,
    fragments: prepared.fragments,
    variables: variables.values,
  });
  const { subscriptionFilter, subscriptionInvalidationFilter } = outcome ?? {};
  try {
    return {
      field: field.name,
      caller,
      plan: api.subscriptions.shared(plan),
      filter: subscriptionFilter === undefined ? argumentFilter(given) : parseFilter(subscriptionFilter),
      invalidationFilter:
        subscriptionInvalidationFilter === undefined ? undefined : parseFilter(subscriptionInvalidationFilter),
    };
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) {
      throw new RequestError(400, 'BadRequestException', error.message);
    }
    throw error;
  }
}

function argumentsOf(...[field, node, variables]: Parameters<typeof getArgumentValues>): JsonObject {
  try {
    // Coercion returns nothing but JSON, because every scalar of the schema is one of AppSync's.
    return getArgumentValues(field, node, variables) as JsonObject;
  } catch (error) {
    throw new SubscriptionRefused([{ message: error instanceof Error ? error.message : String(error) }]);
  }
}

async function resolve(
  { executor, resolvers }: CompiledApi,
  prepared: PreparedDocument,
  request: { readonly headers: Readonly<Record<string, string>>; readonly variables: JsonObject },
  caller: Caller,
  node: FieldNode,
  given: JsonObject,
): Promise<ResolverOutcome | undefined> {
  const fieldName = node.name.value;
  const resolver = resolvers.get(`Subscription.${fieldName}`);
  if (resolver === undefined) return undefined;
  const state = executor.newState(request, prepared, caller, new AbortController().signal);
  const outcome = await runResolver(
    resolver,
    {
      arguments: given,
      source: null,
      info: contextInfo('Subscription', fieldName, [node], prepared.fragments, request.variables),
      path: [node.alias?.value ?? fieldName],
      nodes: [node],
      fragments: prepared.fragments,
    },
    state,
  );
  if (state.appended.length > 0) {
    throw new SubscriptionRefused(
      state.appended.map(({ errorType, message }) => ({ errorType: errorType ?? null, message })),
    );
  }
  return outcome;
}

function rootField(set: SelectionSetNode, prepared: PreparedDocument): FieldNode | undefined {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) return selection;
    const nested =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : prepared.fragments.get(selection.name.value)?.selectionSet;
    const found = nested === undefined ? undefined : rootField(nested, prepared);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parseStart(data: string): StartData {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    parsed = undefined;
  }
  if (!isJsonObject(parsed) || typeof parsed.query !== 'string') {
    throw new RequestError(400, 'MalformedHttpRequestException', 'Unable to parse GraphQL query.');
  }
  const { query, operationName, variables } = parsed;
  return {
    query,
    operationName: typeof operationName === 'string' && operationName !== '' ? operationName : undefined,
    variables: isJsonObject(variables) ? variables : {},
  };
}
