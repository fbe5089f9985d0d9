import { generateKeyPairSync } from 'node:crypto';
import { type Assembly, allTemplates } from 'local-cloud';

/**
 * Returns push credentials by secret name, as an operator puts them into Secrets Manager before deploying.
 * The keys are new and made up. The simulated push services accept any key of the right form.
 */
const demoSecrets: Readonly<Record<string, () => string>> = {
  'heliograph/apns': () =>
    JSON.stringify({
      signingKey: privateKey(),
      signingKeyId: 'LOCALKEY00',
      teamId: 'LOCALTEAM0',
      bundleId: 'com.example.app',
    }),
  'heliograph/fcm': () =>
    JSON.stringify({
      type: 'service_account',
      project_id: 'example-project',
      private_key_id: 'local',
      private_key: privateKey(),
      client_email: 'push@example-project.iam.gserviceaccount.com',
      client_id: '000000000000000000000',
      token_uri: 'https://oauth2.googleapis.com/token',
    }),
};

/** Returns the secrets that the assembly's resources name. */
export function demoSecretsFor(assembly: Assembly): Readonly<Record<string, () => string>> {
  const text = JSON.stringify([...allTemplates(assembly)].map(({ template }) => [...template.resources.values()]));
  return Object.fromEntries(Object.entries(demoSecrets).filter(([name]) => text.includes(name)));
}

/** Returns a new key as PEM in PKCS #8, the format of Apple's .p8 files and Google's key files. */
function privateKey(): string {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
