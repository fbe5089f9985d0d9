import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const simulator = '@aws-amplify/amplify-appsync-simulator';

/** Installs the simulator in a folder beside this project, once. Returns the folder, or why there is none. */
export async function installSimulator(): Promise<{ readonly folder: string } | { readonly reason: string }> {
  const folder = join(tmpdir(), 'bench-appsync-simulator');
  if (existsSync(join(folder, 'node_modules', simulator, 'package.json'))) return { folder };
  mkdirSync(folder, { recursive: true });
  // Without this, npm gives its parts two releases of graphql, which do not work together.
  const overrides = { graphql: '15.11.0' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }));
  try {
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    await promisify(execFile)('npm', ['install', ...options, simulator], { cwd: folder, timeout: 300_000 });
    return { folder };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { reason: message.split('\n')[0] ?? '' };
  }
}
