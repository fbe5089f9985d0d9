import type { Clock } from './Clock.ts';
import type { Log } from './Log.ts';

export type LogLevel = Parameters<Log>[0];

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

export interface LogOptions {
  /** The least level that is written. @default 'info' */
  readonly level?: LogLevel;
  /** Takes one line, line end included. @default standard error */
  readonly write?: (line: string) => void;
}

/** Returns a log with a line for each entry: `12:04:09.120 warn  sns: Nobody took it topic=arn:…`. Times are UTC. */
export function createLog(clock: Clock, options: LogOptions = {}): Log {
  const least = levels.indexOf(options.level ?? 'info');
  const write = options.write ?? ((line) => process.stderr.write(line));
  return (level, source, message, fields = {}) => {
    if (levels.indexOf(level) < least) return;
    const time = new Date(clock.now()).toISOString().slice(11, 23);
    const pairs = Object.entries(fields).map(([name, value]) => ` ${name}=${fieldText(value)}`);
    write(`${time} ${level.padEnd(5)} ${source}: ${oneLine(message)}${pairs.join('')}\n`);
  };
}

function fieldText(value: unknown): string {
  if (value instanceof Error) return JSON.stringify(value.stack ?? value.message);
  if (typeof value === 'string') return /^[\w.:/@+-]+$/.test(value) ? value : JSON.stringify(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return '(not serialisable)';
  }
}

function oneLine(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '⏎ ');
}
