import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const main = resolve(import.meta.dirname, '../../infra/start/main.ts');

function start(...args: readonly string[]) {
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
}

it.each([
  ['an unknown flag', ['--prot', '1'], '--prot'],
  ['a port that is none', ['--port', 'http'], '"http"'],
  ['a context without a value', ['--context', 'rate'], '"rate"'],
  ['a context for an assembly', ['--assembly', 'cdk.out', '--context', 'rate=1'], '--context'],
])('answers %s with its usage and exit code 2', (_, args, named) => {
  const { status, stderr } = start(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(named);
  expect(stderr).toContain('Usage: npm start');
});

it('prints its usage for --help', () => {
  const { status, stdout } = start('--help');
  expect(status).toBe(0);
  expect(stdout).toContain('--context K=V');
});
