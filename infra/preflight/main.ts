/** `npm run preflight`: refuses a deployment that would lose state. */
import { parseArgs } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { assemblyStackName, assemblyTemplates } from './assemblyTemplates.ts';
import { deployedTemplates } from './deployedTemplates.ts';
import { preflight } from './preflight.ts';

const usage = `npm run preflight -- [options]

Compares what is deployed with what is synthesized. Ends with 1 if the deployment would replace, rename or drop what
holds state: tables, user pools, keys, queues, devices' endpoints. Needs cloudformation:GetTemplate and
ListStackResources.

  --assembly DIR   the synthesized app (default cdk.out, which npx cdk synth writes)
  --stack NAME     the deployed stack (default the assembly's)
  --region REGION  its region (default that of the AWS configuration)
  --allow ID       does not refuse this resource, such as Storage/Messages1A2B3C4D. May be repeated
`;

/** Returns the exit code: 0 nothing is lost, 1 something is, 2 wrong arguments. */
async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      assembly: { type: 'string', default: 'cdk.out' },
      stack: { type: 'string' },
      region: { type: 'string' },
      allow: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const planned = await assemblyTemplates(values.assembly);
  const stack = values.stack ?? (await assemblyStackName(values.assembly));
  const { region } = values;
  const deployed = await deployedTemplates(new CloudFormationClient(region === undefined ? {} : { region }), stack);
  if (deployed === null) {
    process.stdout.write(`There is no stack ${stack} yet: nothing can be lost.\n`);
    return 0;
  }
  const lost = (await preflight(deployed, planned)).filter(
    (loss) => !values.allow.some((id) => loss.startsWith(`${id} `)),
  );
  for (const loss of lost) process.stderr.write(`${loss}\n`);
  if (lost.length > 0) return 1;
  process.stdout.write(`Deployed over ${stack}, it loses nothing that holds state.\n`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exitCode = 2;
}
