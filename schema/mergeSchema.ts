import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefinitionNode, Kind, parse, print } from 'graphql';

const folder = import.meta.dirname;

/**
 * Returns the schema in the form that AppSync takes: one document, without AppSync's own scalars and directives.
 * AppSync does not support `extend`. So the fields of each capability's file are gathered into one definition a type.
 */
export function mergeSchema(): string {
  const definitions: DefinitionNode[] = [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql') && name !== 'appsync.graphql');
  for (const file of files.sort()) definitions.push(...parse(readFileSync(join(folder, file), 'utf8')).definitions);
  const merged: DefinitionNode[] = [];
  const extensions = definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_EXTENSION);
  const roots = new Set<string>();
  for (const definition of definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_EXTENSION) continue;
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) {
      merged.push(definition);
      continue;
    }
    roots.add(definition.name.value);
    const added = extensions.filter((extension) => extension.name.value === definition.name.value);
    merged.push({ ...definition, fields: [definition, ...added].flatMap((part) => part.fields ?? []) });
  }
  for (const name of new Set(extensions.map((extension) => extension.name.value))) {
    if (roots.has(name)) continue;
    const parts = extensions.filter((extension) => extension.name.value === name);
    merged.push({
      kind: Kind.OBJECT_TYPE_DEFINITION,
      name: { kind: Kind.NAME, value: name },
      fields: parts.flatMap((part) => part.fields ?? []),
    });
  }
  return `${print({ kind: Kind.DOCUMENT, definitions: merged })}\n`;
}
