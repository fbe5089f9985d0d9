import { writeFile } from 'node:fs/promises';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { assemblyTemplates, type Resource, type Template } from '../../infra/preflight/assemblyTemplates.ts';
import { synthesizeWith } from './synthesizeWith.ts';

/** Edits of templates by the stack's name, as in `assemblyTemplates`. */
export type Edits = Readonly<Record<string, (template: Template) => void>>;

/** Synthesizes Heliograph's assembly under these settings and edits its templates. Returns its folder. */
export async function editAssembly(edits: Edits, settings: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const assembly = await synthesizeWith(settings, temporaryFolder('assembly'));
  const stacks = await assemblyTemplates(assembly);
  for (const [name, edit] of Object.entries(edits)) {
    const found = stacks.find(({ stack }) => stack === name);
    if (found === undefined) throw new Error(`There is no stack ${name}.`);
    edit(found.template);
    await writeFile(found.file, JSON.stringify(found.template));
  }
  return assembly;
}

/** Returns the one resource of a type that `accept` takes. Throws where there are none or several. */
export function findResource(
  template: Template,
  type: string,
  accept: (logicalId: string, resource: Resource) => boolean,
): Resource {
  const found = Object.entries(template.Resources).filter(([id, item]) => item.Type === type && accept(id, item));
  const [entry] = found;
  if (entry === undefined || found.length > 1) throw new Error(`The template has ${found.length} such ${type}.`);
  return entry[1];
}
