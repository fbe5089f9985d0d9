import type { FunctionVariable } from '../rules/environmentNames.ts';

/** Variables that Lambda sets itself (Lambda Developer Guide, "Defined runtime environment variables"). */
type LambdaVariable = 'AWS_REGION' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'AWS_SESSION_TOKEN';

/** Returns the variable's value. Throws at the function's start if it is not set: the deployment is wrong. */
export function environment(name: FunctionVariable | LambdaVariable): string {
  const value = environmentIfSet(name);
  if (value === undefined) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

/** Returns the variable's value, or undefined if it is absent or empty. */
export function environmentIfSet(name: FunctionVariable | LambdaVariable): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
