import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import type { Assembly, AssemblyStack } from './Assembly.ts';
import { loadStackTemplate, stackTemplate } from './loadStackTemplate.ts';
import { TemplateError } from './TemplateError.ts';

/**
 * Loads a CDK cloud assembly (a folder with `manifest.json`), or one template in JSON or YAML, with a stack named for
 * its file.
 * @throws TemplateError naming the file and what is wrong with it.
 */
export function loadAssembly(path: string): Assembly {
  const full = resolve(path);
  if (!existsSync(full)) throw new TemplateError(`There is no cloud assembly or template at ${full}.`);
  if (!statSync(full).isDirectory()) return { stacks: [loadTemplateFile(full)] };
  if (!existsSync(join(full, 'manifest.json'))) {
    throw new TemplateError(`${full} is not a cloud assembly: it has no manifest.json. Run \`cdk synth\` first.`);
  }
  const stacks = loadManifest(full);
  if (stacks.length === 0) throw new TemplateError(`The cloud assembly ${full} has no stack.`);
  return { stacks };
}

/** Returns the assembly of a parsed template, as tests have it. */
export function templateAssembly(name: string, template: JsonValue, folder: string): Assembly {
  return { stacks: [{ name, tags: {}, ...stackTemplate(template, name, folder, new Map()) }] };
}

function loadTemplateFile(file: string): AssemblyStack {
  const name = basename(file, extname(file))
    .replace(/\.template$/, '')
    .replaceAll(/[^A-Za-z0-9-]+/g, '-')
    .replace(/^[^A-Za-z]+/, '');
  return { name: name === '' ? 'template' : name, tags: {}, ...loadStackTemplate(file, new Map()) };
}

interface StackArtifact {
  readonly id: string;
  readonly stack: AssemblyStack;
  readonly dependencies: readonly string[];
}

/**
 * Reads artifacts of type `aws:cloudformation:stack`, and `cdk:cloud-assembly` for an app's stages (Cloud Assembly
 * Schema).
 */
function loadManifest(folder: string): readonly AssemblyStack[] {
  const artifacts = Object.entries(objectMember(readJson(join(folder, 'manifest.json')), 'artifacts'));
  const nested: AssemblyStack[] = [];
  const found: StackArtifact[] = [];
  for (const [id, artifact] of artifacts) {
    if (!isJsonObject(artifact)) continue;
    const properties = objectMember(artifact, 'properties');
    if (artifact.type === 'cdk:cloud-assembly' && typeof properties.directoryName === 'string') {
      nested.push(...loadManifest(join(folder, properties.directoryName)));
    }
    if (artifact.type === 'aws:cloudformation:stack' && typeof properties.templateFile === 'string') {
      const assets = loadAssets(folder, strings(artifact.dependencies), Object.fromEntries(artifacts));
      found.push({
        id,
        dependencies: strings(artifact.dependencies),
        stack: {
          name: typeof properties.stackName === 'string' ? properties.stackName : id,
          tags: texts(objectMember(properties, 'tags')),
          ...loadStackTemplate(join(folder, properties.templateFile), assets),
        },
      });
    }
  }
  return [...nested, ...inDependencyOrder(found)];
}

function loadAssets(
  folder: string,
  dependencies: readonly string[],
  artifacts: JsonObject,
): ReadonlyMap<string, string> {
  const assets = new Map<string, string>();
  for (const id of dependencies) {
    const artifact = artifacts[id];
    if (!isJsonObject(artifact) || artifact.type !== 'cdk:asset-manifest') continue;
    const file = objectMember(artifact, 'properties').file;
    if (typeof file !== 'string') continue;
    for (const asset of Object.values(objectMember(readJson(join(folder, file)), 'files'))) {
      if (!isJsonObject(asset)) continue;
      const path = objectMember(asset, 'source').path;
      if (typeof path !== 'string') continue;
      for (const destination of Object.values(objectMember(asset, 'destinations'))) {
        if (isJsonObject(destination) && typeof destination.objectKey === 'string') {
          assets.set(destination.objectKey, join(folder, path));
        }
      }
    }
  }
  return assets;
}

function inDependencyOrder(artifacts: readonly StackArtifact[]): readonly AssemblyStack[] {
  const byId = new Map(artifacts.map((artifact) => [artifact.id, artifact]));
  const ordered = new Set<StackArtifact>();
  const open: string[] = [];
  const visit = (artifact: StackArtifact): void => {
    if (ordered.has(artifact)) return;
    if (open.includes(artifact.id)) {
      throw new TemplateError(`Stacks depend on each other: ${[...open, artifact.id].join(' → ')}.`);
    }
    open.push(artifact.id);
    for (const id of artifact.dependencies) {
      const dependency = byId.get(id);
      if (dependency) visit(dependency);
    }
    open.pop();
    ordered.add(artifact);
  };
  for (const artifact of artifacts) visit(artifact);
  return [...ordered].map((artifact) => artifact.stack);
}

function readJson(file: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new TemplateError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isJsonObject(value)) throw new TemplateError(`${file} is not a JSON object.`);
  return value;
}

function objectMember(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

function texts(object: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(object).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function strings(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
