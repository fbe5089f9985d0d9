import {
  AccountRecovery,
  CfnUserPool,
  FeaturePlan,
  Mfa,
  PasskeyUserVerification,
  UserPool,
  type UserPoolProps,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { acknowledge } from '../shared/acknowledge.ts';
import { cfnOf } from '../shared/cfnOf.ts';
import { Installation } from '../shared/Installation.ts';
import { type Grant, type Usable, usable } from '../shared/may.ts';

export interface UsersProps {
  /** Whether a code by email or text message is a first factor, for step-up by sign-in. */
  readonly codes: boolean;
  /** Whether anybody may make an account. Otherwise admins of the pool make them. */
  readonly selfSignUp: boolean;
  /** The domain of your app's pages, for passkeys (WebAuthn relying party ID). @default - no passkeys */
  readonly passkeyRelyingParty?: string;
}

const actions = {
  lookUp: 'cognito-idp:AdminGetUser',
  initiateAuth: 'cognito-idp:AdminInitiateAuth',
  respondToChallenge: 'cognito-idp:AdminRespondToAuthChallenge',
  /** Reads a client's secret, which is in no template and no environment. */
  readClient: 'cognito-idp:DescribeUserPoolClient',
};

export type UsersVerb = keyof typeof actions;

/** The user pool. */
export class Users extends UserPool implements Usable<UsersVerb> {
  constructor(scope: Construct, id: string, { codes, passkeyRelyingParty, ...props }: UsersProps) {
    const { id: userPoolName, removalPolicy, deletionProtection } = Installation.of(scope);
    super(scope, id, {
      userPoolName,
      removalPolicy,
      deletionProtection,
      featurePlan: FeaturePlan.ESSENTIALS,
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      selfSignUpEnabled: props.selfSignUp,
      autoVerify: { email: true },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: true },
      enableSmsRole: true,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: { minLength: 12 },
      ...firstFactors({ codes, passkeys: passkeyRelyingParty !== undefined }),
      ...(passkeyRelyingParty === undefined
        ? {}
        : { passkeyRelyingPartyId: passkeyRelyingParty, passkeyUserVerification: PasskeyUserVerification.REQUIRED }),
    });
    acknowledge(this, 'AwsSolutions-COG1', 'Length, without rules of composition: NIST SP 800-63B, 5.1.1.2.');
    acknowledge(
      this,
      'AwsSolutions-COG2',
      'Apps decide. Step-up asks for a second factor where an operation needs it.',
    );
    acknowledge(this, 'AwsSolutions-COG8', 'The Plus plan costs more a user: who deploys decides.');
    acknowledge(
      this,
      'AwsSolutions-IAM5[Resource::*]',
      'Telephone numbers, to which Cognito sends texts, are no resources.',
    );
    if (passkeyRelyingParty !== undefined) {
      // Lets users with MFA use passkeys too (SetUserMFAPreference, WebAuthnMfaSettings). UserPool lacks it.
      cfnOf(this, CfnUserPool).webAuthnFactorConfiguration = 'MULTI_FACTOR_WITH_USER_VERIFICATION';
    }
  }

  permit(verbs: readonly UsersVerb[]): Grant {
    const environment = { USER_POOL_ID: this.userPoolId };
    return usable({ actions, resources: [this.userPoolArn], environment }).permit(verbs);
  }
}

function firstFactors({ codes, passkeys }: { codes: boolean; passkeys: boolean }): Pick<UserPoolProps, 'signInPolicy'> {
  if (!codes && !passkeys) return {};
  return {
    signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: codes, smsOtp: codes, passkey: passkeys } },
  };
}
