import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { describe, expect, it } from 'vitest';
import { checkWiring, type Wiring, wiringProblems } from '../../infra/aws/checkWiring.ts';
import { mergeSchema } from '../../schema/mergeSchema.ts';

const fitting: Wiring = {
  schema: `
    type Query { one: Int  two(of: Int): Thing }
    type Mutation { three: Int @aws_iam }
    type Subscription { four: AWSJSON }
    type Thing { plain: Int  listed(first: Int): [Int] }
  `,
  fields: {
    'Query.one': { dataSource: 'none' },
    'Query.two': { dataSource: 'none' },
    'Mutation.three': { steps: ['guard', 'openChallenge'] },
    'Subscription.four': { dataSource: 'none' },
    'Thing.listed': { dataSource: 'none' },
  },
  steps: { guard: {}, openChallenge: {} },
  resolverFiles: ['Query.one', 'Query.two', 'Mutation.three', 'Subscription.four', 'Thing.listed'],
  stepFiles: ['guard', 'openChallenge'],
};

function without<Value>(members: Readonly<Record<string, Value>>, name: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(members).filter(([key]) => key !== name));
}

describe('wiringProblems', () => {
  it('finds none where all fits', () => {
    expect(wiringProblems(fitting)).toEqual([]);
  });

  it.each(Object.keys(fitting.fields))('names the field %s where it has no resolver', (coordinate) => {
    const wiring = { ...fitting, fields: without(fitting.fields, coordinate) };
    expect(wiringProblems(wiring)).toContain(
      `${coordinate} is in the schema and has no resolver: add it to pipelines.ts.`,
    );
  });

  it.each<[string, Partial<Wiring>, string]>([
    [
      'a resolver of a field there is none of',
      { fields: { ...fitting.fields, 'Query.five': { dataSource: 'none' } } },
      'Query.five',
    ],
    [
      'a resolver of a type there is none of',
      { fields: { ...fitting.fields, 'Gone.one': { dataSource: 'none' } } },
      'Gone.one',
    ],
    ['a field without a file', { resolverFiles: fitting.resolverFiles.slice(1) }, 'resolvers/Query.one.ts'],
    ['a file without a field', { resolverFiles: [...fitting.resolverFiles, 'Query.six'] }, 'resolvers/Query.six.ts'],
    ['a step without a file', { stepFiles: ['guard'] }, 'resolvers/steps/openChallenge.ts'],
    ['a file without a step', { stepFiles: [...fitting.stepFiles, 'stray'] }, 'resolvers/steps/stray.ts'],
    [
      'a step that no field takes',
      { steps: { ...fitting.steps, idle: {} }, stepFiles: [...fitting.stepFiles, 'idle'] },
      'idle',
    ],
    ['a step that is not registered', { steps: { guard: {} }, stepFiles: ['guard'] }, 'openChallenge'],
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
