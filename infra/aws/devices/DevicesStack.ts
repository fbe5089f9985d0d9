import type { Construct } from 'constructs';
import type { ApiStack } from '../api/ApiStack.ts';
import type { MessagingStack } from '../messaging/MessagingStack.ts';
import type { PlatformsStack } from '../platforms/PlatformsStack.ts';
import type { Bundles } from '../shared/Bundles.ts';
import { CapabilityStack } from '../shared/CapabilityStack.ts';
import { FieldResolvers } from '../shared/FieldResolvers.ts';
import { LambdaFunction } from '../shared/LambdaFunction.ts';
import { may, type Usable, usable } from '../shared/may.ts';
import type { SendingRates } from '../shared/sendingRates.ts';
import type { StepUpStack } from '../stepUp/StepUpStack.ts';
import type { StorageStack } from '../storage/StorageStack.ts';
import { FollowDevices } from './FollowDevices.ts';
import { ReportDevices } from './ReportDevices.ts';

export interface DevicesStackProps {
  readonly bundles: Bundles;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
  readonly platforms: PlatformsStack;
  readonly api: ApiStack;
  readonly stepUp: StepUpStack;
  /** Devices that a user may have: one more takes the place of the one unseen longest. */
  readonly devicesPerUser: number;
  readonly rates: SendingRates;
}

/** Registering devices, forgetting them, and what follows from either. */
export class DevicesStack extends CapabilityStack {
  /** The function behind the field. */
  readonly registration: Usable<'invoke'>;

  constructor(scope: Construct, id: string, props: DevicesStackProps) {
    super(scope, id, 'devices');
    const { bundles, storage, platforms, api, stepUp } = props;
    const { devices, topics } = storage;
    const registerDevice = new LambdaFunction(this, 'registerDevice', {
      bundles,
      grants: [
        may(devices, 'get', 'query', 'put', 'update', 'delete'),
        // Subscriptions to topics whose group the user has left.
        may(topics, 'get', 'delete'),
        may(platforms.applications, 'createEndpoint'),
        may(platforms.endpoints, 'read', 'set', 'delete'),
      ],
      environment: { DEVICES_PER_USER: `${props.devicesPerUser}` },
    });
    this.registration = usable({
      actions: { invoke: 'lambda:InvokeFunction' },
      resources: [registerDevice.functionArn],
      environment: { REGISTER_DEVICE_ARN: registerDevice.functionArn },
    });
    const unregisterDevice = new LambdaFunction(this, 'unregisterDevice', {
      bundles,
      grants: [may(devices, 'get', 'delete'), may(platforms.endpoints, 'delete')],
    });
    new FollowDevices(this, 'FollowDevices', props);
    new ReportDevices(this, 'ReportDevices', props);
    new FieldResolvers(this, 'Fields', {
      capability: 'devices',
      bundles,
      api,
      dataSources: {
        registerDevice,
        unregisterDevice,
        readDevices: { table: devices, grants: [may(devices, 'get', 'query')] },
      },
      steps: stepUp.fields.steps,
    });
  }
}
