import type { Clock } from '../../platform/Clock.ts';
import type { Meter } from '../../platform/Meter.ts';
import type { TableStore } from '../storage/TableStore.ts';

/** What the operations use. */
export interface Services {
  readonly store: TableStore;
  readonly meter: Meter;
  readonly clock: Clock;
}
