import {
  GetEndpointAttributesCommand,
  ListEndpointsByPlatformApplicationCommand,
  ListPlatformApplicationsCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { print } from 'graphql';
import {
  DeliveryEventsDocument,
  DeviceDocument,
  InitiateStepUpDocument,
  OnDeliveryReportDocument,
  OnMyDeliveriesDocument,
  PublishDocument,
  PutStepUpSettingDocument,
  RegisterDeviceDocument,
  RespondToStepUpChallengeDocument,
} from '../../../client/generated/operations.ts';
import { DeliveryWatch } from './DeliveryWatch.ts';
import type { DemoContext, SeenEvent } from './DemoContext.ts';
import { expect } from './expect.ts';
import { refusalOf, wasReplayed } from './refusals.ts';
import type { Step } from './Step.ts';
import { TotpCodes } from './TotpCodes.ts';

const accepted = ['QUEUED', 'SENT', 'PROVIDER_ACCEPTED'];

/** The product's story, in order. */
export function story(context: DemoContext): readonly Step[] {
  const { progress } = context;
  const show = (watcher: string) => (event: SeenEvent) =>
    progress.note(`${watcher} sees  ${event.deviceId}  ${event.status}${event.reason ? `  ${event.reason}` : ''}`);
  const alice = new DeliveryWatch(show('alice'));
  const paula = new DeliveryWatch(show('paula'));
  let authenticator: TotpCodes | undefined;
  const codes = () => {
    authenticator ??= new TotpCodes(context.user('ada').totpSecret ?? '', (seconds) =>
      progress.note(`the next code is ${seconds} s away`),
    );
    return authenticator;
  };
  let setting: object;
  let challengeId = '';

  return [
    {
      name: 'alice signs in with SRP',
      async run() {
        await signIn(context, 'alice');
      },
    },
    {
      name: 'alice registers her iPhone (APNs) and her tablet (FCM)',
      async run() {
        await register(context, 'demo-phone', { apns: { token: context.phoneToken } });
        await register(context, 'demo-tablet', { fcm: { token: context.tabletToken } });
      },
    },
    {
      name: 'alice subscribes to her deliveries',
      async run() {
        await context.actor('alice').subscribe(print(OnMyDeliveriesDocument), {}, (data) => {
          const { onMyDeliveries: report } = data as { onMyDeliveries: { messageId: string; events: SeenEvent[] } };
          alice.take(report.messageId, report.events);
        });
      },
    },
    {
      name: 'paula signs in, a publisher',
      async run() {
        await signIn(context, 'paula');
      },
    },
    {
      name: 'paula publishes to alice; both watch every delivery reach the push service',
      async run() {
        const messageId = await publishAndWatch(context, 'Your order has shipped', paula);
        await Promise.all(
          [alice, paula].flatMap((watch) => [
            watch.through(messageId, 'demo-phone', accepted),
            watch.through(messageId, 'demo-tablet', accepted),
          ]),
        );
        await received(context, messageId, [context.phoneToken, context.tabletToken]);
      },
    },
    {
      name: 'the tablet’s token dies; the next delivery to it fails, with its reason',
      async run() {
        await kill(context, context.tabletToken);
        const messageId = await publishAndWatch(context, 'Your order has arrived', paula);
        await Promise.all([
          alice.through(messageId, 'demo-phone', accepted),
          paula.through(messageId, 'demo-phone', accepted),
          alice.through(messageId, 'demo-tablet', ['QUEUED', 'SENT', 'FAILED']),
          paula.through(messageId, 'demo-tablet', ['QUEUED', 'SENT', 'FAILED']),
        ]);
        const reason = paula.states(messageId, 'demo-tablet').at(-1)?.reason;
        expect(reason === 'INVALID_TOKEN', `it failed with ${reason}, not INVALID_TOKEN`);
      },
    },
    {
      name: 'the tablet is disabled, and its SNS endpoint with it',
      async run() {
        const { device } = (await context.actor('alice').graphql(print(DeviceDocument), { id: 'demo-tablet' })) as {
          device: { status: string; disabledReason: string | null };
        };
        expect(device.status === 'DISABLED', `the device is ${device.status}`);
        const enabled = await endpointEnabled(context, context.tabletToken);
        expect(enabled === 'false', `the endpoint's Enabled is ${enabled}`);
        progress.note(
          `demo-tablet is ${device.status} (${device.disabledReason}); its endpoint's Enabled is ${enabled}`,
        );
      },
    },
    {
      name: 'ada, an admin, signs in with her authenticator app',
      async run() {
        const next = await context.actor('ada').signIn('ada', context.user('ada').password);
        expect(next === 'CONFIRM_SIGN_IN_WITH_TOTP_CODE', `Cognito asked for ${next}`);
        await codes().use((code) => context.actor('ada').confirmSignIn(code), wasReplayed);
      },
    },
    {
      name: 'her privileged call is refused with StepUpRequired',
      async run() {
        setting = { input: { operation: 'Mutation.deleteStepUpSetting', requirement: 'STEP_UP_REQUIRED' } };
        const refusal = await refusalOf(context.actor('ada').graphql(print(PutStepUpSettingDocument), setting));
        expect(refusal.errorType === 'StepUpRequired', `it was refused with ${refusal.message}`);
        challengeId = `${refusal.errorInfo.challengeId}`;
        progress.note(refusal.message);
      },
    },
    {
      name: 'she answers the challenge with a TOTP code',
      async run() {
        await context.actor('ada').graphql(print(InitiateStepUpDocument), { input: { challengeId } });
        await codes().use(
          (code) =>
            context.actor('ada').graphql(print(RespondToStepUpChallengeDocument), { input: { challengeId, code } }),
          wasReplayed,
        );
      },
    },
    {
      name: 'the same call passes, once',
      async run() {
        await context.actor('ada').graphql(print(PutStepUpSettingDocument), setting);
        const refusal = await refusalOf(context.actor('ada').graphql(print(PutStepUpSettingDocument), setting));
        expect(refusal.errorType === 'StepUpRequired', `the second call ended with ${refusal.message}`);
        progress.note(`again: ${refusal.message}`);
      },
    },
  ];
}

async function signIn(context: DemoContext, username: string): Promise<void> {
  const subject = await context.actor(username).signIn(username, context.user(username).password);
  expect(typeof subject === 'string', 'Amplify has no access token');
  context.subjects.set(username, `${subject}`);
}

async function register(context: DemoContext, deviceId: string, address: object): Promise<void> {
  const input = { deviceId, address, name: deviceId, locale: 'en' };
  const { registerDevice } = (await context.actor('alice').graphql(print(RegisterDeviceDocument), { input })) as {
    registerDevice: { device: { platform: string; status: string } };
  };
  const { platform, status } = registerDevice.device;
  expect(status === 'ENABLED', `${deviceId} is ${status}`);
  context.progress.note(`${deviceId}: ${platform}, ${status}`);
}

/** Publishes to alice and follows the message: the subscription first, then what happened before it stood. */
async function publishAndWatch(context: DemoContext, title: string, watch: DeliveryWatch): Promise<string> {
  const paula = context.actor('paula');
  const input = {
    idempotencyKey: `${title} ${context.tabletToken}`,
    audience: { userIds: [context.subject('alice')] },
    content: { title, body: 'Tap to see where it is.', data: JSON.stringify({ order: '4711' }) },
    reporting: 'PER_DELIVERY',
  };
  const { publish } = (await paula.graphql(print(PublishDocument), { input })) as {
    publish: { message: { id: string } };
  };
  const messageId = publish.message.id;
  context.progress.note(`message ${messageId} accepted`);
  await paula.subscribe(print(OnDeliveryReportDocument), { messageId }, (data) => {
    const { onDeliveryReport: report } = data as { onDeliveryReport: { messageId: string; events: SeenEvent[] } };
    watch.take(report.messageId, report.events);
  });
  const { deliveryEvents } = (await paula.graphql(print(DeliveryEventsDocument), { messageId, after: 0 })) as {
    deliveryEvents: { events: SeenEvent[] };
  };
  watch.take(messageId, deliveryEvents.events);
  return messageId;
}

/** Returns what the simulated phones got. */
async function received(context: DemoContext, messageId: string, tokens: readonly string[]): Promise<void> {
  for (const token of tokens) {
    const url = new URL('/_local/outbox', context.outputs.awsEndpoint);
    url.search = new URLSearchParams({ kind: 'push', token }).toString();
    const pushes = JSON.stringify(await (await fetch(url)).json());
    expect(pushes.includes(messageId), `no push of the message reached ${token.slice(0, 16)}…`);
  }
}

async function kill(context: DemoContext, token: string): Promise<void> {
  const url = new URL(`/_local/push/tokens/${encodeURIComponent(token)}`, context.outputs.awsEndpoint);
  const response = await fetch(url, { method: 'PUT', body: JSON.stringify({ outcome: 'unregistered' }) });
  expect(response.ok, `scripting the token answered ${response.status}`);
}

/** Returns `Enabled` of the endpoint that has the token. Asks SNS as the account's root. */
async function endpointEnabled({ outputs }: DemoContext, token: string): Promise<string | undefined> {
  const sns = new SNSClient({ endpoint: outputs.awsEndpoint, region: outputs.region, credentials: outputs.root });
  const { PlatformApplications } = await sns.send(new ListPlatformApplicationsCommand({}));
  for (const { PlatformApplicationArn } of PlatformApplications ?? []) {
    const { Endpoints } = await sns.send(new ListEndpointsByPlatformApplicationCommand({ PlatformApplicationArn }));
    const endpoint = Endpoints?.find(({ Attributes }) => Attributes?.Token === token);
    if (endpoint === undefined) continue;
    const { Attributes } = await sns.send(new GetEndpointAttributesCommand({ EndpointArn: endpoint.EndpointArn }));
    return Attributes?.Enabled;
  }
  return undefined;
}
