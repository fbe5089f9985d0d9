import { Application, type AssemblyTarget } from './Application.ts';
import { type Assembly, allTemplates } from './Assembly.ts';
import { applyStack } from './applyStack.ts';
import { refuseUnknownTypes } from './ignoredTypes.ts';
import { removeLeftovers } from './removeLeftovers.ts';
import { refuseUnknownParameters } from './resolveParameters.ts';
import { rootStack } from './Stack.ts';

export interface AppliedAssembly {
  /** Name of a stack that no other nests → output name → value. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Number of resources that the runtime now has, nested stacks and theirs counted. */
  readonly applied: number;
  /** Number of resources removed because the templates no longer have them. */
  readonly removed: number;
  /** Resources that the templates no longer have, and that their deletion policy keeps: `<path> (<type>)`. */
  readonly kept: readonly string[];
  /** Resources that were left out: type → logical ids, in nested stacks `<stack>/<logical id>`. */
  readonly ignored: ReadonlyMap<string, readonly string[]>;
}

/**
 * Applies every resource in dependency order, then removes those that are gone.
 * @throws TemplateError naming the stack's path, the logical id and the property of what cannot be applied.
 */
export async function applyAssembly(assembly: Assembly, target: AssemblyTarget): Promise<AppliedAssembly> {
  const application = new Application(target);
  const templates = [...allTemplates(assembly)];
  const resources = templates.flatMap(({ path, template }) =>
    [...template.resources.values()].map(({ logicalId, type }) => ({ path: `${path}/${logicalId}`, type })),
  );
  refuseUnknownTypes(resources, (type) => application.knows(type));
  refuseUnknownParameters(
    assembly.stacks.map(({ template }) => template),
    target.parameters,
  );

  const outputs: Record<string, Readonly<Record<string, string>>> = {};
  for (const stack of assembly.stacks) {
    outputs[stack.name] = await applyStack(rootStack(stack, target.parameters, target.platform), application);
  }
  const removed = await removeLeftovers(application);
  const { applied, kept, ignored } = application;
  return { outputs, applied, removed, kept, ignored };
}
