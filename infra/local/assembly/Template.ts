import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import { refuseOverQuota } from './quotas.ts';
import { TemplateError } from './TemplateError.ts';
import { readParameter, type TemplateParameter } from './TemplateParameter.ts';

export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  readonly condition: string | undefined;
  readonly dependsOn: readonly string[];
  /** `Retain` keeps the resource when the template no longer has it. */
  readonly deletionPolicy: string;
  /** `Retain` keeps the former resource when an update replaced it. */
  readonly updateReplacePolicy: string;
}

interface TemplateOutput {
  readonly value: JsonValue;
  readonly exportName: JsonValue | undefined;
  readonly condition: string | undefined;
}

/** A CloudFormation template whose shape is checked and whose intrinsics are still to be resolved. */
export interface Template {
  readonly parameters: ReadonlyMap<string, TemplateParameter>;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  readonly outputs: ReadonlyMap<string, TemplateOutput>;
}

/** Sections that say nothing to a machine: `Rules` assert on parameters that a person gives at deployment. */
const ignoredSections = new Set(['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Rules', 'Hooks']);
const sections = new Set(['Parameters', 'Mappings', 'Conditions', 'Resources', 'Outputs']);

/** Checks a parsed template's shape. Throws TemplateError naming the file and the member. */
export function readTemplate(document: JsonValue, file: string): Template {
  if (!isJsonObject(document)) throw new TemplateError(`${file} is not a CloudFormation template: not an object.`);
  if (document.Transform !== undefined) {
    throw new TemplateError(
      `${file} uses Transform ${JSON.stringify(document.Transform)}, which is not supported by the local runtime.`,
    );
  }
  for (const section of Object.keys(document)) {
    if (!sections.has(section) && !ignoredSections.has(section)) {
      throw new TemplateError(`${file} has the unknown section "${section}".`);
    }
  }
  if (document.Resources === undefined) {
    throw new TemplateError(`${file} is not a CloudFormation template: it has no Resources section.`);
  }
  return {
    parameters: mapSection(document, 'Parameters', file, (name, parameter) => readParameter(name, parameter, file)),
    mappings: section(document, 'Mappings', file),
    conditions: section(document, 'Conditions', file),
    resources: mapSection(document, 'Resources', file, (logicalId, resource) =>
      readResource(logicalId, resource, file),
    ),
    outputs: mapSection(document, 'Outputs', file, (name, output) => {
      const value = output.Value;
      if (value === undefined) throw new TemplateError(`${file}: output ${name} has no Value.`);
      const exported = output.Export;
      return {
        value,
        exportName: isJsonObject(exported) ? exported.Name : undefined,
        condition: stringMember(output, 'Condition'),
      };
    }),
  };
}

function readResource(logicalId: string, resource: JsonObject, file: string): TemplateResource {
  const type = resource.Type;
  if (typeof type !== 'string') throw new TemplateError(`${file}: resource ${logicalId} has no Type.`);
  const properties = resource.Properties ?? {};
  if (!isJsonObject(properties)) {
    throw new TemplateError(`${file}: resource ${logicalId} (${type}): Properties is not an object.`);
  }
  const metadata = resource.Metadata;
  const dependsOn = resource.DependsOn ?? [];
  const names = (Array.isArray(dependsOn) ? dependsOn : [dependsOn]).map((name: JsonValue) => {
    if (typeof name === 'string') return name;
    throw new TemplateError(`${file}: resource ${logicalId} (${type}): DependsOn is not a name or a list of names.`);
  });
  return {
    logicalId,
    type,
    properties,
    metadata: isJsonObject(metadata) ? metadata : {},
    condition: stringMember(resource, 'Condition'),
    dependsOn: names,
    deletionPolicy: stringMember(resource, 'DeletionPolicy') ?? 'Delete',
    updateReplacePolicy: stringMember(resource, 'UpdateReplacePolicy') ?? 'Delete',
  };
}

function section(document: JsonObject, name: string, file: string): JsonObject {
  const value = document[name] ?? {};
  if (!isJsonObject(value)) throw new TemplateError(`${file}: section ${name} is not an object.`);
  refuseOverQuota(name, Object.keys(value), file);
  return value;
}

function mapSection<T>(
  document: JsonObject,
  name: string,
  file: string,
  read: (key: string, entry: JsonObject) => T,
): ReadonlyMap<string, T> {
  const entries = Object.entries(section(document, name, file)).map(([key, entry]): [string, T] => {
    if (!isJsonObject(entry)) throw new TemplateError(`${file}: ${name}.${key} is not an object.`);
    return [key, read(key, entry)];
  });
  return new Map(entries);
}

function stringMember(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}
