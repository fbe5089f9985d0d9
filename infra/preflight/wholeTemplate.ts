import { assemblyTemplates, type Resource, type StackTemplate, type StackTemplates } from './assemblyTemplates.ts';

export interface WholeTemplate {
  /** By `<stack>/<logical id>`. */
  readonly resources: Readonly<Record<string, Resource>>;
  /** Of the root. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Returns all stacks of an assembly as if they were one. */
export async function wholeTemplate(assembly: string): Promise<WholeTemplate> {
  return asOne(await assemblyTemplates(assembly));
}

/**
 * Returns a stack and those nested in it as if they were one. References to resources are
 * `{ Ref: '<stack>/<logical id>' }` and `{ 'Fn::GetAtt': ['<stack>/<logical id>', …] }`, those of other stacks too.
 */
export function asOne(stacks: StackTemplates): WholeTemplate {
  const [root] = stacks;
  const resources = stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources)
      .filter(([, { Type }]) => Type !== 'AWS::CloudFormation::Stack')
      .map(([id, resource]) => {
        const Properties = resolve(resource.Properties ?? {}, stack, root, stacks) as Record<string, unknown>;
        return [`${stack.stack}/${id}`, { ...resource, Properties }] as const;
      }),
  );
  const outputs = Object.entries(root.template.Outputs ?? {}).map(
    ([name, { Value }]) => [name, resolve(Value, root, root, stacks)] as const,
  );
  return { resources: Object.fromEntries(resources), outputs: Object.fromEntries(outputs) };
}

function resolve(value: unknown, stack: StackTemplate, root: StackTemplate, stacks: readonly StackTemplate[]): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, stack, root, stacks));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: readonly [string, string] };
  if (Ref !== undefined) {
    if (Ref in stack.template.Resources) return { Ref: `${stack.stack}/${Ref}` };
    const given = (root.template.Resources[stack.stack]?.Properties.Parameters ?? {}) as Record<string, unknown>;
    return Ref in given ? resolve(given[Ref], root, root, stacks) : value;
  }
  if (attribute !== undefined) {
    const [id, name] = attribute;
    const producer = stacks.find((other) => stack === root && other !== root && other.stack === id);
    if (producer === undefined) return { 'Fn::GetAtt': [`${stack.stack}/${id}`, name] };
    const output = producer.template.Outputs?.[name.replace(/^Outputs\./, '')];
    return resolve(output?.Value, producer, root, stacks);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, stack, root, stacks)]));
}
