import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleFunctions, functionEntries } from '../../../infra/aws/build/bundleFunctions.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-functions-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('every function becomes one file of at most 250,000 bytes, which imports nothing but what Node.js has', async () => {
  await bundleFunctions(folder);
  const names = [...functionEntries().keys()];
  expect(names.length).toBeGreaterThan(20);
  expect((await readdir(folder)).toSorted()).toEqual(names.toSorted());
  for (const name of names) {
    const file = join(folder, name, 'index.mjs');
    expect((await stat(file)).size, name).toBeLessThanOrEqual(250_000);
    const imported = (await readFile(file, 'utf8')).matchAll(/\bimport\("([^"]+)"\)|\bfrom"((?:node:|@)[^"]+)"/g);
    const foreign = [...imported]
      .map(([, dynamic, fixed]) => dynamic ?? fixed ?? '')
      .filter((id) => !/^node:/.test(id));
    // Loaded for operations that stream events, which no function has.
    expect(new Set(foreign).difference(new Set(['@smithy/core/event-streams'])), name).toEqual(new Set());
  }
});

test('a function above the budget rejects, with its size', async () => {
  const file = join(folder, 'large.handler.ts');
  await writeFile(file, `export const handler = () => '${'x'.repeat(250_001)}';`);
  await expect(bundleFunctions(join(folder, 'out'), new Map([['large', file]]))).rejects.toThrow(
    /^Bundles are larger than 250000 bytes: .*large\.handler\.ts \(250\d{3}\)\. Smaller functions start faster/,
  );
});
