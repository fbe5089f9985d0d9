import fc from 'fast-check';
import {
  coerceInputValue,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import type { JsonObject, JsonValue } from 'local-cloud';
import { anyScalar } from './anyScalar.ts';

type Given = GraphQLArgument | GraphQLInputField;

/**
 * Draws arguments that GraphQL and AppSync's scalars let through, as a resolver sees them: with defaults, and AWSJSON
 * parsed. Most values are what a client would give there, some are the strangest of their type.
 */
export function anyArguments(args: readonly GraphQLArgument[]): fc.Arbitrary<JsonObject> {
  return members(args).map((given) => {
    const values = args.map((arg) => {
      const { name, type, defaultValue } = arg;
      if (!Object.hasOwn(given, name)) return [name, defaultValue] as const;
      return [name, coerceInputValue(given[name], type)] as const;
    });
    // The schema's objects have no prototype, and JSON is all that a resolver sees.
    return plain(Object.fromEntries(values.filter(([, value]) => value !== undefined))) as JsonObject;
  });
}

function members(given: readonly Given[]): fc.Arbitrary<Record<string, unknown>> {
  const required = given.filter(({ type }) => isNonNullType(type)).map(({ name }) => name);
  const model = Object.fromEntries(given.map((one) => [one.name, anyValue(one.type, one.name)]));
  return fc.record(model, { requiredKeys: required });
}

/** As a client sends it, in JSON. */
function anyValue(type: GraphQLInputType, name: string): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return anyValue(type.ofType, name);
  if (isListType(type)) {
    const item = anyValue(type.ofType, name);
    const few = fc.oneof(
      {
        weight: 19,
        arbitrary: fc.uniqueArray(item, { minLength: 1, maxLength: 2, selector: (one) => JSON.stringify(one) }),
      },
      fc.constant([]),
    );
    if (isInputObjectType(getNamedType(type))) return few;
    return fc.oneof(
      { weight: 29, arbitrary: few },
      item.map((one) => Array.from({ length: 1001 }, () => one)),
    );
  }
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map((value) => value.name));
  if (isInputObjectType(type)) return anyObject(type);
  if (isScalarType(type)) return anyScalar(type, name);
  throw new Error(`No values of ${String(type)}.`);
}

/** Of members of which exactly one is to be given, mostly one, since nothing else is accepted. */
function anyObject(type: GraphQLInputObjectType): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.values(type.getFields());
  const any = members(fields);
  const [, ...either] = /exactly one of `(\w+)` and `(\w+)`/.exec(type.description ?? '') ?? [];
  if (either.length > 0) {
    const less = fc.tuple(any, fc.constantFrom(...either)).map(([given, name]) => ({ ...given, [name]: undefined }));
    return fc.oneof({ weight: 6, arbitrary: less.map(defined) }, any);
  }
  if (!type.description?.includes('tagged union')) return any;
  const one = fc.oneof(
    ...fields.map((field) => anyValue(field.type, field.name).map((value) => ({ [field.name]: value }))),
  );
  return fc.oneof({ weight: 6, arbitrary: one }, any);
}

function defined(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Copies what may be deeper than the stack. */
function plain(value: unknown): JsonValue {
  const root: { copy: JsonValue } = { copy: null };
  const open: { from: unknown; put: (value: JsonValue) => void }[] = [
    {
      from: value,
      put: (copy) => {
        root.copy = copy;
      },
    },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { from, put } = next;
    if (typeof from !== 'object' || from === null) {
      put(from as JsonValue);
      continue;
    }
    const copy: Record<string, JsonValue> | JsonValue[] = Array.isArray(from) ? [] : {};
    put(copy as JsonValue);
    for (const [name, member] of Object.entries(from)) {
      open.push({
        from: member,
        put: (value) =>
          Object.defineProperty(copy, name, { value, configurable: true, enumerable: true, writable: true }),
      });
    }
  }
  return root.copy;
}
