import { type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Cuts an error's `data` to what the query selected of the field, by the names of the fields, as AppSync does. */
export function cutToSelection(value: JsonValue, fields: readonly FieldNode[], fragments: Fragments): JsonValue {
  const sets = fields.flatMap((field) => (field.selectionSet === undefined ? [] : [field.selectionSet]));
  return sets.length === 0 ? value : cut(value, sets, fragments);
}

function cut(value: JsonValue, sets: readonly SelectionSetNode[], fragments: Fragments): JsonValue {
  if (Array.isArray(value)) return value.map((entry: JsonValue) => cut(entry, sets, fragments));
  if (!isJsonObject(value)) return value;
  const kept: Record<string, JsonValue | undefined> = {};
  for (const set of sets) keep(value, set, kept, fragments);
  return kept;
}

function keep(
  value: JsonObject,
  set: SelectionSetNode,
  kept: Record<string, JsonValue | undefined>,
  fragments: Fragments,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      const member = value[name];
      if (member !== undefined) kept[name] = cutToSelection(member, [selection], fragments);
    } else {
      const nested =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments.get(selection.name.value)?.selectionSet;
      if (nested !== undefined) keep(value, nested, kept, fragments);
    }
  }
}
