import type { AwsOperation } from '../../platform/AwsApi.ts';
import type { Services } from '../Services.ts';
import { adminAddUserToGroup } from './adminAddUserToGroup.ts';
import { adminConfirmSignUp } from './adminConfirmSignUp.ts';
import { adminCreateUser } from './adminCreateUser.ts';
import { adminDeleteUser } from './adminDeleteUser.ts';
import { adminDeleteUserAttributes } from './adminDeleteUserAttributes.ts';
import { adminDisableUser } from './adminDisableUser.ts';
import { adminEnableUser } from './adminEnableUser.ts';
import { adminGetUser } from './adminGetUser.ts';
import { adminInitiateAuth } from './adminInitiateAuth.ts';
import { adminListGroupsForUser } from './adminListGroupsForUser.ts';
import { adminRemoveUserFromGroup } from './adminRemoveUserFromGroup.ts';
import { adminResetUserPassword } from './adminResetUserPassword.ts';
import { adminRespondToAuthChallenge } from './adminRespondToAuthChallenge.ts';
import { adminSetUserMFAPreference } from './adminSetUserMFAPreference.ts';
import { adminSetUserPassword } from './adminSetUserPassword.ts';
import { adminUpdateUserAttributes } from './adminUpdateUserAttributes.ts';
import { adminUserGlobalSignOut } from './adminUserGlobalSignOut.ts';
import { associateSoftwareToken } from './associateSoftwareToken.ts';
import { changePassword } from './changePassword.ts';
import { completeWebAuthnRegistration } from './completeWebAuthnRegistration.ts';
import { confirmForgotPassword } from './confirmForgotPassword.ts';
import { confirmSignUp } from './confirmSignUp.ts';
import { createGroup } from './createGroup.ts';
import { deleteGroup } from './deleteGroup.ts';
import { deleteUser } from './deleteUser.ts';
import { deleteUserAttributes } from './deleteUserAttributes.ts';
import { deleteUserPool } from './deleteUserPool.ts';
import { deleteWebAuthnCredential } from './deleteWebAuthnCredential.ts';
import { describeUserPool } from './describeUserPool.ts';
import { describeUserPoolClient } from './describeUserPoolClient.ts';
import { forgotPassword } from './forgotPassword.ts';
import { getGroup } from './getGroup.ts';
import { getTokensFromRefreshToken } from './getTokensFromRefreshToken.ts';
import { getUser } from './getUser.ts';
import { getUserAttributeVerificationCode } from './getUserAttributeVerificationCode.ts';
import { getUserAuthFactors } from './getUserAuthFactors.ts';
import { globalSignOut } from './globalSignOut.ts';
import { initiateAuth } from './initiateAuth.ts';
import { listGroups } from './listGroups.ts';
import { listUsers } from './listUsers.ts';
import { listUsersInGroup } from './listUsersInGroup.ts';
import { listWebAuthnCredentials } from './listWebAuthnCredentials.ts';
import { resendConfirmationCode } from './resendConfirmationCode.ts';
import { respondToAuthChallenge } from './respondToAuthChallenge.ts';
import { revokeToken } from './revokeToken.ts';
import { setUserMFAPreference } from './setUserMFAPreference.ts';
import { signUp } from './signUp.ts';
import { startWebAuthnRegistration } from './startWebAuthnRegistration.ts';
import { unsupportedOperations } from './unsupportedOperations.ts';
import { updateUserAttributes } from './updateUserAttributes.ts';
import { verifySoftwareToken } from './verifySoftwareToken.ts';
import { verifyUserAttribute } from './verifyUserAttribute.ts';

/** Returns every operation of the API. Those that this runtime does not do say so by name. */
export function createOperations(services: Services): Readonly<Record<string, AwsOperation>> {
  return {
    ...unsupportedOperations,
    AdminAddUserToGroup: adminAddUserToGroup(services),
    AdminConfirmSignUp: adminConfirmSignUp(services),
    AdminCreateUser: adminCreateUser(services),
    AdminDeleteUser: adminDeleteUser(services),
    AdminDeleteUserAttributes: adminDeleteUserAttributes(services),
    AdminDisableUser: adminDisableUser(services),
    AdminEnableUser: adminEnableUser(services),
    AdminGetUser: adminGetUser(services),
    AdminInitiateAuth: adminInitiateAuth(services),
    AdminListGroupsForUser: adminListGroupsForUser(services),
    AdminRemoveUserFromGroup: adminRemoveUserFromGroup(services),
    AdminResetUserPassword: adminResetUserPassword(services),
    AdminRespondToAuthChallenge: adminRespondToAuthChallenge(services),
    AdminSetUserMFAPreference: adminSetUserMFAPreference(services),
    AdminSetUserPassword: adminSetUserPassword(services),
    AdminUpdateUserAttributes: adminUpdateUserAttributes(services),
    AdminUserGlobalSignOut: adminUserGlobalSignOut(services),
    AssociateSoftwareToken: associateSoftwareToken(services),
    ChangePassword: changePassword(services),
    CompleteWebAuthnRegistration: completeWebAuthnRegistration(services),
    ConfirmForgotPassword: confirmForgotPassword(services),
    ConfirmSignUp: confirmSignUp(services),
    CreateGroup: createGroup(services),
    DeleteGroup: deleteGroup(services),
    DeleteUser: deleteUser(services),
    DeleteUserAttributes: deleteUserAttributes(services),
    DeleteUserPool: deleteUserPool(services),
    DeleteWebAuthnCredential: deleteWebAuthnCredential(services),
    DescribeUserPool: describeUserPool(services),
    DescribeUserPoolClient: describeUserPoolClient(services),
    ForgotPassword: forgotPassword(services),
    GetGroup: getGroup(services),
    GetTokensFromRefreshToken: getTokensFromRefreshToken(services),
    GetUser: getUser(services),
    GetUserAttributeVerificationCode: getUserAttributeVerificationCode(services),
    GetUserAuthFactors: getUserAuthFactors(services),
    GlobalSignOut: globalSignOut(services),
    InitiateAuth: initiateAuth(services),
    ListGroups: listGroups(services),
    ListUsers: listUsers(services),
    ListUsersInGroup: listUsersInGroup(services),
    ListWebAuthnCredentials: listWebAuthnCredentials(services),
    ResendConfirmationCode: resendConfirmationCode(services),
    RespondToAuthChallenge: respondToAuthChallenge(services),
    RevokeToken: revokeToken(services),
    SetUserMFAPreference: setUserMFAPreference(services),
    SignUp: signUp(services),
    StartWebAuthnRegistration: startWebAuthnRegistration(services),
    UpdateUserAttributes: updateUserAttributes(services),
    VerifySoftwareToken: verifySoftwareToken(services),
    VerifyUserAttribute: verifyUserAttribute(services),
  };
}
