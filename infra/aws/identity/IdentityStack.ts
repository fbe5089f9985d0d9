import { CfnUserPoolGroup, type UserPoolClient, UserPoolOperation } from 'aws-cdk-lib/aws-cognito';
import { Policy } from 'aws-cdk-lib/aws-iam';
import { Function as AwsFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/readSettings.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import type { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may, policyStatements } from '../shared/may.ts';
import type { SignInStack } from '../signIn/SignInStack.ts';
import { addAppClient, addStepUpClient } from './clients.ts';
import { Users } from './Users.ts';

type Setting = 'passkeyRelyingParty' | 'selfSignUp' | 'stepUpCodes';

export interface IdentityStackProps extends Pick<Settings, Setting> {
  readonly signIn: SignInStack;
}

/** Who signs in: one user pool, the app client, and the groups that may publish and administer. */
export class IdentityStack extends CapabilityStack {
  readonly users: Users;
  readonly client: UserPoolClient;
  /** The client that verifies a user again for step-up (`USER_AUTH`). Absent if `stepUpCodes` is `attributes`. */
  readonly stepUpClient?: UserPoolClient;

  constructor(scope: Construct, id: string, { signIn, stepUpCodes, ...settings }: IdentityStackProps) {
    super(scope, id, 'the user pool');
    const codes = stepUpCodes === 'userAuth';
    this.users = new Users(this, 'Users', { codes, ...settings });
    this.client = addAppClient(this.users);
    if (codes || settings.passkeyRelyingParty !== undefined) this.stepUpClient = addStepUpClient(this.users);
    for (const [groupName, description] of [
      ['publishers', 'May publish, and follow what they published'],
      ['admins', 'May do everything publishers may, see all messages, and set step-up'],
    ] as const) {
      new CfnUserPoolGroup(this, groupName, { userPoolId: this.users.userPoolId, groupName, description });
    }
    this.#trigger(UserPoolOperation.POST_AUTHENTICATION, signIn.recordSignIn);
    this.#trigger(UserPoolOperation.CUSTOM_MESSAGE, signIn.wordCode);
  }

  /** The function's permissions that name the pool stand here, above the function: the pool names it. */
  #trigger(operation: UserPoolOperation, { node, functionArn, role }: LambdaFunction): void {
    const attributes = { functionArn, sameEnvironment: true };
    this.users.addTrigger(operation, AwsFunction.fromFunctionAttributes(this, node.id, attributes));
    const policy = new Policy(this, `${node.id}LooksUpUsers`, {
      statements: policyStatements([may(this.users, 'lookUp')]),
    });
    role?.attachInlinePolicy(policy);
  }
}
