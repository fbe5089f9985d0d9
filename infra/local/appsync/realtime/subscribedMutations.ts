import { type GraphQLField, Kind } from 'graphql';

/** Returns the mutations that a subscription field's `@aws_subscribe` lists. */
export function subscribedMutations(field: GraphQLField<unknown, unknown>): readonly string[] {
  return (field.astNode?.directives ?? [])
    .filter((directive) => directive.name.value === 'aws_subscribe')
    .flatMap((directive) => directive.arguments ?? [])
    .flatMap(({ value }) => (value.kind === Kind.LIST ? value.values : [value]))
    .flatMap((value) => (value.kind === Kind.STRING ? [value.value] : []));
}
