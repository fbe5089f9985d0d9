import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type FieldDefinitionNode, Kind, parse } from 'graphql';
import { type Capability, capabilities, type FieldWiring, readGuard } from '../../resolvers/pipelines.ts';

/** What must fit together: the schema, the capabilities of `pipelines.ts`, and the resolvers' files. */
export interface Wiring {
  /** SDL as `mergeSchema` writes it: one definition a type. */
  readonly schema: string;
  readonly capabilities: Readonly<Record<string, Capability>>;
  /** Names of `resolvers/*.ts` without their extension. */
  readonly resolverFiles: readonly string[];
  /** Names of `resolvers/steps/*.ts` without their extension. */
  readonly stepFiles: readonly string[];
}

/**
 * Checks `resolvers/pipelines.ts` against the schema and the files under `resolversFolder`.
 * @throws Error that names every field, step and file without its counterpart, and how to mend it.
 */
export async function checkWiring(schema: string, resolversFolder: string): Promise<void> {
  const [resolverFiles, stepFiles] = await Promise.all([
    modulesIn(resolversFolder).then((names) => names.filter((name) => name !== 'pipelines')),
    modulesIn(join(resolversFolder, 'steps')),
  ]);
  const problems = wiringProblems({ schema, capabilities, resolverFiles, stepFiles });
  if (problems.length > 0) {
    throw new Error(`Schema, resolvers/pipelines.ts and resolvers/ do not fit together:\n  ${problems.join('\n  ')}`);
  }
}

/** Every misfit, a sentence each. */
export function wiringProblems(wiring: Wiring): readonly string[] {
  const schema = fieldsOf(wiring.schema);
  const all = Object.values(wiring.capabilities);
  const wired = all.flatMap(({ fields }) => Object.keys(fields));
  const made = all.flatMap(({ steps }) => Object.keys(steps));
  const taken = new Set(all.flatMap(({ fields }) => Object.values(fields).flatMap(stepsOf)));
  const known = new Set(made);
  return [
    ...repeated(wired).map((coordinate) => `${coordinate} is in two capabilities of pipelines.ts.`),
    ...repeated(made).map((step) => `The step ${step} is in two capabilities of pipelines.ts.`),
    ...repeated(all.flatMap((capability) => [...dataSourcesOf(capability)])).map(
      (name) =>
        `The data source ${name} is used by two capabilities: give each one of its own, with just what it needs.`,
    ),
    ...[...schema]
      .filter(([coordinate, field]) => needsResolver(coordinate, field) && !wired.includes(coordinate))
      .map(([coordinate]) => `${coordinate} is in the schema and has no resolver: add it to pipelines.ts.`),
    ...wired
      .filter((coordinate) => !schema.has(coordinate))
      .map((coordinate) => `${coordinate} is in pipelines.ts and not in the schema.`),
    ...wired
      .filter((coordinate) => !wiring.resolverFiles.includes(coordinate))
      .map(
        (coordinate) => `${coordinate} is in pipelines.ts and its code is missing: write resolvers/${coordinate}.ts.`,
      ),
    ...wiring.resolverFiles
      .filter((file) => !wired.includes(file))
      .map((file) => `resolvers/${file}.ts is not in pipelines.ts: add its field, or remove the file.`),
    ...[...taken]
      .filter((step) => !known.has(step))
      .map((step) => `The step ${step} is taken by a field and in no capability of pipelines.ts.`),
    ...[...known].filter((step) => !taken.has(step)).map((step) => `The step ${step} is taken by no field.`),
    ...[...known]
      .filter((step) => !wiring.stepFiles.includes(step))
      .map((step) => `The step ${step} has no code: write resolvers/steps/${step}.ts.`),
    ...wiring.stepFiles
      .filter((file) => !known.has(file))
      .map((file) => `resolvers/steps/${file}.ts is in no capability of pipelines.ts: add it, or remove the file.`),
  ];
}

function stepsOf({ guarded, steps = [] }: FieldWiring): readonly string[] {
  return guarded === undefined ? steps : [...readGuard, ...steps];
}

function dataSourcesOf({ fields, steps }: Capability): ReadonlySet<string> {
  const names = [...Object.values(fields), ...Object.values(steps)].flatMap(({ dataSource }) => dataSource ?? []);
  return new Set(names.filter((name) => name !== 'none'));
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** Every field of the schema's object types by its coordinate. */
function fieldsOf(schema: string): ReadonlyMap<string, FieldDefinitionNode> {
  const types = parse(schema).definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);
  return new Map(
    types.flatMap((type) =>
      (type.fields ?? []).map((field) => [`${type.name.value}.${field.name.value}`, field] as const),
    ),
  );
}

/** The root types' fields, and fields with arguments, which AppSync would ignore without a resolver. */
function needsResolver(coordinate: string, field: FieldDefinitionNode): boolean {
  return /^(Query|Mutation|Subscription)\./.test(coordinate) || (field.arguments ?? []).length > 0;
}

async function modulesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -'.ts'.length));
}
