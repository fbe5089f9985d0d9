import fc from 'fast-check';
import {
  coerceInputValue,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
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
  // Strange values by themselves, and so many of them that they meet.
  return fc.oneof(members(args, 39), members(args, 5)).map((given) => {
    const values = args.map((arg) => {
      const { name, type, defaultValue } = arg;
      if (!Object.hasOwn(given, name)) return [name, defaultValue] as const;
      return [name, coerceInputValue(given[name], type)] as const;
    });
    // The schema's objects have no prototype, and JSON is all that a resolver sees.
    return plain(Object.fromEntries(values.filter(([, value]) => value !== undefined))) as JsonObject;
  });
}

/** `usual`: so many usual values for each strange one. */
function members(given: readonly Given[], usual: number): fc.Arbitrary<Record<string, unknown>> {
  const required = given.filter(({ type }) => isNonNullType(type)).map(({ name }) => name);
  const model = Object.fromEntries(given.map((one) => [one.name, anyValue(one, usual)]));
  return fc.record(model, { requiredKeys: required });
}

/** As a client sends it, in JSON. */
function anyValue({ name, type }: Pick<Given, 'name' | 'type'>, usual: number): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return anyValue({ name, type: type.ofType }, usual);
  if (isListType(type)) return anyList({ name, type: type.ofType }, usual);
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map((value) => value.name));
  if (isInputObjectType(type)) return anyObject(type, usual);
  if (isScalarType(type)) return anyScalar(type, name, usual);
  throw new Error(`No values of ${String(type)}.`);
}

function anyList(of: Pick<Given, 'name' | 'type'>, usual: number): fc.Arbitrary<unknown> {
  const item = anyValue(of, usual);
  const few = fc.uniqueArray(item, { minLength: 1, maxLength: 2, selector: (one) => JSON.stringify(one) });
  // Of large items it would be too much for a request.
  const many = item.map((one) => Array.from({ length: JSON.stringify(one).length > 2000 ? 3 : 1001 }, () => one));
  return fc.oneof({ weight: 19, arbitrary: few }, fc.constant([]), many);
}

/** Of members of which exactly one is to be given, mostly one, since nothing else is accepted. */
function anyObject(type: GraphQLInputObjectType, usual: number): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.values(type.getFields());
  const any = members(fields, usual);
  const [, ...either] = /exactly one of `(\w+)` and `(\w+)`/.exec(type.description ?? '') ?? [];
  if (either.length > 0) {
    const less = fc.tuple(any, fc.constantFrom(...either)).map(([given, name]) => ({ ...given, [name]: undefined }));
    return fc.oneof({ weight: 6, arbitrary: less.map(defined) }, any);
  }
  if (!type.description?.includes('tagged union')) return any;
  const one = fc.oneof(...fields.map((field) => anyValue(field, usual).map((value) => ({ [field.name]: value }))));
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
