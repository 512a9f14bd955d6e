import type { Doc, Value } from './bson.ts';

/** What the driver says of one write of many that failed. Mongoose gives `err.index` anew, so all is read from there. */
export class WriteError {
  err: Doc;

  constructor(err: Doc) {
    this.err = err;
  }

  get code(): Value {
    return this.err.code;
  }

  get index(): Value {
    return this.err.index;
  }

  get errmsg(): Value {
    return this.err.errmsg;
  }

  get errInfo(): Value {
    return this.err.errInfo;
  }

  getOperation(): Value {
    return this.err.op;
  }

  toJSON(): Doc {
    const { code, index, errmsg, op } = this.err;
    return { code, index, errmsg, op };
  }

  toString(): string {
    return `WriteError(${JSON.stringify(this.toJSON())})`;
  }
}
