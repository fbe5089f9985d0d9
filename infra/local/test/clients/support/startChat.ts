import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { LocalCloud } from '../../../LocalCloud.ts';
import { type CuttableProxy, startProxy } from '../../../testing/startProxy.ts';
import { awsClientOptions, startTemplate } from '../../../testing/startTemplate.ts';
import { chatTemplate } from './chatTemplate.ts';

export const password = 'Ada-demo-135790';

export interface Chat extends AsyncDisposable {
  readonly cloud: LocalCloud;
  /** Stands between the clients and the port, so that connections can be cut. */
  readonly proxy: CuttableProxy;
  readonly apiKey: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly serviceRoleArn: string;
}

/** The chat, with the user `ada` in its pool. */
export async function startChat(): Promise<Chat> {
  const cloud = await startTemplate(chatTemplate);
  const proxy = await startProxy(Number(new URL(cloud.baseUrl).port));
  const { ApiKey, UserPoolId, ClientId, ServiceRoleArn } = cloud.result.outputs.Test ?? {};
  const users = new CognitoIdentityProviderClient(awsClientOptions(cloud));
  const ada = { UserPoolId: String(UserPoolId), Username: 'ada' };
  await users.send(new AdminCreateUserCommand({ ...ada, MessageAction: 'SUPPRESS' }));
  await users.send(new AdminSetUserPasswordCommand({ ...ada, Password: password, Permanent: true }));
  return {
    cloud,
    proxy,
    apiKey: String(ApiKey),
    userPoolId: String(UserPoolId),
    clientId: String(ClientId),
    serviceRoleArn: String(ServiceRoleArn),
    async [Symbol.asyncDispose]() {
      await proxy.close();
      await cloud[Symbol.asyncDispose]();
    },
  };
}
