import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** Microseconds of processor time that a process has used, and its bytes: of memory and of its main thread's heap. */
export interface Usage {
  readonly cpu: number;
  readonly memory: number;
  readonly heap: number;
}

/** A server or client in its own process. */
export interface Peer<Ready> extends AsyncDisposable {
  readonly process: ChildProcess;
  readonly ready: Ready;
  ask<Answer>(question: unknown): Promise<Answer>;
  usage(): Promise<Usage>;
}

/**
 * Starts a file that calls `serve`, in a new process.
 *
 * @param file an absolute path
 * @param folder the working directory. @default this process's
 */
export async function startPeer<Ready>(file: string, options: unknown = {}, folder?: string): Promise<Peer<Ready>> {
  const child = fork(file, [JSON.stringify(options)], {
    execArgv: ['--expose-gc'],
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  const ended = once(child, 'exit').then(([code]: readonly unknown[]) => {
    throw new Error(`${file} ended with ${String(code)}.`);
  });
  ended.catch(() => {});
  const [ready] = (await Promise.race([once(child, 'message'), ended])) as [Ready];
  let last: Promise<unknown> = Promise.resolve();
  const ask = <Answer>(question: unknown): Promise<Answer> => {
    const answer = last.then(async () => {
      child.send({ question });
      const [reply] = (await Promise.race([once(child, 'message'), ended])) as [{ readonly answer: Answer }];
      return reply.answer;
    });
    last = answer;
    return answer;
  };
  return {
    process: child,
    ready,
    ask,
    usage: () => ask<Usage>('usage'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended.catch(() => {});
    },
  };
}
