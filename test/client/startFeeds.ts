import type { JsonObject, LocalCloud } from 'local-cloud';
import { signRequest } from 'local-cloud/appsync';
import { MovableClock } from 'local-cloud/testing/MovableClock';
import { type CuttableProxy, startProxy } from 'local-cloud/testing/startProxy';
import { startTemplate } from 'local-cloud/testing/startTemplate';
import { trustLocalAuthority } from '../support/liveClients.ts';
import { feedTemplate } from './feedTemplate.ts';

export const password = 'Feeds-demo-135790';

export interface Feeds extends AsyncDisposable {
  readonly cloud: LocalCloud;
  /** Stands between the clients and the port, so that connections can be cut. */
  readonly proxy: CuttableProxy;
  readonly outputs: {
    readonly region: string;
    readonly userPoolId: string;
    readonly userPoolClientId: string;
    readonly userPoolEndpoint: string;
  };
  now(): number;
  /** Puts the servers' clock forward. A token expires after five minutes. */
  pass(minutes: number): void;
  /** Reports the next event of the message `m`. Returns its sequence number. */
  report(): Promise<number>;
  createUser(username: string): Promise<void>;
  disableUser(username: string): Promise<unknown>;
}

export async function startFeeds(): Promise<Feeds> {
  const clock = new MovableClock();
  const cloud = await startTemplate(feedTemplate, { clock });
  const proxy = await startProxy(Number(new URL(cloud.baseUrl).port));
  trustLocalAuthority(cloud.front);
  const { UserPoolId, ClientId } = cloud.result.outputs.Test ?? {};
  const { region } = cloud.platform;
  const userPoolId = String(UserPoolId);
  const cognito = (operation: string, input: JsonObject) =>
    cloud.platform.aws.call({ kind: 'root' }, 'cognito-idp', operation, input);
  let sequence = 0;
  return {
    cloud,
    proxy,
    outputs: { region, userPoolId, userPoolClientId: String(ClientId), userPoolEndpoint: `${cloud.baseUrl}/` },
    now: () => clock.now(),
    pass: (minutes) => clock.advance(minutes * 60_000),
    async report() {
      sequence += 1;
      await reportEvent(cloud, clock.now(), sequence);
      return sequence;
    },
    async createUser(Username) {
      const whom = { UserPoolId: userPoolId, Username };
      await cognito('AdminCreateUser', { ...whom, MessageAction: 'SUPPRESS' });
      await cognito('AdminAddUserToGroup', { ...whom, GroupName: 'publishers' });
      await cognito('AdminSetUserPassword', { ...whom, Password: password, Permanent: true });
    },
    disableUser: (Username) => cognito('AdminDisableUser', { UserPoolId: userPoolId, Username }),
    async [Symbol.asyncDispose]() {
      await proxy.close();
      await cloud[Symbol.asyncDispose]();
    },
  };
}

const mutation = `mutation ($input: ReportDeliveriesInput!) {
  reportDeliveries(input: $input) {
    messageId userId publisherId forPublisher messageStatus statusChanges
    progress { total queued sent providerAccepted received opened failed expired suppressed cancelled countedUpTo }
    events { sequence deliveryId deviceId userId platform status reason retryable version at }
  }
}`;

async function reportEvent({ baseUrl, platform }: LocalCloud, now: number, sequence: number): Promise<void> {
  const event = {
    sequence,
    deliveryId: `m.${sequence}`,
    deviceId: `${sequence}`,
    userId: 'paula',
    platform: 'FCM',
    status: 'SENT',
    version: 1,
    at: new Date(now).toISOString(),
  };
  const input = { messageId: 'm', userId: 'paula', forPublisher: true, events: [event], statusChanges: [] };
  const body = JSON.stringify({ query: mutation, variables: { input } });
  const url = new URL(`${baseUrl}/graphql`);
  const headers = signRequest(
    { method: 'POST', url, headers: { 'content-type': 'application/json' }, body },
    platform.iam.rootCredentials(),
    { region: platform.region, service: 'appsync' },
    now,
  );
  const response = await fetch(url, { method: 'POST', headers, body });
  const answer = (await response.json()) as { readonly errors?: unknown };
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
}
