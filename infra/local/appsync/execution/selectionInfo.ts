import { type FieldNode, type FragmentDefinitionNode, Kind, print, type SelectionSetNode } from 'graphql';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const lists = new WeakMap<FieldNode, readonly string[]>();
const texts = new WeakMap<FieldNode, string>();

/**
 * Returns `ctx.info.selectionSetList`: each selected field's path by response name, such as `author/name`.
 * Caches by node, because documents are cached.
 */
export function selectionSetList(fields: readonly FieldNode[], fragments: Fragments): readonly string[] {
  const [first] = fields;
  const known = first !== undefined && fields.length === 1 ? lists.get(first) : undefined;
  if (known !== undefined) return known;
  const names = new Set<string>();
  for (const field of fields) if (field.selectionSet !== undefined) collect(field.selectionSet, '', names, fragments);
  const list = [...names];
  if (first !== undefined && fields.length === 1) lists.set(first, list);
  return list;
}

function collect(set: SelectionSetNode, prefix: string, names: Set<string>, fragments: Fragments): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = prefix + (selection.alias?.value ?? selection.name.value);
      names.add(name);
      if (selection.selectionSet !== undefined) collect(selection.selectionSet, `${name}/`, names, fragments);
    } else {
      const nested =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments.get(selection.name.value)?.selectionSet;
      if (nested !== undefined) collect(nested, prefix, names, fragments);
    }
  }
}

/** Returns `ctx.info.selectionSetGraphQL`: the selection set printed, with its fragments as they are written. */
export function selectionSetGraphQL(fields: readonly FieldNode[]): string {
  const [first] = fields;
  if (first?.selectionSet === undefined) return '';
  let text = texts.get(first);
  if (text === undefined) {
    text = print(first.selectionSet);
    texts.set(first, text);
  }
  return text;
}
