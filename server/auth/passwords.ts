import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../deps.ts';

// Argon2id; about 50 ms on one core.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Slow hashes of passwords, so that a stolen store does not give them away. Unicode forms that look the same are the same. */
export async function createPasswords(): Promise<Passwords> {
  const ofNobody = await hash('the password of nobody', cost);
  return {
    hash: (password) => hash(password.normalize('NFKC'), cost),
    verify: (stored, password) => verify(stored, password.normalize('NFKC')).catch(() => false),
    async verifyNothing(password) {
      await verify(ofNobody, password.normalize('NFKC')).catch(() => false);
    },
  };
}
