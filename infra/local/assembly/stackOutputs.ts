import type { JsonValue } from '../platform/Json.ts';
import { resolveValue } from './resolveValue.ts';
import type { Scope } from './Scope.ts';
import type { Template } from './Template.ts';
import { TemplateError } from './TemplateError.ts';

/**
 * Returns the outputs of a stack that is applied, and adds what it exports to `exports`.
 * @throws TemplateError naming the output that is no text, or whose export's name is taken.
 */
export function stackOutputs(
  template: Template,
  scope: Scope,
  exports: Map<string, JsonValue>,
): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  for (const [name, output] of template.outputs) {
    if (output.condition !== undefined && !scope.condition(output.condition)) continue;
    const value = resolveValue(output.value, scope, ['Outputs', name, 'Value']);
    if (value === undefined) continue;
    if (value === null || typeof value === 'object') {
      throw new TemplateError(`Outputs.${name}.Value must be a string, but is ${JSON.stringify(value)}.`);
    }
    outputs[name] = String(value);
    if (output.exportName === undefined) continue;
    const exportName = resolveValue(output.exportName, scope, ['Outputs', name, 'Export', 'Name']);
    if (typeof exportName !== 'string') throw new TemplateError(`Outputs.${name}.Export.Name is not a string.`);
    if (exports.has(exportName)) {
      throw new TemplateError(`Outputs.${name}: another stack already exports "${exportName}".`);
    }
    exports.set(exportName, String(value));
  }
  return outputs;
}
