import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** Refuses `__schema` and `__type` as unknown fields, as AppSync does if introspection is disabled. */
export function HiddenIntrospection(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const name = node.name.value;
      if (name !== '__schema' && name !== '__type') return undefined;
      const type = context.getParentType()?.name ?? 'Query';
      context.reportError(new GraphQLError(`Cannot query field "${name}" on type "${type}".`, { nodes: node }));
      return false;
    },
  };
}
