import fc from 'fast-check';
import { Crash, type World } from './World.ts';

/** The death of a process at the `call`th call of a port, before or after the call has its effect. */
export interface CrashPoint {
  readonly call: number;
  readonly after: boolean;
}

export interface Deaths {
  /** Processes that died. */
  all: number;
  /** Those that died between SNS's answer and its record. */
  unrecorded: number;
}

/** Draws up to four deaths within so many calls. */
export function crashPoints(calls: number): fc.Arbitrary<CrashPoint[]> {
  return fc.array(fc.record({ call: fc.integer({ min: 0, max: calls }), after: fc.boolean() }), { maxLength: 4 });
}

/** Makes processes die at these points. Returns their count, which goes on. */
export function crashAt(world: World, points: readonly CrashPoint[]): Deaths {
  const deaths: Deaths = { all: 0, unrecorded: 0 };
  let calls = 0;
  const die = (after: boolean, unrecorded: boolean) => {
    if (!points.some((point) => point.call === calls && point.after === after)) return;
    calls += 1;
    deaths.all += 1;
    if (unrecorded) deaths.unrecorded += 1;
    throw new Crash();
  };
  world.before = (name) => die(false, name === 'move');
  world.after = (name) => {
    die(true, name === 'send');
    calls += 1;
  };
  return deaths;
}
