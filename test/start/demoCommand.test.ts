import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { demoCommand } from '../../infra/start/demo/demoCommand.ts';

it.each([
  [resolve('.local'), 'npm run demo'],
  [resolve('state/one'), 'npm run demo -- --data state/one'],
  ['/elsewhere', 'npm run demo -- --data /elsewhere'],
  ['/else where/it’s', "npm run demo -- --data '/else where/it’s'"],
  ["/it's", "npm run demo -- --data '/it'\\''s'"],
])('finds the runtime that serves %s', (directory, command) => {
  expect(demoCommand(directory)).toBe(command);
});
