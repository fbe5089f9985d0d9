import type { HeliographOutputs } from '../HeliographOutputs.ts';
import { Actor } from './Actor.ts';
import type { Progress } from './Progress.ts';

/** The `data` of one entry of a delivery report. */
export interface SeenEvent {
  readonly sequence: number;
  readonly deviceId: string;
  readonly status: string;
  readonly reason: string | null;
}

/** The state that the story's steps share. */
export class DemoContext {
  readonly outputs: HeliographOutputs;
  readonly progress: Progress;
  /** `sub` of each signed-in person. */
  readonly subjects = new Map<string, string>();
  /** Push tokens of this run alone, so that outcomes scripted in another run do not apply. */
  readonly phoneToken: string;
  readonly tabletToken: string;
  readonly #directory: string;
  readonly #actors = new Map<string, Actor>();

  constructor(directory: string, outputs: HeliographOutputs, progress: Progress) {
    this.#directory = directory;
    this.outputs = outputs;
    this.progress = progress;
    const run = Date.now().toString(16).padStart(16, '0');
    this.phoneToken = run.repeat(4);
    this.tabletToken = `demo-tablet-${run}`;
  }

  /** A person of the story, by username. */
  actor(username: string): Actor {
    const known = this.#actors.get(username);
    if (known !== undefined) return known;
    const actor = new Actor(this.#directory, this.outputs.caCertificate);
    this.#actors.set(username, actor);
    return actor;
  }

  user(username: string): HeliographOutputs['users'][number] {
    const user = this.outputs.users.find((candidate) => candidate.username === username);
    if (user === undefined) throw new Error(`outputs.json has no demo user ${username}.`);
    return user;
  }

  subject(username: string): string {
    const subject = this.subjects.get(username);
    if (subject === undefined) throw new Error(`${username} has not signed in.`);
    return subject;
  }

  close(): void {
    for (const actor of this.#actors.values()) actor.close();
  }
}
