import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlData } from '../support/graphql.ts';
import { until } from '../support/observe.ts';
import { Runtime } from '../support/Runtime.ts';
import { signIn } from '../support/signIn.ts';
import { codeBlocksOf, project } from './markdown.ts';

/** The files that README says to write: a block of TypeScript begins with its file's name. */
const files = codeBlocksOf('README.md')
  .filter(({ language }) => language === 'ts')
  .map(({ code }) => ({ name: /^\/\/ (\w+\.ts):/.exec(code)?.[1] ?? '', code }));

// A Heliograph of its own: the publisher of README publishes to every device.
let runtime: Runtime;
let folder: string;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  runtime = await Runtime.start();
  folder = temporaryFolder('readme');
  await symlink(join(project, 'client'), join(folder, 'client'));
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));
  await symlink(runtime.directory, join(folder, '.local'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const { name, code } of files) await writeFile(join(folder, name), code);
});

afterAll(async () => {
  for (const process of processes) process.kill('SIGKILL');
  await runtime[Symbol.asyncDispose]();
});

/** Runs a file as README says to. `printed` is what it has printed so far. */
function run(name: string): { readonly printed: () => string } {
  const child = spawn(process.execPath, [name], {
    cwd: folder,
    env: { ...process.env, NODE_EXTRA_CA_CERTS: '.local/ca.pem' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  processes.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const printed = () => {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}: ${text}`);
    return text;
  };
  return { printed };
}

it('a start prints what README shows, figures aside', () => {
  const shown = codeBlocksOf('README.md').find(({ code }) => code.includes('Heliograph runs here'))?.code ?? '';
  const printed = shapesOf(runtime.printed.replaceAll(runtime.directory, '.local').replace(' -- --data .local', ''));
  const stopped = ['stopping'];
  expect(shapesOf(shown).filter((line) => ![...printed, ...stopped].includes(line))).toEqual([]);
});

/** Returns the lines of a text without figures and frames. */
function shapesOf(text: string): readonly string[] {
  return text.split('\n').map((line) =>
    line
      .replace(/\d+(\.\d+)?/g, '#')
      .replace(/[│╭╮╰╯─]+/g, '')
      .trim(),
  );
}

describe('the files of README', () => {
  it('have names', () => {
    expect(files.map(({ name }) => name)).toEqual(['heliograph.ts', 'app.ts', 'publisher.ts', 'payments.ts']);
  });

  it('are right by their types', async () => {
    const config = {
      extends: join(project, 'tsconfig.json'),
      compilerOptions: { lib: ['esnext', 'dom'] },
      include: ['*.ts'],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(project, 'node_modules/typescript/bin/tsc');
    await promisify(execFile)(process.execPath, [tsc, '-p', folder]).catch(({ stdout }) => expect(stdout).toBe(''));
  });

  it('register a device, publish to it, and show both what becomes of the message', async () => {
    const deviceId = /deviceId: '([^']+)'/.exec(files.map(({ code }) => code).join())?.[1];
    const alice = await signIn(runtime.outputs, 'alice');
    const app = run('app.ts');
    await until('the app registers its device', async () => {
      app.printed();
      const query = `{ device(id: "${deviceId}") { id } }`;
      return (await graphqlData<{ device: unknown }>(runtime.outputs, alice.accessToken, query)).device !== null;
    });
    const publisher = run('publisher.ts');
    for (const { printed } of [publisher, app]) {
      await until('it prints that the push is accepted', printed, (text) =>
        text.includes(`${deviceId} PROVIDER_ACCEPTED`),
      );
    }
    const states = ['QUEUED', 'SENT', 'PROVIDER_ACCEPTED'];
    expect(publisher.printed()).toContain(states.map((state) => `${deviceId} ${state} null`).join('\n'));
  });
});
