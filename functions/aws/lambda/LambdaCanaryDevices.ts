import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { RegisterDeviceInput } from '../../../schema/generated/types.ts';
import type { CanaryDevices } from '../../canary/CanaryDevices.ts';
import type { RegisterDeviceEvent } from '../../devices/registerDevice.handler.ts';
import { Failure } from '../../rules/Failure.ts';
import { isObject, parseObject } from '../../rules/json.ts';

/** Invokes the function behind `registerDevice` as AppSync does, so that the same rules apply. */
export class LambdaCanaryDevices implements CanaryDevices {
  readonly #client: LambdaClient;
  readonly #functionArn: string;

  constructor(client: LambdaClient, functionArn: string) {
    this.#client = client;
    this.#functionArn = functionArn;
  }

  async register(userId: string, input: RegisterDeviceInput): Promise<void> {
    const event: RegisterDeviceEvent = { userId, groups: [], input };
    const { FunctionError, Payload } = await this.#client.send(
      new InvokeCommand({ FunctionName: this.#functionArn, Payload: JSON.stringify(event) }),
    );
    const answer = parseObject(Payload?.transformToString());
    if (FunctionError === undefined && isObject(answer?.data)) return;
    const errorType = isObject(answer?.error) ? answer.error.errorType : FunctionError;
    throw new Failure(`registerDevice answered ${errorType ?? 'nothing'}`);
  }
}
