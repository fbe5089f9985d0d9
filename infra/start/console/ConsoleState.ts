/**
 * The state of the local cloud for the console, as JSON inside the page. It has no keys and no authenticator secrets.
 */
export interface ConsoleState {
  /** Names of the stacks that run here. */
  readonly stacks: readonly string[];
  /** Name → value, in the order to show them. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Stack → output → value. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Demo users who sign in with only a password. */
  readonly users: readonly ConsoleUser[];
  /** Absent where the template has no API, user pool or app client. */
  readonly api?: ConsoleApi;
}

export interface ConsoleUser {
  readonly username: string;
  readonly password: string;
  readonly groups: readonly string[];
}

export interface ConsoleApi {
  /** Path of the GraphQL endpoint at this page's origin; `/realtime` below it is the real-time endpoint. */
  readonly path: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  /** Schema coordinates of the fields that have a resolver. */
  readonly fields: readonly string[];
}
