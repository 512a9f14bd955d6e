// One mongod for the whole run: started before the first test file, stopped after the last. Test files find it through
// the environment (see `stores.ts`).
import { startMongo } from './mongod.ts';

export default async function setup(): Promise<() => Promise<void>> {
  try {
    const mongo = await startMongo();
    process.env.DOUGONG_TEST_MONGO = mongo.uri;
    return mongo.stop;
  } catch (error) {
    if (process.env.CI) throw error;
    process.env.DOUGONG_TEST_MONGO = 'none';
    console.warn(
      `\n*** The tests on MongoDB are SKIPPED: ${(error as Error).message}. Set MONGODB_URI or MONGOD. ***\n`,
    );
    return async () => undefined;
  }
}
