import type { Template } from './Template.ts';

/** A template with the files that it may name. */
export interface StackTemplate {
  readonly template: Template;
  /** The folder that the template's local paths are relative to. */
  readonly folder: string;
  /** File assets: object key in the assets bucket → file or folder on disk. A nested stack's are its root stack's. */
  readonly assets: ReadonlyMap<string, string>;
  /** The templates of the stacks that it nests, by the logical id of their `AWS::CloudFormation::Stack`. */
  readonly nested: ReadonlyMap<string, StackTemplate>;
}

/** A stack of an assembly that no other stack nests. */
export interface AssemblyStack extends StackTemplate {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Stacks in the order in which they can be applied. */
export interface Assembly {
  readonly stacks: readonly AssemblyStack[];
}

/** Every template of an assembly, those of nested stacks too, with the path of its stack: `App`, `App/Storage`. */
export function* allTemplates({ stacks }: Assembly): Generator<{ readonly path: string; readonly template: Template }> {
  for (const stack of stacks) yield* templatesOf(stack.name, stack);
}

function* templatesOf(path: string, { template, nested }: StackTemplate): ReturnType<typeof allTemplates> {
  yield { path, template };
  for (const [logicalId, child] of nested) yield* templatesOf(`${path}/${logicalId}`, child);
}
