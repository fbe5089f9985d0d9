import { UsageError } from './UsageError.ts';

/** The port, unless `--port` says otherwise. */
export const DEFAULT_PORT = 4600;

/** Reads `--port`, a whole number from 0 to 65535, where 0 picks a free one. Throws a UsageError for anything else. */
export function readPort(text: string | undefined): number {
  const port = Number(text ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || text === '') {
    throw new UsageError(`--port must be a whole number from 0 to 65535, not "${text}".`);
  }
  return port;
}
