import { randomUUID } from 'node:crypto';
import { CloudWatchClient, GetMetricDataCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { JsonObject } from 'local-cloud';
import { signRequest } from 'local-cloud/appsync';
import { MovableClock } from 'local-cloud/testing/MovableClock';
import { expect } from 'vitest';
import { canaryDevice } from '../../functions/rules/canary/canaryToken.ts';
import type { Template } from '../../infra/preflight/assemblyTemplates.ts';
import { editAssembly, findResource } from '../support/editAssembly.ts';
import { installation } from '../support/installation.ts';
import { scriptPush, until } from '../support/observe.ts';
import { publishMutation, registerDevice } from '../support/operations.ts';
import { type Heliograph, startHeliograph } from '../support/startHeliograph.ts';
import { subscribeAs } from '../support/subscribeAs.ts';
import { newUser, type User } from '../support/users.ts';

export const MINUTE = 60_000;
/** What the longest batching window of a stream is within. */
const BATCHING = 2_000;
/** Looks in a row that find nothing going on, and the milliseconds between them. */
const QUIET_LOOKS = 3;
const LOOK_PAUSE = 25;
/** Has the token of a test phone of APNs. The canaries of the other platforms have dead ones. */
const CANARY_SECRET = 'heliograph/canary';

const deadFcmToken = () => `${canaryDevice('FCM', {}).address.fcm?.token}`;

interface Held {
  readonly platform: string;
  readonly heldBecause: string | null;
}

/** A Heliograph on a clock that the test moves, with the alarms that its metrics raise. */
export class Watched implements AsyncDisposable {
  readonly heliograph: Heliograph;
  /** Whose phones are `apns-…` and `fcm-…`, in tokens. */
  readonly user: User;
  readonly #clock: MovableClock;
  readonly #client: CloudWatchClient;

  private constructor(heliograph: Heliograph, clock: MovableClock, user: User) {
    this.heliograph = heliograph;
    this.#clock = clock;
    this.user = user;
    const { awsEndpoint: endpoint, region, root: credentials } = heliograph.outputs;
    this.#client = new CloudWatchClient({ endpoint, region, credentials });
  }

  /** Starts one that sends canaries, and whose function `throttled` may not run at all. */
  static async start(throttled: { readonly stack: string; readonly id: string }): Promise<Watched> {
    const clock = new MovableClock();
    const edits = {
      [throttled.stack]: (template: Template) => {
        const found = findResource(template, 'AWS::Lambda::Function', (id) => id.startsWith(throttled.id));
        found.Properties.ReservedConcurrentExecutions = 0;
      },
    };
    const assembly = await editAssembly(edits, { canary: CANARY_SECRET });
    const secrets = { [CANARY_SECRET]: () => JSON.stringify({ APNS: 'ca'.repeat(32) }) };
    const heliograph = await startHeliograph({ assembly, clock, secrets });
    // The push services know no token that is dead.
    await scriptPush(heliograph.outputs, deadFcmToken(), { outcome: 'unregistered' });
    const user = await newUser(heliograph.outputs);
    const watched = new Watched(heliograph, clock, user);
    // The first canary starts many functions.
    await watched.rest();
    await registerDevice(heliograph.outputs, user, watched.token('fcm'), { fcm: { token: watched.token('fcm') } });
    // A feed that was open within the day is reported to.
    const feed = 'subscription { onMyDeliveries { messageId } }';
    const { client } = await subscribeAs(heliograph.outputs, user.accessToken, feed);
    client.socket.close();
    // Early in a minute, so that the test ends each of them.
    await watched.pass(MINUTE - (clock.now() % MINUTE) + 1_000);
    return watched;
  }

  token(platform: string): string {
    return `${platform}-${this.user.username}`;
  }

  /** Lets the work that goes on end, then lets time pass, and again lets the work end. */
  async pass(milliseconds: number): Promise<void> {
    await this.rest();
    // Batches that wait for more records go before the time does, and those of what follows after it.
    for (const part of [BATCHING, milliseconds - 2 * BATCHING, BATCHING]) {
      this.#clock.advance(part);
      await this.rest();
    }
  }

  /** Resolves when no function runs, and none has for a moment. */
  async rest(): Promise<void> {
    const { lambda, platform } = this.heliograph.cloud;
    const requests = () => [...platform.meter.snapshot().values()].reduce((sum, units) => sum + units, 0);
    let looks = 0;
    let last = -1;
    const isQuiet = () => {
      const now = requests();
      looks = lambda.running === 0 && now === last ? looks + 1 : 0;
      last = now;
      return looks >= QUIET_LOOKS;
    };
    // Readers ask their queues again soon, which counts too.
    await until('all functions rest', isQuiet, Boolean, LOOK_PAUSE);
  }

  /** Returns the alarms in ALARM, as `<stack>/<id without its hash>`. */
  async alarms(): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms(
      { client: this.#client },
      { StateValue: 'ALARM' },
    )) {
      names.push(...MetricAlarms.map(({ AlarmName }) => `${AlarmName}`));
    }
    return this.heliograph.cloud.resources
      .filter(({ type, physicalId }) => type === 'AWS::CloudWatch::Alarm' && names.includes(physicalId))
      .map(({ path }) => path.replace(/^[^/]+\//, '').replace(/[0-9A-F]{8}$/, ''))
      .toSorted();
  }

  /** Returns the sum of an own metric without dimensions, over the last hour. */
  async sumOf(MetricName: string): Promise<number | undefined> {
    const Metric = { Namespace: installation, MetricName };
    const { MetricDataResults = [] } = await this.#client.send(
      new GetMetricDataCommand({
        StartTime: new Date(this.now() - 60 * MINUTE),
        EndTime: new Date(this.now()),
        MetricDataQueries: [{ Id: 'sum', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
      }),
    );
    return MetricDataResults[0]?.Values?.reduce((sum, value) => sum + value, 0);
  }

  /** Calls an operation as root, within this process. */
  call(service: string, operation: string, input: JsonObject): Promise<JsonObject> {
    return this.heliograph.cloud.platform.aws.call({ kind: 'root' }, service, operation, input);
  }

  /** Keeps the function whose logical id begins so from its streams and queues, until the returned one is called. */
  async disable(logicalId: string): Promise<() => Promise<void>> {
    const FunctionName = this.idOf('AWS::Lambda::Function', logicalId);
    const { EventSourceMappings } = await this.call('lambda', 'ListEventSourceMappings', { FunctionName });
    const all = EventSourceMappings as readonly { readonly UUID: string }[];
    const set = async (Enabled: boolean) => {
      for (const { UUID } of all) await this.call('lambda', 'UpdateEventSourceMapping', { UUID, Enabled });
    };
    await set(false);
    return () => set(true);
  }

  /** Stops the schedule whose logical id begins so, until the returned one is called. */
  async stop(schedule: string): Promise<() => Promise<void>> {
    const Name = this.idOf('AWS::Scheduler::Schedule', schedule);
    const GroupName = this.idOf('AWS::Scheduler::ScheduleGroup', '');
    const definition = await this.call('scheduler', 'GetSchedule', { Name, groupName: GroupName });
    const set = async (State: string) => {
      await this.call('scheduler', 'UpdateSchedule', { ...definition, Name, GroupName, State });
    };
    await set('DISABLED');
    return () => set('ENABLED');
  }

  /** Sends a message to the queue whose logical id begins so. */
  async send(queue: string, MessageBody: string): Promise<void> {
    await this.call('sqs', 'SendMessage', { QueueUrl: this.idOf('AWS::SQS::Queue', queue), MessageBody });
  }

  /** Removes all messages of the queue whose logical id begins so. */
  async empty(queue: string): Promise<void> {
    await this.call('sqs', 'PurgeQueue', { QueueUrl: this.idOf('AWS::SQS::Queue', queue) });
  }

  /** Returns the log group in which SNS writes what FCM answered. */
  async deliveryLog(): Promise<string> {
    const { logGroups } = await this.call('logs', 'DescribeLogGroups', { logGroupNamePrefix: 'sns/' });
    const names = (logGroups as readonly { readonly logGroupName: string }[]).map(({ logGroupName }) => logGroupName);
    return `${names.find((name) => name.includes('/GCM/'))}`;
  }

  /** Returns an attribute of the one resource of a type whose logical id begins so. */
  attributeOf(type: string, logicalId: string, name: string): string {
    const id = this.idOf(type, logicalId);
    const found = this.heliograph.cloud.resources.find((one) => one.type === type && one.physicalId === id);
    return `${found?.attributes[name]}`;
  }

  /** Returns the physical id of the one resource of a type whose logical id begins so. */
  idOf(type: string, logicalId: string): string {
    const found = this.heliograph.cloud.resources.filter(
      (resource) => resource.type === type && resource.logicalId.startsWith(logicalId),
    );
    if (found.length !== 1) throw new Error(`${found.length} resources of ${type} begin with ${logicalId}.`);
    return `${found[0]?.physicalId}`;
  }

  /** Invokes a function whose logical id begins so. Returns its error. */
  async invoke(logicalId: string, event: unknown, type = 'RequestResponse'): Promise<unknown> {
    const FunctionName = this.idOf('AWS::Lambda::Function', logicalId);
    const input = { FunctionName, InvocationType: type, Payload: JSON.stringify(event) };
    return (await this.call('lambda', 'Invoke', input)).FunctionError;
  }

  /** Denies actions to the role whose logical id begins so, until the returned function is called. */
  async deny(role: string, ...Action: readonly string[]): Promise<() => void> {
    const { iam } = this.heliograph.cloud.platform;
    const policies = iam.resources.find(({ type }) => type === 'AWS::IAM::Policy');
    const PolicyName = `Deny-${randomUUID()}`;
    const Statement = [{ Effect: 'Deny', Action, Resource: '*' }];
    const properties = {
      PolicyName,
      Roles: [this.idOf('AWS::IAM::Role', role)],
      PolicyDocument: { Version: '2012-10-17', Statement },
    };
    const place = { stackName: 'Test', logicalId: PolicyName, generatedName: PolicyName };
    const result = await policies?.apply({ ...place, properties, asset: () => '' });
    return () => void policies?.remove?.(`${result?.physicalId}`, properties);
  }

  /** Publishes to the user's phones, or another audience, as a backend service. */
  async publish(audience: object = { userIds: [this.user.sub] }): Promise<void> {
    const input = { idempotencyKey: randomUUID(), audience, content: { title: 'Hello' } };
    const answer = await this.graphql(publishMutation, { input });
    expect(answer).toMatchObject({ data: { publish: { replayed: false } } });
  }

  /** Publishes a hundred messages to a user: so many that shares of them count. */
  async publishHundred(userId: string): Promise<void> {
    const entries = Array.from({ length: 100 }, (_, index) => {
      const message = { idempotencyKey: randomUUID(), audience: { userIds: [userId] }, content: { title: 'Hello' } };
      return { id: `${index}`, message };
    });
    const mutation = `mutation ($input: PublishBatchInput!) {
      publishBatch(input: $input) { results { message { status } } } }`;
    // Under load some entries are to be repeated, which does not publish the others again.
    await until('all are accepted', async () => {
      const answer = await this.graphql(mutation, { input: { entries } });
      expect(answer).toMatchObject({ data: { publishBatch: { results: { length: entries.length } } } });
      return !JSON.stringify(answer).includes('"message":null');
    });
  }

  /** Registers another user's phone. Returns the user's id. */
  async newRecipient(address: object): Promise<string> {
    const user = await newUser(this.heliograph.outputs);
    await registerDevice(this.heliograph.outputs, user, `phone-${user.username}`, address);
    return user.sub;
  }

  /** Returns why a platform is held, null if it is not. */
  async heldBecause(name: string): Promise<string | null | undefined> {
    const answer = await this.graphql('{ platforms { platform heldBecause } }');
    const { data } = answer as { readonly data: { readonly platforms: readonly Held[] } };
    return data.platforms.find(({ platform }) => platform === name)?.heldBecause;
  }

  /** Lets minutes pass, one after the other, as schedules and alarms see them. */
  async passMinutes(count: number): Promise<void> {
    for (let minute = 0; minute < count; minute += 1) await this.pass(MINUTE);
  }

  /** Sends an operation as a backend service, signed at the time of the clock. */
  async graphql(query: string, variables: object = {}): Promise<unknown> {
    const { outputs } = this.heliograph;
    const url = new URL(outputs.graphqlEndpoint);
    const body = JSON.stringify({ query, variables });
    const request = { method: 'POST', url, headers: { 'content-type': 'application/json' }, body };
    const scope = { region: outputs.region, service: 'appsync' };
    const headers = signRequest(request, outputs.service, scope, this.#clock.now());
    const answer: unknown = await (await fetch(url, { method: 'POST', headers, body })).json();
    return answer;
  }

  now(): number {
    return this.#clock.now();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.destroy();
    await this.heliograph[Symbol.asyncDispose]();
  }
}
