import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getNullableType,
  isObjectType,
  Kind,
} from 'graphql';
import { SerializationError } from '../schema/scalars.ts';
import { cutToSelection } from './cutToSelection.ts';
import { FieldError } from './FieldError.ts';
import { entryLocations, pathText, type ResponseEntry } from './ResponseEntry.ts';

/** Returns an execution error of graphql-js in the words of graphql-java, on which AppSync runs. */
export function formatExecutionError(
  error: GraphQLError,
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): ResponseEntry {
  const path = error.path ?? null;
  const locations = entryLocations(error.locations);
  const cause = error.originalError;
  if (cause instanceof FieldError) {
    const fields = (error.nodes ?? []).filter((node): node is FieldNode => node.kind === Kind.FIELD);
    return {
      path,
      data: cutToSelection(cause.data, fields, fragments),
      errorType: cause.errorType,
      errorInfo: cause.errorInfo,
      locations,
      message: cause.message,
    };
  }
  return { path, locations, message: executionMessage(error, cause, schema) };
}

function executionMessage(error: GraphQLError, cause: Error | undefined, schema: GraphQLSchema): string {
  const at = pathText(error.path);
  const text = error.message;
  if (cause instanceof SerializationError) return `Can't serialize value (${at}) : ${text}`;
  const missing = /^Cannot return null for non-nullable field (\w+)\.(\w+)\.$/.exec(text);
  if (missing !== null) return nullMessage(schema, String(missing[1]), String(missing[2]), at);
  if (/^Expected Iterable, but did not find one/.test(text)) {
    return `Can't resolve value (${at}) : type mismatch error, expected type LIST`;
  }
  const scalar = /^(Int|Float|String|Boolean|ID) cannot represent .*?: (.*)$/s.exec(text);
  if (scalar !== null) {
    return `Can't serialize value (${at}) : Expected type '${scalar[1]}' but was '${javaType(String(scalar[2]))}'.`;
  }
  const enumeration = /^Enum "(\w+)" cannot represent value: (.*)$/s.exec(text);
  if (enumeration !== null) {
    const value = String(enumeration[2]).replace(/^"|"$/g, '');
    return `Can't serialize value (${at}) : Invalid input for Enum '${enumeration[1]}'. No value found for name '${value}'`;
  }
  const abstract =
    /^Abstract type "(\w+)"/.exec(text) ?? /^Runtime Object type "\w+" is not a possible type for "(\w+)"/.exec(text);
  if (abstract !== null) {
    return `Can't resolve '${at}'. Abstract type '${abstract[1]}' must resolve to an Object type at runtime`;
  }
  return text;
}

/** Returns graphql-java's message for a null where the schema allows none. `at` is the field's path. */
export function nullMessage(schema: GraphQLSchema, parent: string, field: string, at: string): string {
  const type = schema.getType(parent);
  const declared = isObjectType(type) ? type.getFields()[field]?.type : undefined;
  const name = declared === undefined ? field : getNullableType(declared).toString();
  return `Cannot return null for non-nullable type: '${name}' within parent '${parent}' (${at})`;
}

/** Returns graphql-java's name of a value that graphql-js printed. */
function javaType(printed: string): string {
  if (printed.startsWith('"')) return 'String';
  if (printed.startsWith('[')) return 'ArrayList';
  if (printed.startsWith('{')) return 'LinkedHashMap';
  if (printed === 'true' || printed === 'false') return 'Boolean';
  return printed.includes('.') ? 'Double' : 'Integer';
}
