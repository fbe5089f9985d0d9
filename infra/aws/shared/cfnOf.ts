import type { Construct } from 'constructs';

/** Returns the CloudFormation resource of a construct. Throws where it has none of the type. */
export function cfnOf<Resource>({ node }: Construct, type: new (...args: never[]) => Resource): Resource {
  const { defaultChild } = node;
  if (!(defaultChild instanceof type)) throw new Error(`${node.path} has no ${type.name}.`);
  return defaultChild;
}
