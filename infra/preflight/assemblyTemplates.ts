import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** A template of Heliograph's assembly. */
export interface StackTemplate {
  /** `Heliograph`, or the nested stack's logical id, such as `Devices`. */
  readonly stack: string;
  readonly file: string;
  readonly template: Template;
}

/** A stack, then those nested in it. */
export type StackTemplates = readonly [StackTemplate, ...StackTemplate[]];

interface AssetManifest {
  readonly files: Readonly<Record<string, { readonly source: { readonly path: string } }>>;
}

interface Manifest {
  readonly artifacts: { readonly Heliograph: { readonly properties: { readonly stackName: string } } };
}

/** Reads the root's template, then those of its nested stacks, which are assets. */
export async function assemblyTemplates(assembly: string): Promise<StackTemplates> {
  const root = join(assembly, 'Heliograph.template.json');
  const template = await readJson<Template>(root);
  const { files } = await readJson<AssetManifest>(join(assembly, 'Heliograph.assets.json'));
  const nested = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::CloudFormation::Stack');
  return [
    { stack: 'Heliograph', file: root, template },
    ...(await Promise.all(
      nested.map(async ([stack, { Properties }]) => {
        const [hash = ''] = /[0-9a-f]{64}/.exec(JSON.stringify(Properties.TemplateURL)) ?? [];
        const file = join(assembly, files[hash]?.source.path ?? `no asset ${hash}`);
        return { stack, file, template: await readJson<Template>(file) };
      }),
    )),
  ];
}

/** Returns the name of the assembly's root stack, which is the installation's id. */
export async function assemblyStackName(assembly: string): Promise<string> {
  const { artifacts } = await readJson<Manifest>(join(assembly, 'manifest.json'));
  return artifacts.Heliograph.properties.stackName;
}

async function readJson<Content>(file: string): Promise<Content> {
  return JSON.parse(await readFile(file, 'utf8'));
}
