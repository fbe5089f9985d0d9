import { CloudFormationClient, GetTemplateCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { assemblyStackName, assemblyTemplates, type StackTemplates } from '../../infra/preflight/assemblyTemplates.ts';
import { deployedTemplates } from '../../infra/preflight/deployedTemplates.ts';
import { preflight } from '../../infra/preflight/preflight.ts';
import { installation } from '../support/installation.ts';

let assembly: string;
let planned: StackTemplates;
beforeAll(async () => {
  assembly = await synthesizeCached(temporaryFolder('preflight'));
  planned = await assemblyTemplates(assembly);
});

/** An account in which the templates are deployed. */
function accountWith(templates: StackTemplates): CloudFormationClient {
  const client = new CloudFormationClient({ region: 'eu-west-1' });
  const send = async (command: unknown): Promise<object> => {
    if (command instanceof ListStackResourcesCommand) {
      const nested = templates.slice(1).map(({ stack }) => ({
        ResourceType: 'AWS::CloudFormation::Stack',
        LogicalResourceId: stack,
        PhysicalResourceId: `arn:${stack}`,
      }));
      return { StackResourceSummaries: nested };
    }
    const name = command instanceof GetTemplateCommand ? command.input.StackName : undefined;
    const found = templates.find(({ stack }, index) => name === (index === 0 ? stack : `arn:${stack}`));
    if (found !== undefined) return { TemplateBody: JSON.stringify(found.template) };
    throw Object.assign(new Error(`Stack with id ${name} does not exist`), { name: 'ValidationError' });
  };
  return Object.assign(client, { send });
}

/** The templates with a change. */
function changed(change: (templates: StackTemplates) => void): StackTemplates {
  const copy: StackTemplates = structuredClone(planned);
  change(copy);
  return copy;
}

function tableOf(
  templates: StackTemplates,
): readonly [Record<string, { Properties: Record<string, unknown> }>, string] {
  const { template } = templates.find(({ stack }) => stack === 'Storage') ?? templates[0];
  const [id = ''] =
    Object.entries(template.Resources).find(([, { Type }]) => Type === 'AWS::DynamoDB::GlobalTable') ?? [];
  return [template.Resources, id];
}

describe('preflight', () => {
  it('asks for the stack that the assembly deploys', async () => {
    expect(await assemblyStackName(assembly)).toBe(installation);
  });

  it('finds no loss in deploying the same again', async () => {
    const deployed = await deployedTemplates(accountWith(planned), planned[0].stack);
    expect(deployed).toHaveLength(planned.length);
    expect(await preflight(deployed ?? planned, planned)).toEqual([]);
  });

  it('finds nothing where nothing is deployed', async () => {
    expect(await deployedTemplates(accountWith(planned), 'another')).toBeNull();
  });

  it('names a table that goes, is replaced, or is new', async () => {
    const gone = changed((templates) => {
      const [resources, id] = tableOf(templates);
      delete resources[id];
    });
    expect(await preflight(planned, gone)).toMatchObject([expect.stringMatching(/^Storage\/\w+ .* is gone/)]);
    expect(await preflight(gone, planned)).toEqual([]);
    const replaced = changed((templates) => {
      const [resources, id] = tableOf(templates);
      const table = resources[id];
      if (table !== undefined) table.Properties.TableName = 'another';
    });
    expect(await preflight(planned, replaced)).toMatchObject([
      expect.stringContaining('would be replaced by an empty one'),
    ]);
  });
});
