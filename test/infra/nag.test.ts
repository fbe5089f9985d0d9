import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { isThorough } from 'local-cloud/testing/effort';
import { describe, expect, it } from 'vitest';
import { acknowledge } from '../../infra/aws/shared/acknowledge.ts';
import { appWith } from './appWith.ts';

interface Report {
  readonly pluginReports: readonly { readonly violations: readonly Violation[] }[];
}

interface Violation {
  readonly ruleName: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

/** What cdk-nag's packs find in the app and nobody has acknowledged, as `<rule> <construct>`. */
async function findings(app: App): Promise<readonly string[]> {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  try {
    app.synth();
  } catch (error) {
    // It fails on findings, which the report has.
    if (!(error instanceof Error && error.message.includes('validation-report.json'))) throw error;
  }
  const { pluginReports }: Report = JSON.parse(await readFile(join(app.outdir, 'validation-report.json'), 'utf8'));
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    ),
  );
}

/** Returns the acknowledgements that answer no finding, as `<rule> <construct>`. Synthesizes the app. */
function stale(app: App): readonly string[] {
  app.synth();
  const found = [new AwsSolutionsChecks(app), new ServerlessChecks(app)].flatMap((pack) => {
    Object.assign(pack, { isAcknowledged: () => false });
    return pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => ({ ruleName, path: `${constructPath}/` })),
      );
  });
  return acknowledgements(app)
    .filter(({ rule, path }) => !found.some((one) => one.ruleName === rule && one.path.startsWith(`${path}/`)))
    .map(({ rule, path }) => `${rule} ${path}`);
}

function acknowledgements(app: App): readonly { readonly rule: string; readonly path: string }[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.keys(data))
      .map((id) => ({ rule: id.replace(/^annotation::/i, ''), path: node.path })),
  );
}

/** `test:all` looks at the other settings too. */
const settings = [
  {},
  {
    'heliograph:stepUpCodes': 'userAuth',
    'heliograph:passkeyRelyingParty': 'app.example',
    'heliograph:canary': 'heliograph/canary',
    'heliograph:alarmTopicArn': 'arn:aws:sns:eu-west-1:111122223333:alarms',
  },
];

const judged = isThorough ? settings : settings.slice(0, 1);

function ordering(app: App): IConstruct {
  return app.node.findChild('Heliograph').node.findChild('Default').node.findChild('Ordering');
}

describe('cdk-nag', () => {
  it.each(judged)(
    'finds a planted fault, and none that is not acknowledged beside its construct, under %j',
    async (context) => {
      const app = await appWith(context);
      new Queue(ordering(app), 'Open');
      const path = 'Heliograph/Default/Ordering/Open/Resource';
      const found = await findings(app);
      expect(found).toContain(`AwsSolutions-SQS4 ${path}`);
      expect(found.filter((finding) => !finding.endsWith(` ${path}`))).toEqual([]);
    },
  );

  it.each(judged)(
    'tells a planted acknowledgement that answers no finding, and no other, under %j',
    async (context) => {
      const app = await appWith(context);
      const queue = new Queue(ordering(app), 'Closed', { enforceSSL: true });
      acknowledge(queue, 'AwsSolutions-SQS4', 'It is not needed any more.');
      expect(stale(app)).toEqual(['AwsSolutions-SQS4 Heliograph/Default/Ordering/Closed']);
    },
  );

  it('is answered for single constructs, never for a whole stack', async () => {
    const app = await appWith({});
    app.synth();
    const answered = app.node
      .findAll()
      .filter(({ node }) => node.metadata.some(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY));
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.filter((construct) => Stack.isStack(construct)).map(({ node }) => node.path)).toEqual([]);
  });
});
