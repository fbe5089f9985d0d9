import type { HostServices } from './HostServices.ts';

/** Returns what every loop of a resolver calls with its iteration. It ends loops and runs that take too long. */
export function createTick(host: Pick<HostServices, 'loopLimit' | 'checkTime'>): (iteration: number) => void {
  let ticks = 0;
  return (iteration) => {
    if (iteration > 1000) host.loopLimit();
    ticks += 1;
    if (ticks % 4096 === 0) host.checkTime();
  };
}
