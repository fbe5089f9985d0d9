/** A user that exists at every start of the local runtime. Demos and tests sign in as one. */
export interface DemoUser {
  readonly username: string;
  readonly password: string;
  readonly groups: readonly string[];
  readonly email: string;
  /** E.164. */
  readonly phone: string;
  /** The secret of the user's authenticator app, in Base32. Absent if the user has none. */
  readonly totpSecret?: string;
}

/** A demo user to create. `totp` enrols a software token and makes it the preferred factor at sign-in. */
export type WantedUser = Omit<DemoUser, 'totpSecret'> & { readonly totp: boolean };

/** These passwords are public. They are good for one machine: the local runtime listens on the loopback interface. */
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
