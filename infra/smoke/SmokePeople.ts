import { randomBytes } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { Actor } from '../start/demo/Actor.ts';
import type { Target } from './readTarget.ts';

const groups = { user: [], publisher: ['publishers'], admin: ['admins'] } as const;

export type Role = keyof typeof groups;

interface Person {
  readonly username: string;
  readonly password: string;
  readonly actor: Actor;
}

/** The story's people: users of the pool whom each run makes anew, and deletes. */
export class SmokePeople {
  readonly #cognito: CognitoIdentityProviderClient;
  readonly #target: Target;
  readonly #run: string;
  readonly #people = new Map<Role, Person>();

  /** `run` tells this run's users from another's. */
  constructor(target: Target, run: string) {
    this.#cognito = new CognitoIdentityProviderClient(target.aws);
    this.#target = target;
    this.#run = run;
  }

  /** Makes all of them. Rejects with Cognito's error. */
  async make(): Promise<void> {
    for (const role of Object.keys(groups) as readonly Role[]) await this.#make(role);
  }

  async #make(role: Role): Promise<void> {
    const username = `smoke-${role}-${this.#run}`;
    // Every pool's rules are met: 32 characters of four kinds.
    const password = `Aa1!${randomBytes(21).toString('base64url')}`;
    const user = { UserPoolId: this.#target.userPoolId, Username: username };
    const { folder, caCertificate } = this.#target;
    this.#people.set(role, { username, password, actor: new Actor(folder, caCertificate) });
    await this.#cognito.send(
      new AdminCreateUserCommand({
        ...user,
        MessageAction: 'SUPPRESS',
        UserAttributes: [
          { Name: 'email', Value: `${username}@example.com` },
          { Name: 'email_verified', Value: 'true' },
        ],
      }),
    );
    for (const GroupName of groups[role])
      await this.#cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName }));
    await this.#cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  }

  actor(role: Role): Actor {
    return this.#person(role).actor;
  }

  /** Signs the person in. Returns the user's `sub`, or the next step that Amplify asks for. */
  async signIn(role: Role): Promise<string> {
    const { actor, username, password } = this.#person(role);
    return `${await actor.signIn(username, password)}`;
  }

  /** Makes the authenticator app that was enrolled the second factor of the person's sign-in. */
  async askForTotp(role: Role): Promise<void> {
    await this.#cognito.send(
      new AdminSetUserMFAPreferenceCommand({
        UserPoolId: this.#target.userPoolId,
        Username: this.#person(role).username,
        SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
      }),
    );
  }

  /** Deletes all of them. Rejects with the first error after it tried each. */
  async delete(): Promise<void> {
    const deleted = await Promise.allSettled(
      [...this.#people.values()].map(async ({ username, actor }) => {
        actor.close();
        await this.#delete(username);
      }),
    );
    const failed = deleted.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  /** One that Cognito refused to make is not there. */
  async #delete(Username: string): Promise<void> {
    try {
      await this.#cognito.send(new AdminDeleteUserCommand({ UserPoolId: this.#target.userPoolId, Username }));
    } catch (error) {
      if (!(error instanceof UserNotFoundException)) throw error;
    }
  }

  #person(role: Role): Person {
    const person = this.#people.get(role);
    if (person === undefined) throw new Error(`There is no ${role} yet.`);
    return person;
  }
}
