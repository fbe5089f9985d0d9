import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildASTSchema,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import { expect, it } from 'vitest';
import { capabilities } from '../../resolvers/pipelines.ts';
import { mergeSchema } from '../../schema/mergeSchema.ts';

const own = readFileSync(join(import.meta.dirname, '../../schema/appsync.graphql'), 'utf8');
const schema = buildASTSchema(parse(`${own}${mergeSchema()}`));
const coordinates = Object.values(capabilities).flatMap(({ fields }) => Object.keys(fields));
const resolversOf = (type: string) =>
  coordinates.filter((coordinate) => `${coordinate}.`.startsWith(`${type}.`)).length;

/** Items that the field's connection holds, where each has resolvers of its own. */
function itemOf(field: GraphQLField<unknown, unknown>): string | undefined {
  const type = getNamedType(field.type);
  const nodes = isObjectType(type) ? type.getFields().nodes : undefined;
  return nodes === undefined ? undefined : getNamedType(nodes.type).name;
}

it('a full page whose items have resolvers of their own stays within the 100 resolvers of a request', () => {
  const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    const item = itemOf(field);
    return item === undefined || resolversOf(item) === 0 ? [] : [{ field, item }];
  });
  expect(lists.map(({ field }) => field.name)).toContain('messages');
  for (const { field, item } of lists) {
    const described = field.args.find(({ name }) => name === 'first')?.description ?? '';
    const largest = Number(/^1–(\d+)/.exec(described)?.[1]);
    expect(1 + largest * resolversOf(item), field.name).toBeLessThanOrEqual(100);
  }
});

/** Paths from the type to lists whose items have resolvers of their own. */
function heavyLists(type: GraphQLNamedType, path: string, inList = false): readonly string[] {
  if (!isObjectType(type)) return [];
  if (inList && resolversOf(type.name) > 0) return [path];
  return Object.values(type.getFields()).flatMap((field) => {
    const isList = inList || isListType(getNullableType(field.type));
    return resolversOf(`${type.name}.${field.name}`) > 0
      ? []
      : heavyLists(getNamedType(field.type), `${path}.${field.name}`, isList);
  });
}

it('no answer of a mutation lists items with resolvers of their own', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  expect(mutations.length).toBeGreaterThan(10);
  expect(mutations.flatMap((field) => heavyLists(getNamedType(field.type), field.name))).toEqual([]);
});
