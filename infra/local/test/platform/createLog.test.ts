import { describe, expect, it } from 'vitest';
import { createLog, type LogLevel } from '../../platform/createLog.ts';
import { ManualClock } from '../../testing/ManualClock.ts';

function lines(level: LogLevel | undefined, write: (log: ReturnType<typeof createLog>) => void): string[] {
  const written: string[] = [];
  const clock = new ManualClock(Date.UTC(2026, 0, 2, 3, 4, 5, 6));
  write(createLog(clock, { write: (line) => written.push(line), ...(level === undefined ? {} : { level }) }));
  return written;
}

describe('the log', () => {
  it('writes a readable line per entry', () => {
    expect(
      lines(undefined, (log) =>
        log('warn', 'sns', 'Not taken', { topic: 'arn:aws:sns:x', count: 2, why: 'a b', of: { c: 1 } }),
      ),
    ).toEqual(['03:04:05.006 warn  sns: Not taken topic=arn:aws:sns:x count=2 why="a b" of={"c":1}\n']);
  });

  it('leaves out what is below its level', () => {
    const all = (log: ReturnType<typeof createLog>) => {
      for (const level of ['debug', 'info', 'warn', 'error'] as const) log(level, 's', 'm');
    };
    expect(lines(undefined, all)).toHaveLength(3);
    expect(lines('debug', all)).toHaveLength(4);
    expect(lines('error', all)).toHaveLength(1);
  });

  it('keeps an entry on its line, and survives any field', () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const [line, ...rest] = lines(undefined, (log) =>
      log('error', 's', 'a\nb', { error: new Error('x\ny'), circular, big: 1n, none: undefined, call: () => {} }),
    );
    expect(rest).toEqual([]);
    expect(line?.slice(0, -1)).not.toContain('\n');
    expect(line).toContain('Error: x\\ny');
    expect(line).toContain('circular=(not serialisable) big=(not serialisable) none=undefined');
  });
});
