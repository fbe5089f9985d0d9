import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import type { Scope } from './Scope.ts';
import { formatPath, TemplateError } from './TemplateError.ts';

export type Path = readonly (string | number)[];

/**
 * Resolves every intrinsic in a value. `undefined` is `AWS::NoValue`, whose member or list item is left out ("Intrinsic
 * function reference", CloudFormation Template Reference).
 * @throws TemplateError beginning with the path of the value that cannot be resolved.
 */
export function resolveValue(value: JsonValue, scope: Scope, path: Path): JsonValue | undefined {
  if (Array.isArray(value)) {
    const items: JsonValue[] = [];
    for (const [index, item] of value.entries()) {
      const resolved = resolveValue(item, scope, [...path, index]);
      if (resolved !== undefined) items.push(resolved);
    }
    return items;
  }
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value);
  const intrinsic = keys.find((key) => key === 'Ref' || key.startsWith('Fn::'));
  if (intrinsic !== undefined && keys.length === 1) {
    const evaluate = intrinsics[intrinsic];
    if (!evaluate) throw at(path, `${intrinsic} is not supported by the local runtime.`);
    return evaluate(value[intrinsic] ?? null, scope, path);
  }
  if (intrinsic?.startsWith('Fn::')) {
    throw at(
      path,
      `${intrinsic} must be the only member of its object, but there are also ${others(keys, intrinsic)}.`,
    );
  }
  const members: [string, JsonValue][] = [];
  for (const [key, member] of Object.entries(value)) {
    const resolved = member === undefined ? undefined : resolveValue(member, scope, [...path, key]);
    if (resolved !== undefined) members.push([key, resolved]);
  }
  // Defines rather than assigns: `__proto__` is a name like any other.
  return Object.fromEntries(members);
}

/** Resolves an object, whose `AWS::NoValue` would make no sense. */
export function resolveObject(value: JsonObject, scope: Scope, path: Path): JsonObject {
  const resolved = resolveValue(value, scope, path);
  if (!isJsonObject(resolved)) throw at(path, 'does not resolve to an object.');
  return resolved;
}

type Intrinsic = (argument: JsonValue, scope: Scope, path: Path) => JsonValue | undefined;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref(argument, scope, path) {
    if (typeof argument !== 'string') throw at(path, 'Ref needs the name of a parameter or resource.');
    if (argument === 'AWS::NoValue') return undefined;
    return reference(argument, scope, path);
  },

  'Fn::GetAtt'(argument, scope, path) {
    const [logicalId, attribute] = getAttArguments(argument, path);
    const name = resolveValue(attribute, scope, path);
    if (typeof name !== 'string') throw at(path, `Fn::GetAtt of ${logicalId} needs the name of an attribute.`);
    return attributeOf(logicalId, name, scope, path);
  },

  'Fn::Sub'(argument, scope, path) {
    const [text, variables]: readonly [JsonValue, JsonValue] =
      typeof argument === 'string' ? [argument, {}] : pair(argument, 'Fn::Sub', path);
    if (typeof text !== 'string') throw at(path, 'Fn::Sub needs a string.');
    if (!isJsonObject(variables)) throw at(path, 'Fn::Sub needs an object of variables as its second argument.');
    return text.replaceAll(/\$\{(!?)([^}]*)\}/g, (_, literal: string, content: string) => {
      if (literal) return `\${${content}}`;
      const name = content.trim();
      const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
      const value =
        variable !== undefined ? resolveValue(variable, scope, [...path, name]) : substitution(name, scope, path);
      return scalarText(value, `Fn::Sub: \${${name}}`, path);
    });
  },

  'Fn::Join'(argument, scope, path) {
    const [delimiter, list] = pair(argument, 'Fn::Join', path);
    if (typeof delimiter !== 'string') throw at(path, 'Fn::Join needs a string to join with.');
    const items = resolveValue(list, scope, path);
    if (!Array.isArray(items)) throw at(path, 'Fn::Join needs a list to join.');
    return items.map((item) => scalarText(item, 'Fn::Join', path)).join(delimiter);
  },

  'Fn::Select'(argument, scope, path) {
    const [position, list] = pair(argument, 'Fn::Select', path);
    const index = Number(resolveValue(position, scope, path));
    const items = resolveValue(list, scope, path);
    if (!Array.isArray(items)) throw at(path, 'Fn::Select needs a list to select from.');
    const item: JsonValue | undefined = Number.isInteger(index) ? items[index] : undefined;
    if (item === undefined) {
      throw at(path, `Fn::Select: there is no item ${JSON.stringify(position)} in a list of ${items.length}.`);
    }
    return item;
  },

  'Fn::Split'(argument, scope, path) {
    const [delimiter, source] = pair(argument, 'Fn::Split', path);
    const text = resolveValue(source, scope, path);
    if (typeof delimiter !== 'string' || delimiter === '') throw at(path, 'Fn::Split needs a string to split at.');
    if (typeof text !== 'string') throw at(path, 'Fn::Split needs a string to split.');
    return text.split(delimiter);
  },

  'Fn::Base64'(argument, scope, path) {
    const text = resolveValue(argument, scope, path);
    return Buffer.from(scalarText(text, 'Fn::Base64', path)).toString('base64');
  },

  'Fn::FindInMap'(argument, scope, path) {
    if (!Array.isArray(argument) || argument.length !== 3) {
      throw at(path, 'Fn::FindInMap needs a map name, a top-level key and a second-level key.');
    }
    const names = argument.map((item) => scalarText(resolveValue(item, scope, path), 'Fn::FindInMap', path));
    let found: JsonValue | undefined = scope.mappings;
    for (const name of names) found = isJsonObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
    if (found === undefined) throw at(path, `Fn::FindInMap: there is no mapping ${names.join(' / ')}.`);
    return found;
  },

  'Fn::ImportValue'(argument, scope, path) {
    const name = scalarText(resolveValue(argument, scope, path), 'Fn::ImportValue', path);
    const value = scope.exported(name);
    if (value === undefined) throw at(path, `Fn::ImportValue: no stack before this one exports "${name}".`);
    return value;
  },

  'Fn::GetAZs'(argument, scope, path) {
    const region = resolveValue(argument, scope, path) || scope.pseudoParameters['AWS::Region'];
    return ['a', 'b', 'c'].map((zone) => `${scalarText(region, 'Fn::GetAZs', path)}${zone}`);
  },

  'Fn::If'(argument, scope, path) {
    const branch = chosenBranch(argument, scope, path);
    return resolveValue(branch, scope, path);
  },
};

/** The branch that an `Fn::If` takes, unresolved. */
export function chosenBranch(argument: JsonValue, scope: Pick<Scope, 'condition'>, path: Path): JsonValue {
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') {
    throw at(path, 'Fn::If needs a condition name and two values.');
  }
  const [name, whenTrue, whenFalse]: readonly JsonValue[] = argument;
  return (scope.condition(String(name)) ? whenTrue : whenFalse) ?? null;
}

/** Logical id and attribute of an `Fn::GetAtt`, as a list or (YAML) as `LogicalId.Attribute`. */
export function getAttArguments(argument: JsonValue, path: Path): readonly [string, JsonValue] {
  if (typeof argument === 'string' && argument.includes('.')) {
    const dot = argument.indexOf('.');
    return [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  if (Array.isArray(argument) && argument.length >= 2 && typeof argument[0] === 'string') {
    const [logicalId, attribute, ...rest]: readonly JsonValue[] = argument;
    // `[id, 'Outputs', 'Name']` is how some tools write a dotted attribute.
    return [String(logicalId), rest.length > 0 ? [attribute, ...rest].map(String).join('.') : (attribute ?? null)];
  }
  throw at(path, `Fn::GetAtt needs a resource and an attribute, but has ${JSON.stringify(argument)}.`);
}

/** The names that an `Fn::Sub` text takes from the template: `Name` or `Name.Attribute`. */
export function substitutedNames(text: string): readonly string[] {
  return [...text.matchAll(/\$\{(!?)([^}]*)\}/g)]
    .filter(([, literal]) => !literal)
    .map(([, , name]) => (name ?? '').trim());
}

function substitution(name: string, scope: Scope, path: Path): JsonValue | undefined {
  const dot = name.indexOf('.');
  return dot < 0 ? reference(name, scope, path) : attributeOf(name.slice(0, dot), name.slice(dot + 1), scope, path);
}

function reference(name: string, scope: Scope, path: Path): JsonValue {
  if (name.startsWith('AWS::')) {
    const value = scope.pseudoParameters[name];
    if (value === undefined) throw at(path, `Ref "${name}": the local runtime knows no such pseudo parameter.`);
    return value;
  }
  const value = scope.parameters.get(name) ?? scope.physicalId(name);
  if (value === undefined) {
    throw at(path, `Ref "${name}": there is no parameter or resource of that name (or its Condition is false).`);
  }
  return value;
}

function attributeOf(logicalId: string, name: string, scope: Scope, path: Path): JsonValue {
  let value: JsonValue | undefined;
  try {
    value = scope.attribute(logicalId, name);
  } catch (error) {
    if (error instanceof TemplateError) throw at(path, error.message);
    throw error;
  }
  if (value === undefined) {
    throw at(path, `Fn::GetAtt "${logicalId}.${name}": there is no such resource (or its Condition is false).`);
  }
  return value;
}

function pair(argument: JsonValue, name: string, path: Path): readonly [JsonValue, JsonValue] {
  if (!Array.isArray(argument) || argument.length !== 2) throw at(path, `${name} needs two arguments.`);
  const [first, second]: readonly JsonValue[] = argument;
  return [first ?? null, second ?? null];
}

function scalarText(value: JsonValue | undefined, what: string, path: Path): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw at(path, `${what} needs a string, but has ${JSON.stringify(value) ?? 'AWS::NoValue'}.`);
}

function others(keys: readonly string[], intrinsic: string): string {
  return keys.filter((key) => key !== intrinsic).join(', ');
}

function at(path: Path, problem: string): TemplateError {
  return new TemplateError(`${formatPath(path)}: ${problem}`);
}
