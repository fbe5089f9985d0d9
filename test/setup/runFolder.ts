import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Milliseconds that the last workers, and their processes, have to end. */
const FAREWELL = 10_000;

/**
 * Creates this run's temporary folder, which goes when the run ends. Returns the variables that tell processes of it.
 * Later calls return the same, since Vitest reads its configuration once for each project.
 */
export function runEnvironment() {
  const folder = process.env.TEST_RUN ?? createRunFolder();
  return {
    TEST_RUN: folder,
    // Folders of `temporaryFolder` may stay until the end. Nothing else may stay in a temporary folder.
    TEST_FOLDERS: join(folder, 'folders'),
    TMPDIR: join(folder, 'tmp'),
    // Commands that tests start load in half the time with what Node made of their TypeScript before.
    NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/node'),
    // Every local cloud notes here what its roles may do and do (unusedGrants.ts).
    LOCAL_CLOUD_GRANTS: join(folder, 'grants'),
    // Functions that a test calls itself measure under this name.
    METRIC_NAMESPACE: 'test',
  };
}

function createRunFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heliograph-tests-'));
  mkdirSync(join(folder, 'folders'));
  mkdirSync(join(folder, 'tmp'));
  process.env.TEST_RUN = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Ends the processes that the run left. Returns a line for each, and for each entry of the temporary folder. */
export async function leftovers(): Promise<readonly string[]> {
  const deadline = Date.now() + FAREWELL;
  let running = processesOfRun();
  while (running.length > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    running = processesOfRun();
  }
  for (const { pid } of running) process.kill(pid, 'SIGKILL');
  return [
    ...readdirSync(runEnvironment().TMPDIR).map((name) => `in the temporary folder: ${name}`),
    ...running.map(({ pid, command }) => `process ${pid}: ${command}`),
  ];
}

/** Returns the other processes with the run's folder in their environment. Only Linux tells. */
function processesOfRun(): readonly { readonly pid: number; readonly command: string }[] {
  if (process.platform !== 'linux') return [];
  const mark = `TEST_RUN=${runEnvironment().TEST_RUN}\0`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const command = commandOf(name, mark);
      return command === undefined ? [] : [{ pid: Number(name), command }];
    });
}

function commandOf(pid: string, mark: string): string | undefined {
  try {
    if (!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark)) return undefined;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    // It has ended, or is another user's.
    return undefined;
  }
}
