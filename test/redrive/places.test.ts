import { expect, it } from 'vitest';
import { places } from '../../infra/redrive/places.ts';
import { readArguments, usage } from '../../infra/redrive/readArguments.ts';
import { linesOf } from '../docs/markdown.ts';

it('docs/operations.md has each place as the list has it', () => {
  const rows = Object.entries(places).map(([name, { holds, happened }]) => `| \`${name}\` | ${holds} | ${happened} |`);
  const lines = linesOf('docs/operations.md').map(({ text }) => text);
  const start = lines.indexOf(`${rows[0]}`);
  expect(lines.slice(start, start + rows.length)).toEqual(rows);
  expect(lines[start + rows.length]).not.toMatch(/^\|/);
});

it('the command names what is wrong with its arguments', () => {
  expect(readArguments(['GivenUp', '--dry-run', '--data', '.local'])).toMatchObject({ name: 'GivenUp', dryRun: true });
  expect(readArguments([])).toMatchObject({ name: undefined, dryRun: false });
  expect(readArguments(['--help'])).toBeNull();
  expect(usage).toContain('--dry-run');
  expect(() => readArguments(['Lost'])).toThrow('There is no place Lost. There are GivenUp, ');
  expect(() => readArguments(['GivenUp', 'Missed'])).toThrow('One place at a time.');
  expect(() => readArguments(['--all'])).toThrow('--all');
});
