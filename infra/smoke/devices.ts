import {
  RegisterDeviceDocument,
  type RegisterDeviceInput,
  UnregisterDeviceDocument,
} from '../../client/generated/operations.ts';
import { GraphQLFailed } from '../start/demo/Actor.ts';
import { expect } from '../start/demo/expect.ts';
import { ask } from './ask.ts';
import type { SmokeContext } from './SmokeContext.ts';

/** Registers a device with a token that no phone has. A platform that is not offered is left out. */
export async function registerDevices({ devices, people, progress, run }: SmokeContext): Promise<void> {
  const addresses: Readonly<Record<string, RegisterDeviceInput['address']>> = {
    fcm: { fcm: { token: `smoke-${run}` } },
    apns: { apns: { token: run.repeat(4) } },
  };
  for (const [platform, address] of Object.entries(addresses)) {
    const deviceId = `smoke-${platform}-${run}`;
    try {
      const { registerDevice } = await ask(people.actor('user'), RegisterDeviceDocument, {
        input: { deviceId, address },
      });
      devices.push(deviceId);
      progress.note(`${deviceId}: ${registerDevice.device.platform}, ${registerDevice.device.status}`);
    } catch (error) {
      if (!(error instanceof GraphQLFailed) || error.errorType !== 'InvalidInput') throw error;
      progress.note(`left out: ${error.message}`);
    }
  }
  expect(devices.length > 0, 'no platform took a device');
}

export async function unregisterDevices({ devices, people }: SmokeContext): Promise<void> {
  for (const deviceId of devices) {
    const { unregisterDevice } = await ask(people.actor('user'), UnregisterDeviceDocument, { input: { deviceId } });
    expect(unregisterDevice.unregistered, `${deviceId} was not there`);
  }
}
