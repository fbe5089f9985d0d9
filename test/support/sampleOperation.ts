import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { mergeSchema } from '../../schema/mergeSchema.ts';

/** Returns the API's schema, with AppSync's own declarations. */
export function apiSchema(): GraphQLSchema {
  const own = readFileSync(join(import.meta.dirname, '../../schema/appsync.graphql'), 'utf8');
  return buildSchema(`${own}\n${mergeSchema()}`);
}

/** Returns the coordinate of every field of the root types, such as `Query.me`. */
export function rootFields(schema: GraphQLSchema): readonly string[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}).map((name) => `${type?.name}.${name}`),
  );
}

/** Returns an operation that asks for the field. Its arguments are valid, and name nothing that exists. */
export function sampleOperation(schema: GraphQLSchema, coordinate: string): string {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (field === undefined) throw new Error(`The schema has no ${coordinate}.`);
  return `${typeName.toLowerCase()} { ${fieldName}${sampleArguments(field)}${selection(field.type)} }`;
}

function sampleArguments(field: GraphQLField<unknown, unknown>): string {
  const required = field.args.filter(({ type }) => isNonNullType(type));
  return required.length === 0 ? '' : `(${required.map(({ name, type }) => `${name}: ${sample(type)}`).join(', ')})`;
}

function sample(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${required.map((field) => `${field.name}: ${sample(field.type)}`).join(', ')} }`;
  }
  const samples: Readonly<Record<string, string>> = {
    Int: '1',
    Float: '1',
    Boolean: 'true',
    AWSJSON: '"{}"',
    AWSDateTime: '"2026-01-01T00:00:00Z"',
    AWSURL: '"https://example.com"',
  };
  return samples[getNamedType(type).name] ?? '"sample"';
}

/** Returns a selection down to the first leaf. */
function selection(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields());
  const leaf = fields.find((field) => isLeafType(getNamedType(field.type)));
  if (leaf !== undefined) return ` { ${leaf.name} }`;
  const [first] = fields;
  return first === undefined ? '' : ` { ${first.name}${selection(first.type)} }`;
}
