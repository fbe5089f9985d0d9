/** A user that exists at every start of the local runtime, for demos and tests to sign in as. */
export interface DemoUser {
  readonly username: string;
  readonly password: string;
  readonly groups: readonly string[];
  readonly email: string;
  /** E.164. */
  readonly phone: string;
  /** Base32, for an authenticator app; absent where the user has enrolled none. */
  readonly totpSecret?: string;
}

/** As wanted of a demo user: `totp` enrols a software token and prefers it at sign-in. */
export type WantedUser = Omit<DemoUser, 'totpSecret'> & { readonly totp: boolean };

/** Documented, and good for one machine only: the local runtime listens on the loopback interface. */
export const demoUsers: readonly WantedUser[] = [
  {
    username: 'alice',
    password: 'Alice-demo-2468',
    groups: [],
    email: 'alice@example.com',
    phone: '+15550100001',
    totp: false,
  },
  {
    username: 'bob',
    password: 'Bob-demo-135790',
    groups: [],
    email: 'bob@example.com',
    phone: '+15550100002',
    totp: false,
  },
  {
    username: 'paula',
    password: 'Paula-demo-2468',
    groups: ['publishers'],
    email: 'paula@example.com',
    phone: '+15550100003',
    totp: false,
  },
  {
    username: 'ada',
    password: 'Ada-demo-135790',
    groups: ['admins'],
    email: 'ada@example.com',
    phone: '+15550100004',
    totp: true,
  },
];
