import { NormalizedSchema } from '@smithy/core/schema';
import { documentedNames, nameLists } from './documentedNames.ts';

/** A schema as the SDK's clients have it. */
type Schema = Parameters<typeof NormalizedSchema.of>[0];

/**
 * Returns what AWS does not document of a request, a path each: members that the SDK's model does not have, and names
 * in maps of attributes that AWS's API reference does not list. The SDK leaves such members out without a word.
 */
export function faultsOf(operation: string, schema: Schema, input: unknown): readonly string[] {
  const faults: string[] = [];
  visit(NormalizedSchema.of(schema), input, operation, faults);
  return [...faults, ...faultsOfNames(operation, input)];
}

function visit(schema: NormalizedSchema, value: unknown, path: string, faults: string[]): void {
  // The document client writes the values of items later.
  if (value === undefined || value === null || schema.getName() === 'AttributeValue') return;
  if (schema.isListSchema()) {
    for (const item of value as readonly unknown[]) visit(schema.getValueSchema(), item, `${path}[]`, faults);
  } else if (schema.isMapSchema()) {
    for (const item of Object.values(value)) visit(schema.getValueSchema(), item, `${path}{}`, faults);
  } else if (schema.isStructSchema()) {
    const members = new Map(schema.structIterator());
    for (const [name, member] of Object.entries(value)) {
      const found = members.get(name);
      if (found === undefined) faults.push(`${path}.${name}`);
      else visit(found, member, `${path}.${name}`, faults);
    }
  }
}

/** Message attributes may have names of their own, apart from those that begin like AWS's. */
const ownName = /^(?!AWS\.|Amazon\.)/i;

function faultsOfNames(operation: string, input: unknown): readonly string[] {
  return nameLists
    .filter((list) => list.operation === operation)
    .flatMap(({ path, list, mayBeOwn }) =>
      namesAt(input, path)
        .filter((name) => !documentedNames[list].names.includes(name) && !(mayBeOwn === true && ownName.test(name)))
        .map((name) => `${operation}.${path.join('.')}: ${name} is not at ${documentedNames[list].source}`),
    );
}

/** Returns the keys of the map at a path, or the text that is there. `*` stands for the items of a list. */
function namesAt(value: unknown, [step, ...rest]: readonly string[]): readonly string[] {
  if (value === undefined || value === null) return [];
  if (step === undefined) return typeof value === 'string' ? [value] : Object.keys(value);
  if (step === '*') return (value as readonly unknown[]).flatMap((item) => namesAt(item, rest));
  return namesAt((value as Readonly<Record<string, unknown>>)[step], rest);
}
