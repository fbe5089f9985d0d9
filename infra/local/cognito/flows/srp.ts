import { createHmac, randomBytes } from 'node:crypto';
import type { JsonObject } from '../../platform/Json.ts';
import { checkUsername } from '../Challenges.ts';
import { incorrectPassword, invalidParameter, invalidSession } from '../errors.ts';
import type { Client, Pool } from '../model.ts';
import type { Services } from '../Services.ts';
import { createServerKey, parsePublicKey, signatureMatches } from '../srp.ts';
import { poolName } from '../Users.ts';
import { verifierOf } from './password.ts';
import { attemptOf, subjectOf, type Target } from './Target.ts';

/**
 * Runs the first half of `USER_SRP_AUTH`: PASSWORD_VERIFIER with salt and server key.
 * The secret block names the kept state.
 * @param withSession adds a session string that the answer must carry too, as `USER_AUTH` does
 */
export function startSrp(
  services: Services,
  target: Target,
  publicKey: string | undefined,
  withSession: boolean,
): JsonObject {
  if (publicKey === undefined || publicKey === '') throw invalidParameter('Missing required parameter SRP_A');
  if (parsePublicKey(publicKey) === undefined) throw invalidParameter('SRP_A is not a valid public key');
  services.users.checkLock(subjectOf(target));
  const { client, user } = target;
  const username = user?.username ?? imaginaryUsername(services, target);
  const verifier = verifierOf(services, target);
  const serverKey = createServerKey(verifier);
  const session = withSession ? randomBytes(144).toString('base64') : undefined;
  const secretBlock = services.challenges.open(
    'PASSWORD_VERIFIER',
    client,
    { username },
    {
      name: target.name,
      clientPublicKey: publicKey,
      serverSecret: serverKey.secret,
      serverPublicKey: serverKey.publicKey,
      salt: verifier.salt,
      verifier: verifier.verifier,
      ...(session === undefined ? {} : { session }),
    },
    user !== undefined,
  );
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ...(session === undefined ? {} : { Session: session }),
    ChallengeParameters: {
      SALT: verifier.salt,
      SECRET_BLOCK: secretBlock,
      SRP_B: serverKey.publicKey,
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    },
  };
}

/** Runs the second half: checks the client's proof. Counts a failure and throws NotAuthorizedException. */
export async function answerPasswordVerifier(
  services: Services,
  pool: Pool,
  client: Client,
  answers: Readonly<Record<string, string>>,
  session: string | undefined,
  metadata: Readonly<Record<string, string>>,
): Promise<JsonObject> {
  const {
    PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
    PASSWORD_CLAIM_SIGNATURE: signature,
    TIMESTAMP: timestamp,
  } = answers;
  if (secretBlock === undefined) throw invalidParameter('Missing required parameter PASSWORD_CLAIM_SECRET_BLOCK');
  if (signature === undefined) throw invalidParameter('Missing required parameter PASSWORD_CLAIM_SIGNATURE');
  if (timestamp === undefined) throw invalidParameter('Missing required parameter TIMESTAMP');
  if (!isTimestamp(timestamp)) {
    throw invalidParameter('TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.');
  }
  const taken = services.challenges.take(secretBlock, 'PASSWORD_VERIFIER', client);
  const { challenge } = taken;
  const { data } = challenge;
  if (data.session !== undefined && data.session !== session) throw invalidSession();
  const user = challenge.exists ? services.users.find(pool, challenge.username) : undefined;
  checkUsername(
    pool,
    challenge,
    answers.USERNAME,
    answers.USERNAME === undefined ? undefined : services.users.find(pool, answers.USERNAME),
  );
  const target: Target = { pool, client, name: data.name ?? challenge.username, user, metadata };
  services.users.checkLock(subjectOf(target));
  taken.consume();
  const valid = signatureMatches({
    poolName: poolName(pool),
    username: challenge.username,
    clientPublicKey: data.clientPublicKey ?? '0',
    serverKey: { secret: data.serverSecret ?? '0', publicKey: data.serverPublicKey ?? '0' },
    verifier: { salt: data.salt ?? '0', verifier: data.verifier ?? '0' },
    secretBlock,
    timestamp,
    signature,
  });
  if (!valid || user === undefined) return services.users.refusePassword(subjectOf(target));
  // The password changed between the two halves.
  if (user.password?.verifier !== data.verifier) throw incorrectPassword();
  services.users.forgetFailures(subjectOf(target));
  return services.signIn.passwordPassed(attemptOf(target, user));
}

/** Returns a name for an unknown address, the same at every attempt, in pools that generate usernames. */
function imaginaryUsername(services: Services, { pool, name }: Target): string {
  if (pool.usernameAttributes.length === 0) return name;
  const key = services.store.poolKeys(pool.id)[0]?.jwk.d ?? pool.id;
  const hex = createHmac('sha256', key).update(`name:${name.toLowerCase()}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function isTimestamp(text: string): boolean {
  return /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{1,2} [0-9]{2}:[0-9]{2}:[0-9]{2} UTC [0-9]{4}$/.test(
    text,
  );
}
