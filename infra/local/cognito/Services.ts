import type { Platform } from '../platform/Platform.ts';
import type { Challenges } from './Challenges.ts';
import type { Codes } from './Codes.ts';
import type { SignIn } from './SignIn.ts';
import type { Store } from './Store.ts';
import type { Tokens } from './Tokens.ts';
import type { Users } from './Users.ts';

/** The parts that the operations share. Each operation takes those that it uses. */
export interface Services {
  readonly platform: Platform;
  readonly store: Store;
  readonly users: Users;
  readonly challenges: Challenges;
  readonly codes: Codes;
  readonly tokens: Tokens;
  readonly signIn: SignIn;
}
