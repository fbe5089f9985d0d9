import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import { nullMessage } from '../execution/formatExecutionError.ts';
import { pathText, type ResponseEntry, type ResponsePath } from '../execution/ResponseEntry.ts';

interface PlannedField {
  readonly responseKey: string;
  readonly name: string;
  readonly type: GraphQLOutputType | undefined;
  /** The object types that the selection applies to. `undefined` is all. */
  readonly onTypes: ReadonlySet<string> | undefined;
  readonly fields: readonly PlannedField[];
}

export interface PlanOptions {
  readonly schema: GraphQLSchema;
  readonly node: FieldNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: JsonObject;
}

/**
 * A subscriber's selection, ready to be cut from what the mutation's caller selected. AppSync checks who may subscribe,
 * and who may select a field in the mutation, but not who may read it in the subscription.
 */
export class SelectionPlan {
  /** Equal for subscriptions whose payloads are always equal. */
  readonly key: string;
  readonly #schema: GraphQLSchema;
  readonly #root: PlannedField;

  constructor(options: PlanOptions) {
    this.#schema = options.schema;
    const type = options.schema.getSubscriptionType()?.getFields()[options.node.name.value]?.type;
    this.#root = {
      responseKey: options.node.alias?.value ?? options.node.name.value,
      name: options.node.name.value,
      type,
      onTypes: undefined,
      fields: planFields(options.node.selectionSet, type, undefined, options),
    };
    this.key = JSON.stringify(this.#root, (_, value: unknown) => (value instanceof Set ? [...value] : value));
  }

  /** Returns the payload of a `data` frame, as JSON text. */
  payload(published: JsonValue): string {
    const errors: ResponseEntry[] = [];
    let value: JsonValue = null;
    try {
      value = this.#complete(this.#root, this.#root.type, published, [this.#root.responseKey], 'Subscription', errors);
    } catch (error) {
      if (!(error instanceof NullWhereNoneMayBe)) throw error;
      return JSON.stringify({ data: null, errors });
    }
    const data = { [this.#root.responseKey]: value };
    return JSON.stringify(errors.length === 0 ? { data } : { data, errors });
  }

  #complete(
    field: PlannedField,
    type: GraphQLOutputType | undefined,
    value: JsonValue,
    path: ResponsePath,
    parent: string,
    errors: ResponseEntry[],
  ): JsonValue {
    if (type !== undefined && isNonNullType(type)) {
      const completed = this.#complete(field, type.ofType, value, path, parent, errors);
      if (completed !== null) return completed;
      errors.push({ path, locations: null, message: nullMessage(this.#schema, parent, field.name, pathText(path)) });
      throw new NullWhereNoneMayBe();
    }
    if (value === null) return null;
    try {
      if (Array.isArray(value)) {
        const itemType = type !== undefined && isListType(type) ? type.ofType : undefined;
        return value.map((entry: JsonValue, index) =>
          this.#complete(field, itemType ?? type, entry, [...path, index], parent, errors),
        );
      }
      return field.fields.length > 0 && isJsonObject(value) ? this.#object(field, type, value, path, errors) : value;
    } catch (error) {
      // The null goes up to the nearest place that may be null, which is here.
      if (error instanceof NullWhereNoneMayBe) return null;
      throw error;
    }
  }

  #object(
    field: PlannedField,
    type: GraphQLOutputType | undefined,
    value: JsonObject,
    path: ResponsePath,
    errors: ResponseEntry[],
  ): JsonObject {
    const named = type === undefined ? undefined : getNamedType(type);
    const given = value.__typename;
    const typeName = isObjectType(named) ? named.name : typeof given === 'string' ? given : undefined;
    // Without a prototype, `__proto__` is an alias like any other.
    const selected: Record<string, JsonValue> = Object.create(null);
    for (const inner of field.fields) {
      if (inner.onTypes !== undefined && (typeName === undefined || !inner.onTypes.has(typeName))) continue;
      const at = [...path, inner.responseKey];
      if (inner.name === '__typename') {
        selected[inner.responseKey] = typeName ?? null;
        continue;
      }
      const completed = this.#complete(inner, inner.type, value[inner.name] ?? null, at, typeName ?? '', errors);
      const earlier = selected[inner.responseKey];
      selected[inner.responseKey] =
        isJsonObject(earlier) && isJsonObject(completed) ? { ...earlier, ...completed } : completed;
    }
    return selected;
  }
}

class NullWhereNoneMayBe extends Error {}

function planFields(
  set: SelectionSetNode | undefined,
  type: GraphQLOutputType | undefined,
  onTypes: ReadonlySet<string> | undefined,
  options: PlanOptions,
): readonly PlannedField[] {
  if (set === undefined || type === undefined) return [];
  const parent = getNamedType(type);
  const fields: PlannedField[] = [];
  for (const selection of set.selections) {
    if (isLeftOut(selection, options.variables)) continue;
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      const fieldType = 'getFields' in parent ? parent.getFields()[name] : undefined;
      const output = fieldType !== undefined && 'args' in fieldType ? fieldType.type : undefined;
      fields.push({
        responseKey: selection.alias?.value ?? name,
        name,
        type: output,
        onTypes,
        fields: planFields(selection.selectionSet, output, undefined, options),
      });
    } else {
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : options.fragments.get(selection.name.value);
      const condition = fragment?.typeCondition?.name.value;
      const conditionType = condition === undefined ? parent : options.schema.getType(condition);
      if (fragment === undefined || conditionType === undefined || !isCompositeType(conditionType)) continue;
      const types = isAbstractType(conditionType)
        ? new Set(options.schema.getPossibleTypes(conditionType).map((possible) => possible.name))
        : new Set([conditionType.name]);
      const narrowed = onTypes === undefined ? types : types.intersection(onTypes);
      fields.push(...planFields(fragment.selectionSet, conditionType, narrowed, options));
    }
  }
  return fields;
}

function isLeftOut(node: SelectionSetNode['selections'][number], variables: JsonObject): boolean {
  if (node.directives === undefined || node.directives.length === 0) return false;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
  return skip?.if === true || include?.if === false;
}
