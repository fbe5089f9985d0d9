import type { JsonObject, LocalCloud } from 'local-cloud';
import { AwsError } from 'local-cloud';
import { type DemoUser, demoUsers, type WantedUser } from './demoUsers.ts';

/**
 * Creates the missing demo users in the template's first user pool, by Cognito's own API.
 * Does not change existing users.
 * If the pool refuses a user (a required attribute, a trigger), logs that and goes on without demo users.
 */
export async function seedDemoUsers(cloud: LocalCloud): Promise<readonly DemoUser[]> {
  const pool = cloud.resources.find(({ type }) => type === 'AWS::Cognito::UserPool');
  if (!pool) return [];
  const groups = cloud.resources
    .filter(({ type }) => type === 'AWS::Cognito::UserPoolGroup')
    .map(({ properties }) => properties.GroupName);
  const attributes = pool.properties.UsernameAttributes;
  const byEmail = Array.isArray(attributes) && attributes.includes('email');
  const users: DemoUser[] = [];
  for (const wanted of demoUsers) {
    const user: WantedUser = {
      ...wanted,
      username: byEmail ? wanted.email : wanted.username,
      groups: wanted.groups.filter((group) => groups.includes(group)),
    };
    try {
      users.push(await seed(cloud, pool.physicalId, user));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      cloud.platform.log('warn', 'cognito', `The demo user ${user.username} was not made: ${error.message}`);
    }
  }
  return users;
}

async function seed(cloud: LocalCloud, UserPoolId: string, user: WantedUser): Promise<DemoUser> {
  const { totp, ...shown } = user;
  const Username = user.username;
  const call = (operation: string, input: JsonObject) =>
    cloud.platform.aws.call({ kind: 'root' }, 'cognito-idp', operation, { UserPoolId, Username, ...input });
  if (await exists(call)) {
    return totp ? { ...shown, totpSecret: cloud.cognito.enrolSoftwareToken(UserPoolId, Username) } : shown;
  }
  await call('AdminCreateUser', {
    MessageAction: 'SUPPRESS',
    UserAttributes: [
      { Name: 'email', Value: user.email },
      { Name: 'email_verified', Value: 'true' },
      { Name: 'phone_number', Value: user.phone },
      { Name: 'phone_number_verified', Value: 'true' },
    ],
  });
  for (const GroupName of user.groups) await call('AdminAddUserToGroup', { GroupName });
  let token: { readonly totpSecret?: string } = {};
  if (totp) {
    token = { totpSecret: cloud.cognito.enrolSoftwareToken(UserPoolId, Username) };
    await call('AdminSetUserMFAPreference', { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
  }
  // Last, so that a user whose creation was interrupted cannot sign in. The next start creates it anew.
  await call('AdminSetUserPassword', { Password: user.password, Permanent: true });
  return { ...shown, ...token };
}

/** Returns whether the user exists and is complete. Deletes an incomplete one. */
async function exists(call: (operation: string, input: JsonObject) => Promise<JsonObject>): Promise<boolean> {
  try {
    const { UserStatus: status } = await call('AdminGetUser', {});
    if (status !== 'FORCE_CHANGE_PASSWORD') return true;
    await call('AdminDeleteUser', {});
    return false;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'UserNotFoundException') return false;
    throw error;
  }
}
