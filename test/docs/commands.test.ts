import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { linesOf, markdownFiles, project } from './markdown.ts';

const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));

/** npm's own, and the scripts that it runs without `run`. */
const own = ['ci', 'install', 'start', 'test'];

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
