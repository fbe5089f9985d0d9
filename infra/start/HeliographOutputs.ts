import type { Outputs, RoleCredentials } from 'local-cloud';
import type { DemoUser } from './demo/demoUsers.ts';

/** `DIR/outputs.json` as `npm start` writes it: the local cloud's outputs and Heliograph's own. */
export interface HeliographOutputs extends Outputs {
  readonly consoleUrl: string;
  readonly users: readonly DemoUser[];
  /** Credentials of the role for backend services, the stack output `ServiceRoleArn`. */
  readonly service?: RoleCredentials;
}
