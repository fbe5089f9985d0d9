import { type FragmentDefinitionNode, type GraphQLSchema, Kind, type SelectionSetNode } from 'graphql';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import type { Meter } from '../../platform/Meter.ts';
import type { ExecutedOperation } from '../execution/GraphQLExecutor.ts';
import type { SelectionPlan } from './SelectionPlan.ts';
import type { SubscriptionRegistry } from './SubscriptionRegistry.ts';
import { subscribedMutations } from './subscribedMutations.ts';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Bytes of a subscription's payload. AppSync drops a larger one silently. */
const PAYLOAD_LIMIT = 240 * 1024;
/** Bytes of one billed real-time update. https://aws.amazon.com/appsync/pricing/ */
const UPDATE_UNIT = 5 * 1024;

/** Publishes the result of a mutation to its subscribers: only the fields that the mutation's caller selected. */
export class SubscriptionPublisher {
  readonly #registry: SubscriptionRegistry;
  readonly #meter: Meter;
  readonly #onTooLarge: () => void;
  readonly #fieldsOf = new Map<string, string[]>();

  /** @param onTooLarge is told of an update that a subscriber does not get */
  constructor(schema: GraphQLSchema, registry: SubscriptionRegistry, meter: Meter, onTooLarge: () => void) {
    this.#registry = registry;
    this.#meter = meter;
    this.#onTooLarge = onTooLarge;
    for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
      for (const mutation of subscribedMutations(field)) {
        this.#fieldsOf.set(mutation, [...(this.#fieldsOf.get(mutation) ?? []), field.name]);
      }
    }
  }

  /** @param data of the mutation's response. A field that ended in null is not published. */
  publish(executed: ExecutedOperation, data: JsonValue): void {
    if (!isJsonObject(data)) return;
    for (const { name, responseKey, selectionSet } of rootFields(executed.operation.selectionSet, executed.fragments)) {
      const listeners = this.#fieldsOf.get(name)?.filter((field) => this.#registry.hasSubscribers(field)) ?? [];
      const value = data[responseKey];
      if (listeners.length === 0 || value === undefined || value === null) continue;
      const published =
        selectionSet === undefined
          ? value
          : byFieldName(value, selectionSet, executed.fragments, executed.results[responseKey]);
      for (const field of listeners) this.#deliver(field, published);
    }
  }

  /** Ends the subscriptions whose invalidation filter matches a payload of `extensions.invalidateSubscriptions`. */
  invalidate(invalidations: readonly JsonObject[]): void {
    for (const { subscriptionField, payload } of invalidations) {
      if (typeof subscriptionField !== 'string' || !isJsonObject(payload)) continue;
      for (const subscription of this.#registry.invalidated(subscriptionField, payload)) subscription.invalidate();
    }
  }

  #deliver(field: string, published: JsonValue): void {
    const payloads = new Map<SelectionPlan, { readonly text: string; readonly units: number } | undefined>();
    // A list has no fields to match, so only filters without rules let it through.
    for (const subscription of this.#registry.matching(field, isJsonObject(published) ? published : {})) {
      const { plan } = subscription;
      if (!payloads.has(plan)) payloads.set(plan, payloadOf(plan, published));
      const payload = payloads.get(plan);
      if (payload === undefined) {
        this.#onTooLarge();
        continue;
      }
      this.#meter.count('appsync:realtimeUpdate', payload.units);
      subscription.deliver(payload.text);
    }
  }
}

function payloadOf(
  plan: SelectionPlan,
  published: JsonValue,
): { readonly text: string; readonly units: number } | undefined {
  const text = plan.payload(published);
  const bytes = Buffer.byteLength(text);
  return bytes > PAYLOAD_LIMIT ? undefined : { text, units: Math.ceil(bytes / UPDATE_UNIT) };
}

interface RootField {
  readonly name: string;
  readonly responseKey: string;
  readonly selectionSet: SelectionSetNode | undefined;
}

function rootFields(set: SelectionSetNode, fragments: Fragments): readonly RootField[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      return [{ name, responseKey: selection.alias?.value ?? name, selectionSet: selection.selectionSet }];
    }
    const nested =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value)?.selectionSet;
    return nested === undefined ? [] : rootFields(nested, fragments);
  });
}

/**
 * Returns a response's value with its fields under their own names instead of the caller's aliases.
 * @param raw the same value as its resolver answered, which names the type of an object if the caller did not ask
 */
function byFieldName(
  value: JsonValue,
  set: SelectionSetNode,
  fragments: Fragments,
  raw: JsonValue | undefined,
): JsonValue {
  if (Array.isArray(value)) {
    return value.map((entry: JsonValue, index) =>
      byFieldName(entry, set, fragments, Array.isArray(raw) ? raw[index] : null),
    );
  }
  if (!isJsonObject(value)) return value;
  const source = isJsonObject(raw) ? raw : {};
  const named: Record<string, JsonValue> = {};
  if (typeof source.__typename === 'string') named.__typename = source.__typename;
  for (const field of rootFields(set, fragments)) {
    const member = value[field.responseKey];
    if (member === undefined) continue;
    const renamed =
      field.selectionSet === undefined
        ? member
        : byFieldName(member, field.selectionSet, fragments, source[field.name]);
    const earlier = named[field.name];
    if (isJsonObject(earlier) && isJsonObject(renamed)) named[field.name] = { ...earlier, ...renamed };
    else if (earlier === undefined || field.name === field.responseKey) named[field.name] = renamed;
  }
  return named;
}
