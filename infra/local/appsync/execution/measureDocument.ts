import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

export interface DocumentMeasure {
  /** Levels of nested fields: 2 for `{ a { b } }`. */
  readonly depth: number;
  /**
   * Fields if every fragment were spread out.
   * They are counted without spreading, since nested fragments double each level.
   */
  readonly fields: number;
  /** How often the commonest response name of a selection set stands in it. Validation compares these pairwise. */
  readonly repeated: number;
}

/** Measures an operation in time linear in the document. Stands cyclic fragments, which validation refuses later. */
export function measureDocument(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): DocumentMeasure {
  const known = new Map<string, DocumentMeasure>();
  const measureFragment = (name: string): DocumentMeasure => {
    const measured = known.get(name);
    if (measured !== undefined) return measured;
    known.set(name, { depth: 0, fields: 0, repeated: 0 });
    const fragment = fragments.get(name);
    const measure = fragment === undefined ? { depth: 0, fields: 0, repeated: 0 } : measureSet(fragment.selectionSet);
    known.set(name, measure);
    return measure;
  };
  const measureSet = (set: SelectionSetNode): DocumentMeasure => {
    let depth = 0;
    let fields = 0;
    let repeated = 0;
    const names = new Map<string, number>();
    for (const selection of set.selections) {
      let inner: DocumentMeasure = { depth: 0, fields: 0, repeated: 0 };
      if (selection.kind === Kind.FRAGMENT_SPREAD) inner = measureFragment(selection.name.value);
      else if (selection.selectionSet !== undefined) inner = measureSet(selection.selectionSet);
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const count = (names.get(name) ?? 0) + 1;
        names.set(name, count);
        repeated = Math.max(repeated, count);
      }
      const own = selection.kind === Kind.FIELD ? 1 : 0;
      depth = Math.max(depth, inner.depth + own);
      fields += inner.fields + own;
      repeated = Math.max(repeated, inner.repeated);
    }
    return { depth, fields, repeated };
  };
  return measureSet(operation.selectionSet);
}
