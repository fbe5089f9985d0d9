/** Writes the runtime's structured log. It never gets a token, code, password or payload. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  source: string,
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

export const silentLog: Log = () => {};
