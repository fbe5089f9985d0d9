import type { JsonObject, LocalCloud } from 'local-cloud';
import { AwsError } from 'local-cloud';
import { type DemoUser, demoUsers, type WantedUser } from './demoUsers.ts';

/**
 * Creates the missing demo users in Heliograph's user pool, by Cognito's own API. Other apps' pools stay as they are.
 * Does not change existing users.
 * If the pool refuses a user (a required attribute, a trigger), logs that and goes on without demo users.
 */
export async function seedDemoUsers(cloud: LocalCloud): Promise<readonly DemoUser[]> {
  const poolId = heliographPool(cloud);
  if (poolId === undefined) return [];
  const users: DemoUser[] = [];
  for (const user of demoUsers) {
    try {
      users.push(await seed(cloud, poolId, user));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      cloud.platform.log('warn', 'cognito', `The demo user ${user.username} was not made: ${error.message}`);
    }
  }
  return users;
}

/** Returns the id of the pool that has every group of the demo users. */
function heliographPool({ resources }: LocalCloud): string | undefined {
  const wanted = new Set(demoUsers.flatMap(({ groups }) => groups));
  const pools = resources.filter(({ type }) => type === 'AWS::Cognito::UserPool');
  return pools.find(({ physicalId }) => {
    const groups = resources
      .filter(({ type, properties }) => type === 'AWS::Cognito::UserPoolGroup' && properties.UserPoolId === physicalId)
      .map(({ properties }) => properties.GroupName);
    return [...wanted].every((group) => groups.includes(group));
  })?.physicalId;
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
