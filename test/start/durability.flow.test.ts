import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { isThorough, seed } from 'local-cloud/testing/effort';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, expect, it } from 'vitest';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { graphql, graphqlData } from '../support/graphql.ts';
import { outboxOf, until } from '../support/observe.ts';
import { publishMutation } from '../support/operations.ts';
import { Runtime } from '../support/Runtime.ts';
import { type SignedIn, signIn } from '../support/signIn.ts';

// A process that is killed in the middle of its work, at a drawn moment, and started again on the same DIR.

let assembly: string;

beforeAll(async () => {
  assembly = temporaryFolder('assembly');
  await synthesizeCached(assembly);
});

const registerMutation = 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { created } }';

const KILLS = 3;
/** Acknowledgements until a kill, at most. */
const LONGEST_LIFE = 60;
const WRITERS = 3;
/** With the phone and the tablet, fewer than a user may have: one more would remove another. */
const DEVICES = 20;

interface Acknowledged {
  /** Message ids by their idempotency key. */
  readonly messages: Map<string, string>;
  readonly devices: Set<string>;
}

/** Publishes, registers and remembers what was acknowledged. Kills the process at its `killAt`th acknowledgement. */
async function load(
  runtime: Runtime,
  users: { readonly alice: SignedIn; readonly paula: SignedIn },
  acknowledged: Acknowledged,
  killAt: number,
): Promise<void> {
  const { outputs } = runtime;
  const { alice, paula } = users;
  const end = Promise.withResolvers<unknown>();
  let count = 0;
  const acknowledge = () => {
    count += 1;
    if (count === killAt) end.resolve(runtime.end('SIGKILL'));
  };
  const publish = async () => {
    const idempotencyKey = randomUUID();
    const input = {
      idempotencyKey,
      audience: { deviceIds: ['phone', 'tablet'] },
      content: { title: idempotencyKey },
      reporting: 'PER_DELIVERY',
    };
    const { data } = await graphql(outputs, paula.accessToken, publishMutation, { input });
    const published = data?.publish as { message: { id: string } } | undefined;
    if (!published) return;
    acknowledged.messages.set(idempotencyKey, published.message.id);
    acknowledge();
  };
  const register = async () => {
    const deviceId = `device-${acknowledged.devices.size % DEVICES}`;
    const input = { deviceId, address: { fcm: { token: deviceId } } };
    const { data } = await graphql(outputs, alice.accessToken, registerMutation, { input });
    if (!data?.registerDevice) return;
    acknowledged.devices.add(deviceId);
    acknowledge();
  };
  const writer = async (work: () => Promise<void>) => {
    try {
      while (runtime.running) await work();
    } catch {
      // The connection broke: what was under way is acknowledged to nobody.
    }
  };
  await Promise.all([...Array.from({ length: WRITERS }, () => writer(publish)), writer(register)]);
  end.reject(new Error('The load ended before the kill.'));
  expect(await end.promise).toBe('SIGKILL');
}

interface Message {
  readonly status: string;
  readonly title: string;
  readonly deliveries: { readonly nodes: readonly { readonly status: string }[] };
}

interface DevicePage {
  readonly devices: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function devicesOf(runtime: Runtime, user: SignedIn): Promise<Set<string>> {
  const query = `query ($after: String) {
    devices(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
  }`;
  const ids = new Set<string>();
  let after: string | null = null;
  do {
    const { devices }: DevicePage = await graphqlData(runtime.outputs, user.accessToken, query, { after });
    for (const { id } of devices.nodes) ids.add(id);
    after = devices.pageInfo.hasNextPage ? devices.pageInfo.endCursor : null;
  } while (after !== null);
  return ids;
}

it.runIf(isThorough)(
  `loses nothing that it acknowledged, killed ${KILLS} times under load`,
  { timeout: 180_000 },
  async ({ annotate }) => {
    const acknowledged: Acknowledged = { messages: new Map(), devices: new Set(['phone', 'tablet']) };
    const args = ['--assembly', assembly];
    await using first = await Runtime.start({ args });
    const { directory } = first;
    const alice = await signIn(first.outputs, 'alice');
    const paula = await signIn(first.outputs, 'paula');
    for (const deviceId of ['phone', 'tablet']) {
      const input = { deviceId, address: { fcm: { token: deviceId } } };
      await graphqlData(first.outputs, alice.accessToken, registerMutation, { input });
    }

    let runtime = first;
    for (const killAt of fc.sample(fc.integer({ min: 10, max: LONGEST_LIFE }), { numRuns: KILLS, seed })) {
      await load(runtime, { alice, paula }, acknowledged, killAt);
      runtime = await Runtime.start({ directory, args });
    }
    const { outputs } = runtime;

    // The tokens of before count: so do the pool's keys and users.
    const known = await devicesOf(runtime, alice);
    expect([...acknowledged.devices].filter((id) => !known.has(id))).toEqual([]);

    // Everything accepted is finished without anybody's doing.
    const query = `query ($id: ID!) {
    message(id: $id) { status title progress { total queued providerAccepted } deliveries { nodes { deviceId status } } }
  }`;
    const pushes = async () => {
      const counts = new Map<string, number>();
      for (const token of ['phone', 'tablet']) {
        for (const { body } of await outboxOf(outputs, { token })) {
          const title = (body as { message: { notification: { title: string } } }).message.notification.title;
          counts.set(`${title} ${token}`, (counts.get(`${title} ${token}`) ?? 0) + 1);
        }
      }
      return counts;
    };
    let sent = 0;
    for (const [title, id] of acknowledged.messages) {
      const { message } = await until(
        'the message is completed',
        () => graphqlData<{ message: Message | null }>(outputs, paula.accessToken, query, { id }),
        ({ message }) => message?.status === 'COMPLETED',
      );
      expect(message?.title).toBe(title);
      expect(message?.deliveries.nodes).toHaveLength(2);
      for (const { status } of message?.deliveries.nodes ?? []) {
        expect(['SENT', 'PROVIDER_ACCEPTED']).toContain(status);
        sent += 1;
      }
    }
    const counts = await pushes();
    for (const title of acknowledged.messages.keys()) {
      for (const token of ['phone', 'tablet']) {
        // Twice at most: who died between SNS's answer and writing it down sends again once its claim has run out.
        expect(counts.get(`${title} ${token}`), `${title} to ${token}`).toBeGreaterThanOrEqual(1);
      }
    }
    const duplicates = [...counts.values()].reduce((sum, count) => sum + count - 1, 0);
    expect(duplicates).toBeLessThanOrEqual(KILLS * WRITERS * 10);

    // A repeated call has the first one's answer, although processes died in between.
    const [[key, id] = ['', '']] = acknowledged.messages;
    const input = {
      idempotencyKey: key,
      audience: { deviceIds: ['phone', 'tablet'] },
      content: { title: key },
      reporting: 'PER_DELIVERY',
    };
    expect(await graphqlData(outputs, paula.accessToken, publishMutation, { input })).toMatchObject({
      publish: { replayed: true, message: { id } },
    });
    await annotate(
      `${acknowledged.messages.size} messages acknowledged over ${KILLS} kills, ${sent} deliveries sent, ${duplicates} pushes twice`,
    );
    await runtime.end('SIGTERM');
  },
);
