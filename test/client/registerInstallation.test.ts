import { expect, it } from 'vitest';
import { HeliographError, type RegisterDeviceInput, registerInstallation, type Transport } from '../../client/index.ts';

const address = { fcm: { token: 'token' } };

/** An API that refuses some ids. */
function api(refused: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const transport: Transport = {
    async request(_, variables) {
      const { input } = variables as unknown as { input: RegisterDeviceInput };
      asked.push(input.deviceId);
      expect(input.address).toEqual(address);
      const errorType = refused[input.deviceId];
      if (errorType !== undefined) throw new HeliographError([{ errorType, message: '', errorInfo: {} }]);
      return { registerDevice: { created: true, device: { id: input.deviceId } } } as never;
    },
    subscribe: () => () => {},
  };
  return { transport, asked };
}

it('registers under the id that it has', async () => {
  const { transport, asked } = api({});
  expect(await registerInstallation(transport, { deviceId: 'mine', address })).toMatchObject({
    device: { id: 'mine' },
  });
  expect(asked).toEqual(['mine']);
});

it('takes a new random id where the id is taken', async () => {
  const { transport, asked } = api({ mine: 'DeviceTaken' });
  const { device } = await registerInstallation(transport, { deviceId: 'mine', address });
  expect(asked).toEqual(['mine', device.id]);
  expect(device.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('tries one other id, and passes on any other refusal', async () => {
  const taken = api({ mine: 'DeviceTaken', other: 'DeviceTaken' });
  const both = registerInstallation(taken.transport, { deviceId: 'mine', address }, () => 'other');
  await expect(both).rejects.toMatchObject({ errorType: 'DeviceTaken' });
  expect(taken.asked).toEqual(['mine', 'other']);
  const invalid = api({ mine: 'InvalidInput' });
  const refused = registerInstallation(invalid.transport, { deviceId: 'mine', address });
  await expect(refused).rejects.toMatchObject({ errorType: 'InvalidInput' });
  expect(invalid.asked).toEqual(['mine']);
});
