import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const main = resolve(import.meta.dirname, '../../infra/start/main.ts');

function start(...args: readonly string[]) {
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
}

it('answers a wrong argument with its usage and exit code 2, such as a context for an assembly', () => {
  const { status, stderr } = start('--assembly', 'cdk.out', '--context', 'rate=1');
  expect(status).toBe(2);
  expect(stderr).toContain('--context is for the CDK app');
  expect(stderr).toContain('Usage: npm start');
});

it('prints its usage for --help', () => {
  const { status, stdout } = start('--help');
  expect(status).toBe(0);
  expect(stdout).toContain('--context K=V');
});
