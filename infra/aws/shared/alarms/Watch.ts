import type { RunbookAlarmProps } from './RunbookAlarm.ts';

/** One alarm of a construct: its name, and what it watches. */
export interface Watch extends RunbookAlarmProps {
  readonly name: string;
}
