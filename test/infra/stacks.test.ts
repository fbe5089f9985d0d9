import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { assemblyTemplates, type Resource, type StackTemplate } from '../../infra/preflight/assemblyTemplates.ts';

let root: StackTemplate;
let nested: readonly StackTemplate[];

beforeAll(async () => {
  [root, ...nested] = await assemblyTemplates(await synthesizeCached(temporaryFolder('stacks')));
});

const typesOf = ({ template }: StackTemplate) => Object.values(template.Resources).map(({ Type }) => Type);

/** The nested stacks that have to be there before this one. */
function neededBy(stack: string): readonly string[] {
  const { DependsOn = [], Properties } = root.template.Resources[stack] as Resource;
  const parameters = (Properties.Parameters ?? {}) as Record<string, { 'Fn::GetAtt'?: readonly string[] }>;
  const read = Object.values(parameters).flatMap(({ 'Fn::GetAtt': [producer] = [] }) => producer ?? []);
  return [...new Set([...[DependsOn].flat(), ...read])];
}

/** The same, with what those need in turn. Throws where a stack needs itself. */
function allNeededBy(stack: string, needing: readonly string[] = []): ReadonlySet<string> {
  if (needing.includes(stack)) throw new Error(`Stacks need each other: ${[...needing, stack].join(' → ')}.`);
  const direct = neededBy(stack);
  return new Set([...direct, ...direct.flatMap((one) => [...allNeededBy(one, [...needing, stack])])]);
}

describe('stacks', () => {
  it('leave room for what comes: 200 resources each, 60 in the root', () => {
    expect(nested.length).toBeGreaterThan(0);
    expect(typesOf(root).length).toBeLessThan(60);
    for (const stack of nested) expect(typesOf(stack).length, stack.stack).toBeLessThanOrEqual(200);
  });

  // AWS CloudFormation User Guide, "Understand CloudFormation quotas".
  it('keep CloudFormation’s quotas of parameters, outputs, names and bytes', async () => {
    for (const { stack, template, file } of [root, ...nested]) {
      const { Parameters = {}, Outputs = {}, Resources } = template;
      expect(Object.keys(Parameters).length, stack).toBeLessThanOrEqual(200);
      expect(Object.keys(Outputs).length, stack).toBeLessThanOrEqual(200);
      expect((await stat(file)).size, stack).toBeLessThanOrEqual(1_000_000);
      const names = [Parameters, Outputs, Resources].flatMap((section) => Object.keys(section));
      expect(names.filter((name) => name.length > 255)).toEqual([]);
    }
  });

  it('need each other one way', () => {
    for (const { stack } of nested) expect([...allNeededBy(stack)], stack).not.toContain(stack);
  });

  it('that change the API are deployed one after the other, since AppSync refuses changes at once', () => {
    const changing = nested.filter((stack) => typesOf(stack).some((type) => type.startsWith('AWS::AppSync::')));
    expect(changing.map(({ stack }) => stack)).toEqual(
      expect.arrayContaining(['Api', 'StepUp', 'Devices', 'Topics', 'Publishing', 'Delivery', 'Reporting']),
    );
    const before = changing.map(({ stack }) => changing.filter((other) => allNeededBy(stack).has(other.stack)).length);
    // Each waits for all that come before it.
    expect(before.toSorted((a, b) => a - b)).toEqual(changing.map((_, index) => index));
  });
});

/** Functions whose role must stay what it is, in a stack of what has state. */
const elsewhere: Readonly<Record<string, string>> = { redeliverToSubscriber: 'Messaging' };

/** Deployed by a setting alone: `test/infra/canary.test.ts`. */
const bySetting = ['canary'];

it('each folder of functions has a stack, which deploys the folder’s functions', async () => {
  const functions = join(import.meta.dirname, '../../functions');
  const files = (await readdir(functions, { recursive: true })).filter((file) => file.endsWith('.handler.ts'));
  const entries = files
    .map((file) => file.replace('.handler.ts', '').split('/'))
    .filter(([capability = '']) => !bySetting.includes(capability));
  const deployed = nested.flatMap(({ stack, template }) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
      .map(([id]) => [stack, id] as const),
  );
  expect(deployed.length).toBe(entries.length);
  for (const [capability = '', name = ''] of entries) {
    const stack = elsewhere[name] ?? `${capability.charAt(0).toUpperCase()}${capability.slice(1)}`;
    // The logical id: the construct's path in the stack, and a hash.
    const id = new RegExp(`^([A-Z]\\w*?)?${name}[0-9A-F]{8}$`);
    expect(deployed.filter(([of, logicalId]) => of === stack && id.test(logicalId)).length, `${stack} ${name}`).toBe(1);
  }
});
