import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { linesOf, markdownFiles, project } from './markdown.ts';

const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));

/** npm's own, and the scripts that it runs without `run`. */
const own = ['ci', 'install', 'pack', 'start', 'test'];

it('CONTRIBUTING names every script that tests', () => {
  const named = new Set(
    linesOf('CONTRIBUTING.md').flatMap(({ text }) =>
      [...text.matchAll(/`(?:npm (?:run )?)?([a-z][\w:-]*)(?: -- [^`]*)?`/g)].map(([, name]) => name),
    ),
  );
  expect(Object.keys(scripts).filter((name) => /^test\b/.test(name) && !named.has(name))).toEqual([]);
});

it.each(markdownFiles())('%s names npm scripts that there are', (file) => {
  const code = linesOf(file).flatMap((line) =>
    line.code === undefined ? [...line.text.matchAll(/`[^`]+`/g)].map(([words]) => words) : line.text,
  );
  const named = code.flatMap((words) =>
    [...words.matchAll(/\bnpm (run )?([a-z][\w:-]*)/g)].map(([, run, name = '']) => ({ run, name })),
  );
  expect(named.filter(({ run, name }) => (run ? !(name in scripts) : !own.includes(name)))).toEqual([]);
});

describe('the pipeline', () => {
  const jobs: Readonly<Record<string, Job>> = parse(
    readFileSync(join(project, 'examples/pipeline/deploy.yml'), 'utf8'),
  ).jobs;
  const commands = (job: string) => jobs[job]?.steps.flatMap(({ run }) => run ?? []) ?? [];

  it('runs npm scripts that there are', () => {
    const run = Object.keys(jobs).flatMap(commands);
    const named = run.flatMap((words) => /^npm run ([a-z][\w:-]*)/.exec(words)?.[1] ?? []);
    expect(named).toEqual(['preflight', 'smoke', 'preflight', 'smoke']);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('deploys what was built, one account after the other, each by a token of its own', () => {
    const deploying = Object.keys(jobs).filter((job) => commands(job).some((command) => /cdk deploy/.test(command)));
    expect(deploying).toEqual(['staging', 'production']);
    expect(jobs.staging?.needs).toBe('build');
    expect(jobs.production?.needs).toBe('staging');
    for (const job of deploying) {
      expect(jobs[job]).toMatchObject({ environment: job, permissions: { 'id-token': 'write' } });
      expect(commands('build').join()).toContain(`--output cdk.out/${job} `);
    }
    expect(commands('production')).toEqual(commands('staging'));
    expect(jobs.build?.permissions).toBeUndefined();
  });
});

interface Job {
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run?: string }[];
}
