import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import type { HeliographOutputs as Outputs } from '../../infra/start/HeliographOutputs.ts';

const main = resolve(import.meta.dirname, '../../infra/start/main.ts');

export type DemoUserName = 'alice' | 'bob' | 'paula' | 'ada';

/** The outputs of a running Heliograph, with every member that its API and pool bring. */
export type HeliographOutputs = Outputs &
  Required<
    Pick<
      Outputs,
      | 'graphqlEndpoint'
      | 'graphqlEndpointTls'
      | 'realtimeEndpoint'
      | 'userPoolId'
      | 'userPoolClientId'
      | 'userPoolEndpoint'
      | 'service'
    >
  >;

/** `npm start` as a user runs it: a process of its own, on a DIR of its own, on a free port. */
export class Runtime implements AsyncDisposable {
  readonly directory: string;
  readonly outputs: HeliographOutputs;
  readonly #child: ChildProcess;
  readonly #text: { output: string; errors: string };

  private constructor(
    directory: string,
    outputs: HeliographOutputs,
    child: ChildProcess,
    text: { output: string; errors: string },
  ) {
    this.directory = directory;
    this.outputs = outputs;
    this.#child = child;
    this.#text = text;
  }

  /**
   * Starts it in `directory`, with these arguments, and these variables beside this process's own.
   * Rejects with its output if it ends before it is ready.
   * @param options.directory @default a new temporary folder
   */
  static async start(
    options: { directory?: string; args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
  ): Promise<Runtime> {
    const directory = options.directory ?? temporaryFolder('heliograph');
    // A killed process leaves its unpacked files in its temporary folder.
    const env = { TMPDIR: temporaryFolder('runtime'), ...options.env };
    const { child, text } = spawnRuntime(['--data', directory, '--port', '0', ...(options.args ?? [])], env);
    const ready = Promise.withResolvers<void>();
    child.stdout?.on('data', () => {
      if (text.output.includes('Ctrl-C')) ready.resolve();
    });
    child.once('close', (code) => ready.reject(new Error(`It ended with ${code}: ${text.output}${text.errors}`)));
    await ready.promise;
    const outputs = JSON.parse(await readFile(join(directory, 'outputs.json'), 'utf8'));
    return new Runtime(directory, outputs, child, text);
  }

  get printed(): string {
    return this.#text.output;
  }

  /** Its log. */
  get errors(): string {
    return this.#text.errors;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ends it. Returns the exit code, or the signal that ended it. */
  async end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    if (this.running) {
      const closed = once(this.#child, 'close');
      this.#child.kill(signal);
      await closed;
    }
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL');
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** Runs the command to its end. Returns its exit code and output. */
export async function runToEnd(args: readonly string[]): Promise<{ code: number; output: string; errors: string }> {
  const { child, text } = spawnRuntime(args);
  const [code] = await once(child, 'close');
  return { code: Number(code), ...text };
}

function spawnRuntime(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const text = { output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.output += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.errors += chunk;
  });
  return { child, text };
}
