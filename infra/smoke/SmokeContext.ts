import { DeliveryWatch } from '../start/demo/DeliveryWatch.ts';
import type { Progress } from '../start/demo/Progress.ts';
import { TotpCodes } from '../start/demo/TotpCodes.ts';
import type { SmokePeople } from './SmokePeople.ts';

/** What the smoke test's steps share. */
export class SmokeContext {
  readonly people: SmokePeople;
  readonly progress: Progress;
  /** Part of every name, token and key of this run. 16 hexadecimal digits. */
  readonly run: string;
  /** How long a push service may take to answer. */
  readonly milliseconds: number;
  readonly watch: DeliveryWatch;
  /** The user's `sub`. */
  userId = '';
  /** Ids of the devices that could be registered. */
  readonly devices: string[] = [];
  messageId = '';
  codes: TotpCodes | undefined;

  constructor(people: SmokePeople, progress: Progress, run: string, milliseconds: number) {
    this.people = people;
    this.progress = progress;
    this.run = run;
    this.milliseconds = milliseconds;
    this.watch = new DeliveryWatch(({ deviceId, status, reason }) =>
      progress.note(`${deviceId}  ${status}${reason ? `  ${reason}` : ''}`),
    );
  }

  /** An authenticator app with this secret. */
  enrol(secret: string): TotpCodes {
    this.codes = new TotpCodes(secret, (seconds) => this.progress.note(`the next code is ${seconds} s away`));
    return this.codes;
  }
}
