import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { JsonValue } from '../platform/Json.ts';
import type { StackTemplate } from './Assembly.ts';
import { nestedTemplateFile } from './nestedTemplateFile.ts';
import { parseTemplate } from './parseTemplate.ts';
import { refuseLargeTemplate } from './quotas.ts';
import { readTemplate } from './Template.ts';
import { TemplateError } from './TemplateError.ts';
import { withPlace } from './withPlace.ts';

/** The type of a resource that is a stack itself. */
export const nestedStackType = 'AWS::CloudFormation::Stack';

/**
 * Reads a template's file and those of the stacks that it nests, which find their assets where it does.
 * @throws TemplateError naming the file and what is wrong with it.
 */
export function loadStackTemplate(file: string, assets: ReadonlyMap<string, string>): StackTemplate {
  return loadWithin([], file, assets);
}

/**
 * A template that is parsed already, with the stacks that it nests.
 * @throws TemplateError naming the file and what is wrong with it.
 */
export function stackTemplate(
  document: JsonValue,
  file: string,
  folder: string,
  assets: ReadonlyMap<string, string>,
): StackTemplate {
  return readWithin([file], document, folder, assets);
}

function loadWithin(open: readonly string[], file: string, assets: ReadonlyMap<string, string>): StackTemplate {
  if (open.includes(file)) throw new TemplateError(`Templates nest each other: ${[...open, file].join(' → ')}.`);
  const text = readFileSync(file, 'utf8');
  refuseLargeTemplate(text, file);
  return readWithin([...open, file], parseTemplate(text, file), dirname(file), assets);
}

/** @param open the files whose templates are being read, outermost first */
function readWithin(
  open: readonly string[],
  document: JsonValue,
  folder: string,
  assets: ReadonlyMap<string, string>,
): StackTemplate {
  const file = open.at(-1) ?? '';
  const template = readTemplate(document, file);
  const nested = new Map<string, StackTemplate>();
  for (const resource of template.resources.values()) {
    if (resource.type !== nestedStackType) continue;
    const child = withPlace(`${file}: ${resource.logicalId} (${nestedStackType})`, () =>
      nestedTemplateFile({ template, folder, assets }, resource),
    );
    nested.set(resource.logicalId, loadWithin(open, child, assets));
  }
  return { template, folder, assets, nested };
}
