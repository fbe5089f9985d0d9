/** A variable that the CDK app sets on the function; absent means it was deployed wrong, which is worth a clear word at the first start. */
export function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
