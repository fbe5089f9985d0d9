import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeEach, expect, test } from 'vitest';

const main = join(import.meta.dirname, '../../infra/start/checkResolvers.ts');
let folder = '';

beforeEach(() => {
  folder = temporaryFolder('check-resolvers');
});

function check(code: string): { readonly status: number | null; readonly stdout: string; readonly file: string } {
  const file = join(folder, 'Query.a.js');
  writeFileSync(file, code);
  const { status, stdout } = spawnSync(process.execPath, [main, folder], { encoding: 'utf8' });
  return { status, stdout, file };
}

test('prints the size of what is fine', () => {
  const code = 'export function request() {} export function response() {}';
  const { status, stdout, file } = check(code);
  expect(stdout).toBe(`${file} ${code.length} of 32768 characters (0.2 %)\n1 bundles, 0 findings\n`);
  expect(status).toBe(0);
});

test('prints each finding of syntax and types as file, line, column and rule, and exits with 1', () => {
  const { status, stdout, file } = check(
    'export function request() {\n  util.appendError(...["a", "b"]);\n  throw 1;\n}\nexport function response() {}',
  );
  expect(stdout).toContain(`${file}:2:20 TS2556 A spread argument must either have a tuple type`);
  expect(stdout).toContain(`${file}:3:3 no-throw `);
  expect(stdout).toMatch(/\n1 bundles, 2 findings\n$/);
  expect(status).toBe(1);
});
