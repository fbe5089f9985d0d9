import { randomUUID } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { cognitoOf } from './cognito.ts';
import type { HeliographOutputs } from './Runtime.ts';
import { type SignedIn, signInAs } from './signIn.ts';

/** A new user with a password, and a phone and e-mail address of their own, whose limits nobody else uses up. */
export interface NewUser {
  readonly username: string;
  readonly password: string;
  readonly phone: string;
  readonly email: string;
}

/** A new user who has signed in. */
export interface User extends NewUser, SignedIn {}

export interface NewUserOptions {
  /** @default none */
  readonly groups?: readonly string[];
  /** @default true */
  readonly phoneVerified?: boolean;
  /** @default true */
  readonly emailVerified?: boolean;
}

let phones = 0;

export async function createUser(outputs: HeliographOutputs, options: NewUserOptions = {}): Promise<NewUser> {
  const { groups = [], phoneVerified = true, emailVerified = true } = options;
  const username = `user-${randomUUID()}`;
  const user = {
    username,
    password: 'Test-user-2468',
    phone: `+1555020${String(phones++).padStart(4, '0')}`,
    email: `${username}@example.com`,
  };
  const cognito = cognitoOf(outputs);
  const whom = { UserPoolId: outputs.userPoolId, Username: username };
  await cognito.send(
    new AdminCreateUserCommand({
      ...whom,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: user.email },
        { Name: 'email_verified', Value: String(emailVerified) },
        { Name: 'phone_number', Value: user.phone },
        { Name: 'phone_number_verified', Value: String(phoneVerified) },
      ],
    }),
  );
  for (const GroupName of groups) await cognito.send(new AdminAddUserToGroupCommand({ ...whom, GroupName }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...whom, Password: user.password, Permanent: true }));
  return user;
}

/** Creates a user and signs in. */
export async function newUser(outputs: HeliographOutputs, options: NewUserOptions = {}): Promise<User> {
  const user = await createUser(outputs, options);
  return { ...user, ...(await signInAs(outputs, user)) };
}

/** Creates a user who may publish. */
export function newPublisher(outputs: HeliographOutputs, options: NewUserOptions = {}): Promise<User> {
  return newUser(outputs, { groups: ['publishers'], ...options });
}

/** Creates a user who may publish, and change topics and settings. */
export function newAdmin(outputs: HeliographOutputs): Promise<User> {
  return newUser(outputs, { groups: ['admins'] });
}
