import type { Construct } from 'constructs';
import type { ApiStack } from '../api/ApiStack.ts';
import { recordActs } from '../audit/recordActs.ts';
import type { IdentityStack } from '../identity/IdentityStack.ts';
import type { PlatformsStack } from '../platforms/PlatformsStack.ts';
import type { Settings } from '../settings/readSettings.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { FieldResolvers } from '../shared/FieldResolvers.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { type Grant, may } from '../shared/may.ts';
import type { StorageStack } from '../storage/StorageStack.ts';
import { LockoutAlarm } from './LockoutAlarm.ts';
import { spendGrant } from './spendGrant.ts';

export interface StepUpStackProps extends Pick<Settings, 'stepUpCodes'> {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly identity: IdentityStack;
  readonly platforms: PlatformsStack;
  readonly api: ApiStack;
}

/**
 * Step-up challenges, their settings, and the steps that guard other capabilities' operations.
 * Only codes by a sign-in at step-up's own app client need a permission. The others use the user's own token.
 */
export class StepUpStack extends CapabilityStack {
  readonly fields: FieldResolvers<'stepUp'>;

  constructor(scope: Construct, id: string, props: StepUpStackProps) {
    super(scope, id, 'step-up authentication');
    const { bundles, storage, identity, api } = props;
    const { devices, messages, platforms, topics, stepUpSettings, stepUpSessions, stepUpAudit } = storage;
    const initiateStepUp = this.#initiate(props);
    const respondToStepUp = new LambdaFunction(this, 'respondToStepUp', {
      bundles,
      grants: [
        may(stepUpSessions, 'query', 'get', 'update'),
        may(stepUpAudit, 'put'),
        ...signIn(identity, 'respondToChallenge'),
      ],
      environment: signInClient(identity),
    });
    const approveStepUp = new LambdaFunction(this, 'approveStepUp', {
      bundles,
      grants: [may(stepUpSessions, 'query', 'get', 'update'), may(stepUpAudit, 'put')],
    });
    this.fields = new FieldResolvers(this, 'Fields', {
      capability: 'stepUp',
      bundles,
      api,
      dataSources: {
        initiateStepUp,
        respondToStepUp,
        approveStepUp,
        stepUpGuard: {
          table: stepUpSettings,
          // Besides step-up's own, what others ask it to read along, such as recipients and the idempotency record.
          grants: [stepUpSettings, stepUpSessions, devices, messages, topics, platforms].map((table) =>
            may(table, 'batchGet'),
          ),
        },
        // get: AppSync reads the row again when its condition fails.
        stepUpChallenges: { table: stepUpSessions, grants: [may(stepUpSessions, 'update', 'get')] },
        spendStepUpGrant: { table: stepUpSessions, grants: spendGrant(storage) },
        readStepUpSettings: { table: stepUpSettings, grants: [may(stepUpSettings, 'query')] },
        writeStepUpSettings: {
          table: stepUpSettings,
          grants: [may(stepUpSettings, 'put', 'delete'), ...recordActs(storage)],
        },
        readStepUpAudit: {
          table: stepUpAudit,
          grants: [may(stepUpAudit, 'query'), may(stepUpAudit.index('byUser'), 'query')],
        },
        readStepUpSessions: { table: stepUpSessions, grants: [may(stepUpSessions, 'query')] },
      },
      steps: {},
    });
    new LockoutAlarm(this, 'Lockouts');
  }

  #initiate({ bundles, storage, identity, platforms, stepUpCodes }: StepUpStackProps): LambdaFunction {
    return new LambdaFunction(this, 'initiateStepUp', {
      bundles,
      grants: [
        may(storage.stepUpSessions, 'query', 'get', 'update', 'put'),
        may(storage.stepUpAudit, 'put'),
        // It notes an endpoint that SNS has no more.
        may(storage.devices, 'query', 'update'),
        may(platforms.endpoints, 'publish'),
        ...signIn(identity, 'initiateAuth'),
      ],
      environment: { ...signInClient(identity), STEP_UP_CODES: stepUpCodes },
    });
  }
}

/** Looking a user up, and verifying one by a sign-in where step-up does. */
function signIn({ users, stepUpClient }: IdentityStack, verb: 'initiateAuth' | 'respondToChallenge'): Grant[] {
  const lookUp = may(users, 'lookUp');
  return stepUpClient === undefined ? [lookUp] : [lookUp, may(users, verb, 'readClient')];
}

function signInClient({ stepUpClient }: IdentityStack): { STEP_UP_CLIENT_ID?: string } {
  return stepUpClient === undefined ? {} : { STEP_UP_CLIENT_ID: stepUpClient.userPoolClientId };
}
