// What an operation is told of the errors of MongoDB's driver.
import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../server/fault.ts';
import { toFault } from '../../server/store/store-errors.ts';

const { MongoBulkWriteError, MongoNetworkError, MongoServerError, MongoServerSelectionError } = mongoose.mongo;

type Bulk = ConstructorParameters<typeof MongoBulkWriteError>;
const result = { insertedCount: 0 } as unknown as Bulk[1];
const bulk = (error: object) => new MongoBulkWriteError(error as Bulk[0], result);
const reset = () => new MongoNetworkError('read ECONNRESET');
const labelled = (error: InstanceType<typeof MongoNetworkError>) => {
  error.addErrorLabel('TransientTransactionError');
  return error;
};

const codeOf = (cause: unknown) => {
  const fault = toFault(cause, 'record');
  return fault instanceof Fault ? fault.code : fault === cause ? 'as it is' : String(fault);
};

describe('an error of the driver', () => {
  it.each<[string, unknown, string]>([
    ['a connection that broke', reset(), 'unavailable'],
    ['a connection that broke under several inserts', bulk(reset()), 'unavailable'],
    ['one that broke in a transaction, which is run again', labelled(reset()), 'as it is'],
    ['one that broke under several inserts of a transaction', bulk(labelled(reset())), 'as it is'],
    ['no server to be found', new MongoServerSelectionError('none', {} as never), 'unavailable'],
    ['a primary that steps down', new MongoServerError({ message: 'not primary', code: 10107 }), 'unavailable'],
    ['the same under several inserts', bulk(new MongoServerError({ message: 'x', code: 10107 })), 'unavailable'],
    ['a key that is held', new MongoServerError({ code: 11000, keyPattern: { tenant: 1, no: 1 } }), 'duplicate'],
    [
      'a key that is held, of several inserts',
      bulk({ message: 'E11000 index: no_1 dup key', code: 11000, writeErrors: [{}] }),
      'duplicate',
    ],
    ['what is wrong with the request itself', new MongoServerError({ message: 'bad', code: 2 }), 'as it is'],
    ['the same under several inserts', bulk({ message: 'bad', code: 2, writeErrors: [{}] }), 'as it is'],
  ])('%s', (_what, cause, told) => {
    expect(codeOf(cause)).toBe(told);
  });
});
