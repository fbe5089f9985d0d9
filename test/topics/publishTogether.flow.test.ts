import { randomUUID } from 'node:crypto';
import { isThorough } from 'local-cloud/testing/effort';
import { expect, it, vi } from 'vitest';
import { graphqlData } from '../support/graphql.ts';
import { until } from '../support/observe.ts';
import { createTopic } from '../support/operations.ts';
import { SettingRows } from '../support/settingRows.ts';
import { signIn } from '../support/signIn.ts';
import { startHeliograph } from '../support/startHeliograph.ts';

it.runIf(isThorough)(
  'a hundred messages that are published to a topic at once take at most 15 calls to SNS',
  async () => {
    // Only from within the process can calls be counted.
    await using heliograph = await startHeliograph();
    const { outputs, cloud } = heliograph;
    using rows = new SettingRows(outputs);
    await rows.openTopics();
    const topicId = await createTopic(outputs, await signIn(outputs, 'ada'), 'Busy');
    const paula = await signIn(outputs, 'paula');
    const invoke = vi.spyOn(cloud.platform.aws, 'invoke');
    const mutation =
      'mutation ($input: PublishBatchInput!) { publishBatch(input: $input) { results { message { id } } } }';
    const entries = Array.from({ length: 100 }, (_, index) => ({
      id: `${index}`,
      message: {
        idempotencyKey: randomUUID(),
        audience: { topic: { topicId } },
        content: { title: `Message ${index}` },
      },
    }));
    await graphqlData(outputs, paula.accessToken, mutation, { input: { entries } });
    await until(
      'all are published',
      async () => {
        const query =
          'query ($after: String) { messages(first: 40, after: $after) { nodes { status } pageInfo { endCursor } } }';
        const statuses: string[] = [];
        let after: string | null = null;
        for (let page = 0; page < 3; page += 1) {
          const data: Page = await graphqlData<Page>(outputs, paula.accessToken, query, { after });
          statuses.push(...data.messages.nodes.map(({ status }) => status));
          after = data.messages.pageInfo.endCursor;
        }
        return statuses.filter((status) => status === 'COMPLETED').length;
      },
      (completed) => completed === 100,
    );
    const calls = invoke.mock.calls.filter(([, name]) => name === 'Publish' || name === 'PublishBatch');
    expect(calls.length).toBeGreaterThanOrEqual(10);
    expect(calls.length).toBeLessThanOrEqual(15);
  },
);

interface Page {
  readonly messages: {
    readonly nodes: readonly { readonly status: string }[];
    readonly pageInfo: { readonly endCursor: string | null };
  };
}
