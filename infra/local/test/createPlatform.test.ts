import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPlatform } from '../createPlatform.ts';
import { silentLog } from '../platform/Log.ts';
import { temporaryFolder } from '../testing/temporaryFolder.ts';

let directory: string;
beforeEach(() => {
  directory = temporaryFolder('platform');
});

const open = (fresh = false) => createPlatform({ directory, fresh, log: silentLog });

describe('a platform', () => {
  it('keeps its databases from one start to the next, unless told to start afresh', () => {
    const count = (platform: ReturnType<typeof open>) => {
      const database = platform.database('test-state');
      database.exec('CREATE TABLE IF NOT EXISTS kept (value TEXT); INSERT INTO kept VALUES (1)');
      return database.prepare('SELECT count(*) AS count FROM kept').get()?.count;
    };
    const counts = [false, false, true].map((fresh) => {
      const platform = open(fresh);
      const counted = count(platform);
      platform.close();
      return counted;
    });
    expect(counts).toEqual([1, 2, 1]);
    expect(existsSync(join(directory, 'data', 'test-state.sqlite'))).toBe(true);
  });

  it('keeps what it makes for its owner alone, also where an earlier version did not, and leaves a given folder', () => {
    const modeOf = (...path: readonly string[]) => statSync(join(directory, ...path)).mode & 0o777;
    chmodSync(directory, 0o755);
    mkdirSync(join(directory, 'data'), { mode: 0o755 });
    const given = open();
    given.database('state').exec('CREATE TABLE a (b)');
    expect([modeOf(), modeOf('data')]).toEqual([0o755, 0o700]);
    expect(modeOf('data', 'state.sqlite-wal')).toBe(0o600);
    given.close();
    directory = join(directory, 'new');
    open().close();
    expect(modeOf()).toBe(0o700);
  });

  it('opens a database once, in WAL mode, and takes no name that leaves its folder', () => {
    const platform = open();
    const database = platform.database('state');
    expect(platform.database('state')).toBe(database);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 1 });
    expect(() => platform.database('../state')).toThrow('"../state" cannot name a database');
    platform.close();
  });

  it('tells its addresses once the port is open', () => {
    const platform = open();
    expect(() => platform.baseUrl()).toThrow('not open yet');
    platform.opened(1234);
    expect(platform.baseUrl()).toBe('http://127.0.0.1:1234');
    expect(platform.secureBaseUrl()).toBe('https://localhost:1234');
    platform.close();
  });

  it('gives a role the same credentials at every start', () => {
    const credentials = [1, 2].map(() => {
      const platform = open();
      const own = platform.credentials('arn:aws:iam::000000000000:role/R');
      platform.close();
      return own;
    });
    expect(credentials[0]).toEqual(credentials[1]);
  });
});

describe('the lock on a directory', () => {
  it('refuses a second runtime, naming directory, process and the option that helps', () => {
    const platform = open();
    const message = `Another local runtime (process ${process.pid}) is using ${directory}. Stop it, or choose another directory with --data.`;
    expect(() => open()).toThrow(message);
    // Also one that would empty the directory first.
    expect(() => open(true)).toThrow(message);
    platform.close();
    open().close();
  });

  it('ends with a process that was killed', async () => {
    const module = new URL('../platform/lockDirectory.ts', import.meta.url).href;
    const script = `
      const { lockDirectory } = await import(${JSON.stringify(module)});
      lockDirectory(${JSON.stringify(directory)});
      console.log('locked');
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(() => open()).toThrow(`(process ${child.pid})`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    open().close();
  });
});
