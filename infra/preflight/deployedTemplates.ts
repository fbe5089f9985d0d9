import {
  type CloudFormationClient,
  GetTemplateCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import type { StackTemplates, Template } from './assemblyTemplates.ts';

/**
 * Returns the templates of the stack as it is deployed, and of those nested in it. Null if there is no such stack.
 * Rejects with CloudFormation's error. Needs `cloudformation:GetTemplate` and `ListStackResources`.
 */
export async function deployedTemplates(client: CloudFormationClient, stack: string): Promise<StackTemplates | null> {
  const template = await templateOf(client, stack);
  if (template === null) return null;
  const nested: { readonly id: string; readonly arn: string }[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: stack })) {
    for (const { ResourceType, LogicalResourceId: id, PhysicalResourceId: arn } of StackResourceSummaries) {
      if (ResourceType === 'AWS::CloudFormation::Stack' && id !== undefined && arn !== undefined)
        nested.push({ id, arn });
    }
  }
  const templates = await Promise.all(
    nested.map(async ({ id, arn }) => ({ stack: id, file: arn, template: await templateOf(client, arn) })),
  );
  const there = templates.flatMap(({ template: found, ...place }) => (found ? [{ ...place, template: found }] : []));
  return [{ stack, file: stack, template }, ...there];
}

async function templateOf(client: CloudFormationClient, StackName: string): Promise<Template | null> {
  try {
    const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' }));
    return JSON.parse(TemplateBody);
  } catch (error) {
    // CloudFormation has no error of its own for it.
    if (error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message)) return null;
    throw error;
  }
}
