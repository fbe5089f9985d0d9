import { TemplateError } from '../assembly/TemplateError.ts';
import type { LocalCloud } from '../LocalCloud.ts';
import { onClosedOutput } from '../outputs/onClosedOutput.ts';
import { systemClock } from '../platform/Clock.ts';
import { createLog } from '../platform/createLog.ts';
import { UsageError } from './UsageError.ts';

/**
 * Runs a command that serves a local cloud until Ctrl-C or SIGTERM, then ends the process: code 0, 1 for a failure,
 * 2 for a usage error. A second signal ends it at once.
 * @param start returns null if there is nothing to serve, as for `--help`
 */
export async function runCommand(usage: string, start: () => Promise<LocalCloud | null>): Promise<never> {
  try {
    await serve(start);
    process.exit(0);
  } catch (error) {
    process.exit(report(error, usage));
  }
}

async function serve(start: () => Promise<LocalCloud | null>): Promise<void> {
  const asked = Promise.withResolvers<void>();
  let signals = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      signals += 1;
      if (signals > 1) process.exit(130);
      asked.resolve();
    });
  }
  onClosedOutput([process.stdout, process.stderr], asked.resolve);
  // A fault in one request or background task must not end what others are using.
  const log = createLog(systemClock);
  process.on('uncaughtException', (error) => log('error', 'runtime', 'Uncaught exception', { error }));
  process.on('unhandledRejection', (error) => log('error', 'runtime', 'Unhandled rejection', { error }));

  const cloud = await start();
  if (cloud === null) return;
  await asked.promise;
  process.stdout.write('\n  stopping\n');
  await cloud.stop();
}

/** Tells why and returns the exit code. */
function report(error: unknown, usage: string): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (error instanceof TemplateError || (error instanceof Error && error.constructor === Error)) {
    process.stderr.write(`${error.message}\n`);
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  return 1;
}
