import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { linesOf, project } from './markdown.ts';

/** A test that the list of attacks names, and the words that it quotes of it. */
interface Reference {
  readonly attack: string;
  readonly name: string;
  readonly words: readonly string[];
}

const rows = linesOf('docs/step-up-attacks.md').filter(({ text }) => /^\| (?!attack|-)/.test(text));

const references = rows.flatMap(({ text }): readonly Reference[] => {
  const [, attack = '', , tests = ''] = text.split(' | ').length > 2 ? ['', ...text.split(' | ')] : [];
  return [...tests.matchAll(/`([^`]+)`((?:,? "[^"]+")*)/g)].map(([, name = '', quoted = '']) => ({
    attack: attack.replace(/^\| /, ''),
    name,
    words: [...quoted.matchAll(/"([^"]+)"/g)].map(([, words = '']) => words),
  }));
});

function fileOf(name: string): string | undefined {
  return globSync([`test/stepUp/${name}.test.ts`, `${name}.test.ts`], { cwd: project })[0];
}

it('every attack has a test', () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter(({ text }) => !/\| [^|]*`[^`]+`[^|]* \|$/.test(text))).toEqual([]);
});

it.each(references)('$attack: $name', ({ name, words }) => {
  const file = fileOf(name);
  expect(file, `a file for ${name}`).toBeDefined();
  const source = readFileSync(join(project, `${file}`), 'utf8');
  expect(words.filter((phrase) => !source.includes(phrase))).toEqual([]);
});
