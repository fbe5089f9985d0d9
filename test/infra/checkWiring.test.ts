import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { describe, expect, it } from 'vitest';
import { checkWiring, type Wiring, wiringProblems } from '../../infra/aws/checkWiring.ts';
import type { Capability } from '../../resolvers/pipelines.ts';
import { mergeSchema } from '../../schema/mergeSchema.ts';

const fitting: Wiring = {
  schema: `
    type Query { one: Int  two(of: Int): Thing }
    type Mutation { three: Int @aws_iam }
    type Subscription { four: AWSJSON }
    type Thing { plain: Int  listed(first: Int): [Int] }
  `,
  capabilities: {
    asking: {
      fields: {
        'Query.one': { dataSource: 'none' },
        'Query.two': { dataSource: 'table' },
        'Subscription.four': { dataSource: 'none' },
        'Thing.listed': { dataSource: 'table' },
      },
      steps: { guard: { dataSource: 'rules' } },
    },
    changing: {
      fields: { 'Mutation.three': { steps: ['guard', 'openChallenge'] } },
      steps: { openChallenge: { dataSource: 'challenges' } },
    },
  },
  resolverFiles: ['Query.one', 'Query.two', 'Mutation.three', 'Subscription.four', 'Thing.listed'],
  stepFiles: ['guard', 'openChallenge'],
};

/** The fitting capabilities with more of one. */
function withMore(more: Partial<Capability>): Partial<Wiring> {
  const { asking, changing } = fitting.capabilities;
  return {
    capabilities: {
      ...fitting.capabilities,
      changing: {
        fields: { ...changing?.fields, ...more.fields },
        steps: { ...changing?.steps, ...more.steps },
      },
      asking: { fields: {}, steps: {}, ...asking },
    },
  };
}

function withoutField(coordinate: string): Partial<Wiring> {
  const without = ({ fields, steps }: Capability): Capability => ({
    fields: Object.fromEntries(Object.entries(fields).filter(([name]) => name !== coordinate)),
    steps,
  });
  const entries = Object.entries(fitting.capabilities).map(([name, capability]) => [name, without(capability)]);
  return { capabilities: Object.fromEntries(entries) };
}

describe('wiringProblems', () => {
  it('finds none where all fits', () => {
    expect(wiringProblems(fitting)).toEqual([]);
  });

  it.each(fitting.resolverFiles)('names the field %s where it has no resolver', (coordinate) => {
    expect(wiringProblems({ ...fitting, ...withoutField(coordinate) })).toContain(
      `${coordinate} is in the schema and has no resolver: add it to pipelines.ts.`,
    );
  });

  it.each<[string, Partial<Wiring>, string]>([
    [
      'a resolver of a field there is none of',
      withMore({ fields: { 'Query.five': { dataSource: 'none' } } }),
      'Query.five',
    ],
    ['a resolver of a type there is none of', withMore({ fields: { 'Gone.one': { dataSource: 'none' } } }), 'Gone.one'],
    ['a field without a file', { resolverFiles: fitting.resolverFiles.slice(1) }, 'resolvers/Query.one.ts'],
    ['a file without a field', { resolverFiles: [...fitting.resolverFiles, 'Query.six'] }, 'resolvers/Query.six.ts'],
    ['a step without a file', { stepFiles: ['guard'] }, 'resolvers/steps/openChallenge.ts'],
    ['a file without a step', { stepFiles: [...fitting.stepFiles, 'stray'] }, 'resolvers/steps/stray.ts'],
    [
      'a step that no field takes',
      { ...withMore({ steps: { idle: { dataSource: 'none' } } }), stepFiles: [...fitting.stepFiles, 'idle'] },
      'idle',
    ],
    [
      'a step that no capability has',
      withMore({ fields: { 'Mutation.three': { steps: ['guard', 'unheardOf'] } } }),
      'unheardOf',
    ],
    [
      'a field of two capabilities',
      withMore({ fields: { 'Query.one': { dataSource: 'none' } } }),
      'Query.one is in two',
    ],
    ['a step of two capabilities', withMore({ steps: { guard: { dataSource: 'none' } } }), 'guard is in two'],
    [
      'a data source of two capabilities',
      withMore({ fields: { 'Mutation.three': { dataSource: 'table' } } }),
      'table is used by two',
    ],
  ])('names %s', (_, change, named) => {
    expect(wiringProblems({ ...fitting, ...change }).join('\n')).toContain(named);
  });
});

describe('checkWiring', () => {
  it('passes what is in the project', async () => {
    await expect(checkWiring(mergeSchema(), join(import.meta.dirname, '../../resolvers'))).resolves.toBeUndefined();
  });

  it('fails with every misfit in one message', async () => {
    const folder = temporaryFolder('resolvers');
    await mkdir(join(folder, 'steps'));
    await writeFile(join(folder, 'Query.nothing.ts'), '');
    const failure = await checkWiring(mergeSchema(), folder).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(failure).toContain('resolvers/Query.nothing.ts is not in pipelines.ts');
    expect(failure).toContain('write resolvers/Query.me.ts');
    expect(failure).toContain('write resolvers/steps/guard.ts');
  });
});
