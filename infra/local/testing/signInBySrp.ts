import { randomBytes } from 'node:crypto';
import {
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  claimSignature,
  GENERATOR,
  hashToInteger,
  integerBytes,
  modulus,
  multiplier,
  power,
  privateKey,
} from '../cognito/srp.ts';
import { poolName } from '../cognito/Users.ts';

/** A user of an app client's pool, with the password. */
export interface SrpUser {
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Signs in by `USER_SRP_AUTH` as an app would, in a twentieth of the time that Amplify's big integers take.
 * Returns the tokens, or the challenge that comes next.
 */
export async function signInBySrp(
  client: CognitoIdentityProviderClient,
  { poolId, clientId, username, password }: SrpUser,
): Promise<RespondToAuthChallengeCommandOutput> {
  const secret = hashToInteger(randomBytes(32));
  const publicKey = power(GENERATOR, secret);
  const { ChallengeParameters = {}, ChallengeName } = await client.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_SRP_AUTH',
      ClientId: clientId,
      AuthParameters: { USERNAME: username, SRP_A: publicKey.toString(16) },
    }),
  );
  const { SALT = '', SRP_B = '', SECRET_BLOCK = '', USER_ID_FOR_SRP = '' } = ChallengeParameters;
  if (ChallengeName !== 'PASSWORD_VERIFIER') throw new Error(`Asked for ${ChallengeName} instead of a proof.`);
  const serverKey = BigInt(`0x${SRP_B}`);
  const scrambler = hashToInteger(integerBytes(publicKey), integerBytes(serverKey));
  const key = privateKey(poolName({ id: poolId }), USER_ID_FOR_SRP, password, SALT);
  const base = serverKey - multiplier * power(GENERATOR, key);
  const shared = power(((base % modulus) + modulus) % modulus, secret + scrambler * key);
  const timestamp = srpTimestamp(new Date());
  const claim = { poolName: poolName({ id: poolId }), username: USER_ID_FOR_SRP, secretBlock: SECRET_BLOCK, timestamp };
  return client.send(
    new RespondToAuthChallengeCommand({
      ChallengeName,
      ClientId: clientId,
      ChallengeResponses: {
        USERNAME: USER_ID_FOR_SRP,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: claimSignature(shared, scrambler, claim).toString('base64'),
        TIMESTAMP: timestamp,
      },
    }),
  );
}

/** `EEE MMM d HH:mm:ss z yyyy`, as in `Thu Jan 1 00:00:00 UTC 2026`. */
function srpTimestamp(date: Date): string {
  const [weekday = '', day = '', month, year, time] = date.toUTCString().split(' ');
  return `${weekday.slice(0, 3)} ${month} ${Number(day)} ${time} UTC ${year}`;
}
