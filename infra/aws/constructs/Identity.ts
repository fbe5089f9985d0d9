import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPool,
  CfnUserPoolClient,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  PasskeyUserVerification,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** How step-up's codes are sent and checked. */
export type StepUpCodes = 'attributes' | 'userAuth';

export interface IdentityProps {
  /**
   * `attributes`: as attribute verification codes, which any pool has; `userAuth`: as one-time passwords of a sign-in (`USER_AUTH`).
   * @default 'attributes'
   */
  readonly stepUpCodes?: StepUpCodes;
  /**
   * The domain that passkeys are for (WebAuthn relying party ID): the one your app's pages are under.
   * @default - no passkeys
   */
  readonly passkeyRelyingParty?: string;
}

/** Who signs in: one user pool, the app client, and the groups that may publish and administer. */
export class Identity extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  readonly stepUpCodes: StepUpCodes;
  /** By which step-up verifies a user again (`USER_AUTH`); absent where it does not. */
  readonly stepUpClient?: UserPoolClient;

  constructor(scope: Construct, id: string, props: IdentityProps = {}) {
    super(scope, id);
    const { passkeyRelyingParty, stepUpCodes = 'attributes' } = props;
    const codes = stepUpCodes === 'userAuth';
    const passkeys = passkeyRelyingParty !== undefined;
    this.stepUpCodes = stepUpCodes;
    this.userPool = new UserPool(this, 'Users', {
      featurePlan: FeaturePlan.ESSENTIALS,
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      selfSignUpEnabled: true,
      autoVerify: { email: true },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: true },
      enableSmsRole: true,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: { minLength: 12 },
      ...(codes || passkeys
        ? {
            signInPolicy: {
              allowedFirstAuthFactors: { password: true, emailOtp: codes, smsOtp: codes, passkey: passkeys },
            },
          }
        : {}),
      ...(passkeys
        ? { passkeyRelyingPartyId: passkeyRelyingParty, passkeyUserVerification: PasskeyUserVerification.REQUIRED }
        : {}),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.client = this.userPool.addClient('App', {
      // SRP alone: the password never leaves the device.
      authFlows: { userSrp: true },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(30),
      disableOAuth: true,
    });
    if (passkeys) {
      // So that users with MFA can use theirs too (SetUserMFAPreference, WebAuthnMfaSettings). Not in UserPool's properties yet.
      cfnOf(this.userPool, CfnUserPool).webAuthnFactorConfiguration = 'MULTI_FACTOR_WITH_USER_VERIFICATION';
    }
    if (codes || passkeys) {
      this.stepUpClient = this.userPool.addClient('StepUp', {
        authFlows: { user: true },
        // Its id alone signs nobody in: only the functions that may read the secret can.
        generateSecret: true,
        preventUserExistenceErrors: true,
        enableTokenRevocation: true,
        // As long as a challenge lasts (stepUpLimits.ts).
        authSessionValidity: Duration.minutes(10),
        // The least that Cognito allows. The functions revoke the tokens at once and hand them to nobody.
        accessTokenValidity: Duration.minutes(5),
        idTokenValidity: Duration.minutes(5),
        refreshTokenValidity: Duration.minutes(60),
        disableOAuth: true,
      });
      // CDK adds the refreshing of tokens, which nobody is to do.
      cfnOf(this.stepUpClient, CfnUserPoolClient).explicitAuthFlows = ['ALLOW_USER_AUTH'];
    }
    for (const [groupName, description] of [
      ['publishers', 'May publish, and follow what they published'],
      ['admins', 'May do everything publishers may, see all messages, and set step-up'],
    ] as const) {
      new CfnUserPoolGroup(this, groupName, { userPoolId: this.userPool.userPoolId, groupName, description });
    }
  }
}

/** The CloudFormation resource of a construct. */
function cfnOf<Resource>({ node }: Construct, type: new (...args: never[]) => Resource): Resource {
  const { defaultChild } = node;
  if (!(defaultChild instanceof type)) throw new Error(`${node.path} has no ${type.name}.`);
  return defaultChild;
}
