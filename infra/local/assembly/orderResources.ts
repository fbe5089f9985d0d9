import { isJsonObject, type JsonValue } from '../platform/Json.ts';
import { chosenBranch, getAttArguments, type Path, substitutedNames } from './resolveValue.ts';
import type { Scope } from './Scope.ts';
import type { TemplateResource } from './Template.ts';
import { TemplateError } from './TemplateError.ts';

/**
 * Returns resources with each after those it needs, otherwise in the template's order, and without those of a false
 * Condition.
 * @throws TemplateError naming the cycle, or a `DependsOn` that names nothing.
 */
export function orderResources(
  resources: ReadonlyMap<string, TemplateResource>,
  scope: Pick<Scope, 'condition'>,
): readonly TemplateResource[] {
  const ordered: TemplateResource[] = [];
  const done = new Set<string>();
  const open: string[] = [];

  const visit = (resource: TemplateResource): void => {
    if (done.has(resource.logicalId)) return;
    const start = open.indexOf(resource.logicalId);
    if (start >= 0) {
      throw new TemplateError(`Circular dependency: ${[...open.slice(start), resource.logicalId].join(' → ')}.`);
    }
    open.push(resource.logicalId);
    for (const name of dependencies(resource, resources, scope)) {
      const dependency = resources.get(name);
      if (dependency && isWanted(dependency, scope)) visit(dependency);
    }
    open.pop();
    done.add(resource.logicalId);
    ordered.push(resource);
  };

  for (const resource of resources.values()) {
    if (isWanted(resource, scope)) visit(resource);
  }
  return ordered;
}

function isWanted(resource: TemplateResource, scope: Pick<Scope, 'condition'>): boolean {
  return resource.condition === undefined || scope.condition(resource.condition);
}

function dependencies(
  resource: TemplateResource,
  resources: ReadonlyMap<string, TemplateResource>,
  scope: Pick<Scope, 'condition'>,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const name of resource.dependsOn) {
    if (!resources.has(name)) {
      throw new TemplateError(
        `${resource.logicalId} (${resource.type}): DependsOn names "${name}", which is no resource.`,
      );
    }
    names.add(name);
  }
  collectReferences(resource.properties, scope, [resource.logicalId, 'Properties'], names);
  return names;
}

/** Adds the names that a value refers to. Of an `Fn::If` it follows only the branch that is taken. */
function collectReferences(
  value: JsonValue | undefined,
  scope: Pick<Scope, 'condition'>,
  path: Path,
  names: Set<string>,
): void {
  if (Array.isArray(value)) {
    for (const item of value) collectReferences(item, scope, path, names);
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    if (key === 'Ref' && typeof member === 'string') {
      names.add(member);
    } else if (key === 'Fn::GetAtt') {
      names.add(getAttArguments(member, path)[0]);
    } else if (key === 'Fn::If') {
      collectReferences(chosenBranch(member, scope, path), scope, path, names);
    } else {
      if (key === 'Fn::Sub') {
        const text: JsonValue | undefined = Array.isArray(member) ? member[0] : member;
        for (const name of substitutedNames(typeof text === 'string' ? text : '')) {
          names.add(name.split('.', 1)[0] ?? name);
        }
      }
      collectReferences(member, scope, path, names);
    }
  }
}
