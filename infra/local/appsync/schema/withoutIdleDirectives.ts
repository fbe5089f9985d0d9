import {
  type ASTNode,
  type DefinitionNode,
  DirectiveLocation,
  type DocumentNode,
  Kind,
  specifiedDirectives,
  visit,
} from 'graphql';

const locations: Readonly<Record<string, DirectiveLocation>> = {
  [Kind.SCHEMA_DEFINITION]: DirectiveLocation.SCHEMA,
  [Kind.SCHEMA_EXTENSION]: DirectiveLocation.SCHEMA,
  [Kind.SCALAR_TYPE_DEFINITION]: DirectiveLocation.SCALAR,
  [Kind.OBJECT_TYPE_DEFINITION]: DirectiveLocation.OBJECT,
  [Kind.OBJECT_TYPE_EXTENSION]: DirectiveLocation.OBJECT,
  [Kind.FIELD_DEFINITION]: DirectiveLocation.FIELD_DEFINITION,
  [Kind.INTERFACE_TYPE_DEFINITION]: DirectiveLocation.INTERFACE,
  [Kind.UNION_TYPE_DEFINITION]: DirectiveLocation.UNION,
  [Kind.ENUM_TYPE_DEFINITION]: DirectiveLocation.ENUM,
  [Kind.ENUM_VALUE_DEFINITION]: DirectiveLocation.ENUM_VALUE,
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: DirectiveLocation.INPUT_OBJECT,
};

/** Leaves out directives that nobody defines, or not for such a place: AppSync takes them without effect. */
export function withoutIdleDirectives(
  document: DocumentNode,
  known: readonly DefinitionNode[],
  warn: (message: string) => void,
): DocumentNode {
  const allowed = new Map<string, readonly string[]>(specifiedDirectives.map(({ name, locations: at }) => [name, at]));
  for (const definition of [...document.definitions, ...known]) {
    if (definition.kind !== Kind.DIRECTIVE_DEFINITION) continue;
    allowed.set(
      definition.name.value,
      definition.locations.map(({ value }) => value),
    );
  }
  return visit(document, {
    Directive(node, _key, _parent, _path, ancestors) {
      const place = ancestors.at(-1) as ASTNode | undefined;
      const location = place === undefined ? undefined : locationOf(place, ancestors.at(-3) as ASTNode | undefined);
      if (location === undefined || allowed.get(node.name.value)?.includes(location)) return undefined;
      const line = node.loc?.startToken.line;
      warn(`The schema's directive @${node.name.value} has no effect on ${location}, line ${line}.`);
      return null;
    },
  });
}

function locationOf(place: ASTNode, above: ASTNode | undefined): DirectiveLocation | undefined {
  if (place.kind !== Kind.INPUT_VALUE_DEFINITION) return locations[place.kind];
  return above?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION
    ? DirectiveLocation.INPUT_FIELD_DEFINITION
    : DirectiveLocation.ARGUMENT_DEFINITION;
}
